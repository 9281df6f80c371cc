// The search page: what is typed and chosen, in the address and the title, and rows that say why they were found.
import { SearchIndex } from "./search-index.js";

const { LETTERS, answerOf, fold, unstroked, wordsOf } = searchTerms;

const form = document.getElementById("search_form");
const status = document.getElementById("search_status");
const results = document.getElementById("search_results");
const lists = document.getElementById("search_lists");
const input = form.elements.q;
const filters = ["kind", "status", "province", "office", "topic", "year"].map((name) => form.elements[name]);
const FIRST = 10; // results shown at once
const MORE = 20; // shown on demand
const READ = 1; // pages read for a quotation, of those that have the words in their text alone
const OFFICES = 20; // of what is found that are offered
const PARTIES = 8; // of what is shown, each of which is looked for by its name
const QUOTE = 150; // letters of a quotation
let day; // the reader's
const today = () => (day ??= registerStatus.day());
const pageTitle = document.title;
const data = form.dataset;
const parsed = (text = "", separator) => text.split(";").map((one) => one.trim()).filter(Boolean).map((one) => (separator ? one.split(separator).map((part) => part.trim()) : one));

async function load(path, isJson) {
  const response = await answerOf(path);
  if (!response.ok) throw new Error(`${response.status} ${path}`);
  return isJson ? response.json() : new Uint8Array(await response.arrayBuffer());
}

const names = new Map(parsed(data.sections, "=").map(([title, ...more]) => [title, more]));

const index = new SearchIndex({
  parameters: searchTerms.index,
  load,
  abbreviations: parsed(data.abbreviations, "="),
  optional: parsed(data.optional),
  fillers: parsed(data.fillers),
  kept: parsed(data.kept),
  questions: parsed(data.questions),
  listWords: parsed(data.listWords),
  dateWords: parsed(data.dateWords),
  titles: parsed(data.titles),
  statuses: parsed(data.statuses, "="),
  sections: [...lists.querySelectorAll("a")].map((link) => [link.textContent, link.getAttribute("href"), ...(names.get(link.textContent) ?? [])]),
  yearWord: data.year,
  statusOn: (days) => registerStatus.on(days, today()),
});

function make(name, className, text = "") {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

// A year, a month or a day, as precise as the index has it.
function written(date) {
  if (date.length !== "2025-10".length) return date.split("-").reverse().join("/");
  const month = new Intl.DateTimeFormat(document.documentElement.lang, { month: "long", year: "numeric", timeZone: "UTC" });
  return month.format(new Date(date));
}

// The writings that are looked for, by the word without marks; where near ones are, any.
function wantedWritings({ words, how }) {
  const all = new Map();
  for (const { text, folded } of words) all.set(folded, [...(all.get(folded) ?? []), how === "near" ? folded : unstroked(text)]);
  return all;
}

// Whether a word is one of those: what was typed with marks has these or none.
function isWanted(word, folded, all) {
  const writings = all.get(folded);
  const written = unstroked(word);
  return Boolean(writings) && (written === folded || writings.includes(folded) || writings.includes(written));
}

const isNumber = (word) => /^[0-9]+$/.test(word);

// Whether the last word of a query was looked for behind that word: a number also where a text begins with it.
const isOpened = (before, wanted) => before === wanted.before || (before === "" && isNumber(wanted.last));

// The words of a text that are looked for, with their places. One that the last of these may become is among them where it was
// looked for.
function wantedWords(text, wanted) {
  const found = [];
  let before = "";
  for (const { 0: word, index: at } of text.matchAll(/\p{Nd}+|[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu)) {
    const plain = word.replace(/['’]/g, "");
    const folded = fold(plain);
    if (isWanted(plain, folded, wanted.all) || (wanted.last && isOpened(before, wanted) && folded.startsWith(wanted.last))) found.push({ word, at, folded });
    before = folded;
  }
  return found;
}

// What is looked for in a row: where it has the last word whole, that was not meant to become another one.
function wantedIn(row, wanted) {
  const pair = ` ${wanted.before} ${wanted.last} `;
  const isWhole = [row.title, ...row.texts.map(([, text]) => text)].some((text) => ` ${wordsOf(text).map(fold).join(" ")} `.includes(pair));
  return isWhole ? { ...wanted, last: "" } : wanted;
}

// Appends the text with its wanted words marked.
function addMarked(element, text, wanted) {
  let done = 0;
  for (const { word, at } of wantedWords(text, wanted)) {
    element.append(text.slice(done, at), make("mark", "", word));
    done = at + word.length;
  }
  element.append(text.slice(done));
  return element;
}

// The wanted words that a text has.
function having(text, wanted) {
  return new Set(wantedWords(text.normalize("NFC"), wanted).map(({ folded }) => folded));
}

// The part of a text where most wanted words are, cut between words.
function quotation(text, wanted) {
  if (text.length <= QUOTE) return text;
  const places = wantedWords(text, wanted).map(({ at }) => at);
  let best = 0;
  let most = 0;
  for (const place of places) {
    const words = having(text.slice(place, place + QUOTE - 30), wanted).size;
    if (words > most) [best, most] = [place, words];
  }
  const begin = best < 40 ? 0 : text.lastIndexOf(" ", best - 20) + 1;
  const end = begin + QUOTE >= text.length ? text.length : text.lastIndexOf(" ", begin + QUOTE);
  return `${begin ? "… " : ""}${text.slice(begin, end)}${end < text.length ? " …" : ""}`;
}

const label = (name) => form.getAttribute(`data-label-${name}`);

// Why a row was found: the text that has most of the words which its title lacks.
function reason(row, wanted) {
  const title = having(`${row.title} ${written(row.date ?? "")}`, wanted);
  let best = null;
  let most = 0;
  for (const [name, text] of row.texts) {
    const words = [...having(text, wanted)].filter((word) => !title.has(word)).length;
    if (words > most) [best, most] = [[name, text], words];
  }
  return { best, isComplete: title.size + most >= Math.min(wanted.count, wanted.all.size) };
}

function why(name, text, wanted) {
  const line = make("p", "row-note row-why");
  line.append(make("span", "row-why-label", `${label(name)}: `));
  return addMarked(line, quotation(text, wanted), wanted);
}

// What tells namesakes apart: a number and a term, an office, a province.
function facts(row) {
  const first = (...names) => row.texts.find(([name]) => names.includes(name))?.[1];
  const of = { agreement: [first("number"), first("period")], organization: [first("province")], province: [row.until && `${label(row.until.length === "2025".length ? "until-year" : "until")} ${written(row.until)}`] };
  return (of[row.kind] ?? [first("position")]).filter((text) => text && !fold(row.title).includes(fold(text)));
}

function makeRow(row, all) {
  const wanted = wantedIn(row, all);
  const item = make("li", "row");
  const main = make("div", "row-main");
  const side = make("div", "row-side");
  const link = addMarked(make("a", "row-title"), row.title, wanted);
  link.href = row.url;
  main.append(link, make("p", "row-note", [form.getAttribute(`data-kind-${row.kind}`), ...facts(row)].filter(Boolean).join(" · ")));
  const { best, isComplete } = reason(row, wanted);
  if (best) main.append(why(...best, wanted));
  if (row.days) {
    const now = registerStatus.on(row.days, today());
    item.dataset.status = now;
    side.append(make("span", "status", registerStatus.label(now)));
  }
  if (row.date) {
    const time = addMarked(make("time", "row-fact"), written(row.date), wanted);
    time.dateTime = row.date;
    side.append(time);
  }
  item.append(main, side);
  return { item, main, row, wanted, isComplete };
}

// What a page has besides its text: the way to it, its contents, lists of topics, what can be filled in, how to cite it, what is not shown.
const FURNITURE = "script, style, svg, nav, form, button, ul.chips, ul.topic-uses, #part_citation, [hidden]";
const PARTS = "p, li, h1, h2, h3, h4, dt, dd, th, td, div, summary, figcaption, caption, br";
const BREAK = "\u2029"; // stands behind a part

// A page that was read and not run. Not fetched, since only so a browser reads its HTML where text must not become a document.
function readDocument(url) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.responseType = "document";
    request.onload = () => (request.status === 200 && request.response ? resolve(request.response) : reject(new Error(`${request.status} ${url}`)));
    request.onerror = () => reject(new Error(url));
    request.send();
  });
}

// The words of a page as they stand in its text, with a mark between two parts where the first has none.
async function readPage(url) {
  const main = (await readDocument(url)).querySelector("main");
  for (const one of main.querySelectorAll(FURNITURE)) one.remove();
  for (const link of main.querySelectorAll("a")) if (link.textContent === "#") link.remove(); // to a heading
  for (const part of main.querySelectorAll(PARTS)) part.after(BREAK);
  const parts = main.textContent.split(BREAK).map((part) => part.replace(/\s+/g, " ").trim());
  return parts.filter(Boolean).join(" · ").replace(/([.,:;!?…]) ·/g, "$1");
}

// Quotes the page itself where neither the title nor what the row has says why.
async function quotePages(made) {
  const some = made.filter(({ isComplete, row }) => !isComplete && row.texts).slice(0, READ);
  await Promise.all(
    some.map(async ({ main, row, wanted }) => {
      if (!main.querySelector(".row-why")) main.append(make("p", "row-note row-why", "\u00a0")); // its place
      const text = await readPage(row.url).catch(() => "");
      const quoted = quotation(text, wanted);
      const has = having(quoted, wanted).size;
      if (has > 1 || (has && wanted.count === 1)) (main.querySelector(".row-why") ?? main.appendChild(make("p", ""))).replaceWith(why("body", quoted, wanted));
    }),
  );
}

let timer;
let turn = 0;
let offered = -1; // the turn of which the offices are offered
let shown = []; // the first rows

const chosen = () => Object.fromEntries(filters.map(({ name, value }) => [name, value]));

// The query in the address and in the title.
function remember(query, choice) {
  const parameters = new URLSearchParams({ ...(query && { q: query }), ...Object.fromEntries(Object.entries(choice).filter(([, value]) => value)) });
  const text = parameters.toString();
  if (text !== String(new URLSearchParams(location.search))) history.replaceState(null, "", text ? `?${text}` : location.pathname);
  document.title = query ? `${query} – ${pageTitle}` : pageTitle;
}

// As the pages have counts: 2.000. Intl.NumberFormat takes a slow phone a quarter of a second the first time.
const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, data.group);

function tell(...texts) {
  status.textContent = texts.filter(Boolean).join(" · ");
}

function finish(mine) {
  if (mine === turn) results.setAttribute("aria-busy", "false");
}

async function show(found, wanted, mine) {
  const rows = make("ol", "rows");
  const button = make("button", "more-button", data.more);
  const left = [...found.ids];
  const add = async (count, extra = []) => {
    const made = [...extra, ...(await index.rows(left.splice(0, count)))].map((row) => makeRow(row, wanted));
    if (mine !== turn) return [];
    rows.append(...made.map(({ item }) => item));
    button.hidden = !left.length;
    return made;
  };
  const made = await add(FIRST, found.sections.map(([title, url]) => ({ kind: "page", title, url, texts: [] })));
  if (mine !== turn) return;
  shown = made.map(({ row }) => row);
  results.replaceChildren(rows, button);
  button.addEventListener("click", async () => (await add(MORE))[0]?.item.querySelector("a").focus());
  const count = found.ids.length + found.sections.length;
  tell(`${data.found} ${grouped(count)}`, found.how === "near" && data.near, found.how === "some" && data.some);
  quotePages(made);
}

async function search() {
  const mine = ++turn;
  const query = input.value.trim().slice(0, LETTERS);
  const choice = chosen();
  const isAsked = query || Object.values(choice).some(Boolean);
  const finding = isAsked && index.find(input.value.trimStart().slice(0, LETTERS), choice);
  remember(query, choice);
  lists.hidden = true;
  if (!isAsked) {
    tell();
    results.replaceChildren();
    return finish(mine);
  }
  results.setAttribute("aria-busy", "true");
  if (!results.firstChild) tell(data.loading);
  try {
    const found = await finding;
    if (mine !== turn) return;
    const typed = wordsOf(query).map(fold);
    const isOpen = (typed.length > 1 || isNumber(typed[0])) && typed.at(-1).length > 1 && !/\s$/.test(input.value);
    const wanted = { all: wantedWritings(found), last: isOpen ? typed.at(-1) : "", before: typed.at(-2), count: typed.length };
    if (found.ids.length || found.sections.length) await show(found, wanted, mine);
    else {
      tell(data.none);
      results.replaceChildren();
      lists.hidden = false;
    }
  } catch (problem) {
    if (mine === turn) tell(data.failed);
    if (mine === turn) lists.hidden = false;
    console.warn(problem);
  }
  finish(mine);
}

// The offices that can be chosen when the list is opened: those found, and the parties of what is shown.
async function offerOffices() {
  const select = form.elements.office;
  const mine = turn;
  if (offered === mine) return;
  offered = mine;
  const rowsOf = async (query, choice, count) => index.rows((await index.find(query, { ...choice, kind: "organization" })).ids.slice(0, count)).catch(() => []);
  const parties = [...new Set(shown.flatMap(({ texts }) => texts.filter(([name]) => name === "party").map(([, text]) => text)))].slice(0, PARTIES);
  const found = [rowsOf(input.value.trim(), { ...chosen(), office: "" }, OFFICES), ...parties.map((name) => rowsOf(name, {}, 1))];
  const rows = (await Promise.all(found.map((one) => one.catch(() => [])))).flat();
  if (mine !== turn) return;
  const offices = new Map(rows.map((row) => [row.url.split("/").at(-2), row.title]));
  for (const option of [...select.options]) if (option.value && !option.selected && !offices.has(option.value)) option.remove();
  for (const [id, title] of offices) if (![...select.options].some(({ value }) => value === id)) select.append(new Option(title, id));
}

function choose(name, value) {
  const field = form.elements[name];
  if (field.options && value && ![...field.options].some((option) => option.value === value)) field.append(new Option(value, value));
  field.value = value;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, 250);
});
for (const filter of filters) filter.addEventListener("change", search);
form.elements.office.addEventListener("focus", offerOffices);

const given = new URLSearchParams(location.search);
input.value = given.get("q") ?? "";
for (const { name } of filters) choose(name, given.get(name) ?? "");
const isNarrowed = filters.some(({ value }) => value);
if (isNarrowed) form.querySelector("details").open = true;
if (input.value || isNarrowed) search();
