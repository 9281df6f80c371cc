const form = document.getElementById("search_form");
const status = document.getElementById("search_status");
const results = document.getElementById("search_results");
const input = form.elements.q;
const TOGETHER = 10; // so many parts with older entries are loaded at a time, a thousand entries each
const ROWS = 50; // results shown at a time
const today = registerStatus.day();
let entries, loading, timer, shownPhrase;
let older = 0; // how many parts are still to be loaded: 1.json beside the index is the oldest
let unasked = true; // the first of them come without being asked for

// Lower case, no diacritics, one blank between syllables and at both ends.
function fold(text) {
  const bare = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d");
  return ` ${bare.replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;
}

async function fetchPart(name) {
  const part = await (await fetch(new URL(name, new URL(form.dataset.index, location)))).json();
  for (const entry of part.entries) {
    entry.known = [entry.title, ...(entry.names || [])].map(fold);
    entry.words = entry.known[0] + fold(entry.text || "");
  }
  return part;
}

// The index; when it is there the next older parts.
async function fetchMore() {
  const names = entries ? Array.from({ length: Math.min(older, TOGETHER) }, (_, i) => `${older - i}.json`) : [""];
  const parts = await Promise.all(names.map(fetchPart));
  older = entries ? older - parts.length : parts[0].parts || 0;
  entries = (entries || []).concat(...parts.map((part) => part.entries));
}

// Whether there is more now.
function load() {
  const begun = fetchMore().then(
    () => true,
    () => false,
  );
  loading = begun.finally(() => (loading = null));
  return begun;
}

// The phrase in a name, in the text, its syllables in order, then the beginnings of words.
function score({ known, words }, phrase, syllables) {
  const begun = phrase.slice(0, -1);
  const isKnownBy = (text) => known.some((name) => name.includes(text));
  if (known.includes(phrase)) return 7;
  if (isKnownBy(phrase)) return 6;
  if (words.includes(phrase)) return 5;
  let at = 0;
  if (syllables.every((one) => (at = words.indexOf(` ${one} `, at) + 1))) return 4;
  if (isKnownBy(begun)) return 3;
  if (words.includes(begun)) return 2;
  return syllables.every((one) => words.includes(` ${one}`)) ? 1 : 0;
}

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

function row(entry) {
  const item = make("li", "row");
  const main = make("div", "row-main");
  const side = make("div", "row-side");
  const link = make("a", "row-title", entry.title);
  link.href = entry.url;
  main.append(link, make("p", "row-note", form.getAttribute(`data-kind-${entry.kind}`)));
  if (entry.days) {
    const status = registerStatus.on(entry.days, today);
    item.dataset.status = status;
    side.append(make("span", "status", registerStatus.label(status)));
  }
  if (entry.date) {
    const time = make("time", "row-fact", written(entry.date));
    time.dateTime = entry.date;
    side.append(time);
  }
  item.append(main, side);
  return item;
}

function showOlder() {
  const button = make("button", "more-button", form.dataset.older);
  button.addEventListener("click", async () => {
    if (loading) return;
    tell(form.dataset.loading);
    if (await searchMore()) (results.querySelector(".older") || input).focus();
  });
  button.classList.add("older");
  results.append(button);
}

// As many rows as before if it is the same that was looked for, and the focus where it was.
function show(found, phrase) {
  const rows = phrase === shownPhrase ? results.querySelectorAll(".row").length : 0;
  const focused = results.contains(document.activeElement) && document.activeElement;
  shownPhrase = phrase;
  results.textContent = "";
  if (!found.length) return;
  const list = make("ol", "rows");
  const more = make("button", "more-button", form.dataset.more);
  const add = (count) => {
    const added = found.splice(0, count).map(row);
    list.append(...added);
    more.hidden = !found.length;
    return added[0].querySelector("a");
  };
  add(Math.max(rows, ROWS));
  more.addEventListener("click", () => add(ROWS).focus());
  results.append(list, more);
  if (focused) (focused.href ? [...list.querySelectorAll("a")].find(({ href }) => href === focused.href) : more)?.focus();
}

function tell(...texts) {
  status.textContent = texts.join(" · ");
}

// Loads more and looks again; whether it came. Older parts that did not can be asked for.
async function searchMore() {
  const loaded = await load();
  if (loaded) search();
  else tell(form.dataset.failed);
  if (!loaded && older && !results.querySelector(".older")) showOlder();
  return loaded;
}

function search() {
  const typed = input.value.trim();
  const phrase = fold(typed);
  const syllables = phrase.trim().split(" ");
  history.replaceState(null, "", typed ? `?q=${encodeURIComponent(typed)}` : location.pathname);
  if (!syllables[0]) {
    tell();
    return show([]);
  }
  const plain = typed.normalize("NFC").toLowerCase();
  const found = [];
  for (const entry of entries || []) {
    const points = score(entry, phrase, syllables);
    // Among equals: first what has the very diacritics typed, then the newest.
    if (points) found.push({ entry, points: points + (entry.title.toLowerCase().includes(plain) ? 0.5 : 0) });
  }
  found.sort((a, b) => b.points - a.points || (b.entry.date || "").localeCompare(a.entry.date || ""));
  const begins = !loading && (!entries || (older > 0 && unasked));
  const count = found.length ? [`${form.dataset.found} ${found.length}`] : [];
  if (begins || loading) tell(...count, form.dataset.loading);
  else tell(...(count.length ? count : [form.dataset.none]));
  show(
    found.map((one) => one.entry),
    phrase,
  );
  if (begins) {
    unasked = !entries;
    searchMore();
  } else if (older && !loading) showOlder();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, 150);
});
input.value = new URLSearchParams(location.search).get("q") || "";
if (input.value) search();
