const form = document.getElementById("search_form");
const status = document.getElementById("search_status");
const results = document.getElementById("search_results");
const input = form.elements.q;
let entries, loading, timer;
let older = 0; // how many parts with older entries are still to be loaded: 1.json beside the index is the oldest

// Lower case, no diacritics, one blank between syllables and at both ends.
function fold(text) {
  const bare = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d");
  return ` ${bare.replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;
}

async function fetchEntries(name) {
  try {
    const index = await (await fetch(new URL(name, new URL(form.dataset.index, location)))).json();
    for (const entry of index.entries) {
      entry.name = fold(entry.title);
      entry.words = entry.name + fold(entry.text || "");
    }
    older = entries ? older - 1 : index.parts || 0;
    entries = (entries || []).concat(index.entries);
    return true;
  } catch {
    status.textContent = form.dataset.failed;
    return false;
  } finally {
    loading = null;
  }
}

// The index, or a part of it; whether it is there.
function load(name) {
  status.textContent = form.dataset.loading;
  return (loading = loading || fetchEntries(name));
}

// The phrase in the title, in the text, its syllables in order, then the beginnings of words.
function score({ name, words }, phrase, syllables) {
  const begun = phrase.slice(0, -1);
  if (name === phrase) return 7;
  if (name.includes(phrase)) return 6;
  if (words.includes(phrase)) return 5;
  let at = 0;
  if (syllables.every((one) => (at = words.indexOf(` ${one} `, at) + 1))) return 4;
  if (name.includes(begun)) return 3;
  if (words.includes(begun)) return 2;
  return syllables.every((one) => words.includes(` ${one}`)) ? 1 : 0;
}

function make(name, className, text = "") {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

function row(entry) {
  const item = make("li", "row");
  const main = make("div", "row-main");
  const side = make("div", "row-side");
  const link = make("a", "row-title", entry.title);
  link.href = entry.url;
  main.append(link, make("p", "row-note", form.getAttribute(`data-kind-${entry.kind}`)));
  if (entry.status) {
    item.dataset.status = entry.status;
    side.append(make("span", "status", form.getAttribute(`data-status-${entry.status}`)));
  }
  if (entry.date) {
    const time = make("time", "row-fact", entry.date.split("-").reverse().join("/"));
    time.dateTime = entry.date;
    side.append(time);
  }
  item.append(main, side);
  return item;
}

function showOlder() {
  const button = make("button", "more-button", form.dataset.older);
  button.addEventListener("click", async () => {
    if (!(await load(`${older}.json`))) return;
    search();
    (results.querySelector(".older") || input).focus();
  });
  button.classList.add("older");
  results.append(button);
}

function show(found) {
  results.textContent = "";
  if (!found.length) return;
  const list = make("ol", "rows");
  const more = make("button", "more-button", form.dataset.more);
  const add = () => {
    const rows = found.splice(0, 50).map(row);
    list.append(...rows);
    more.hidden = !found.length;
    return rows[0].querySelector("a");
  };
  add();
  more.addEventListener("click", () => add().focus());
  results.append(list, more);
}

async function search() {
  const typed = input.value.trim();
  const phrase = fold(typed);
  const syllables = phrase.trim().split(" ");
  history.replaceState(null, "", typed ? `?q=${encodeURIComponent(typed)}` : location.pathname);
  if (!syllables[0]) {
    status.textContent = "";
    return show([]);
  }
  if (!entries) return (await load("")) && search();
  const plain = typed.normalize("NFC").toLowerCase();
  const found = [];
  for (const entry of entries) {
    const points = score(entry, phrase, syllables);
    // Among equals: first what has the very diacritics typed, then the newest.
    if (points) found.push({ entry, points: points + (entry.title.toLowerCase().includes(plain) ? 0.5 : 0) });
  }
  found.sort((a, b) => b.points - a.points || (b.entry.date || "").localeCompare(a.entry.date || ""));
  status.textContent = found.length ? `${form.dataset.found} ${found.length}` : form.dataset.none;
  show(found.map((one) => one.entry));
  if (older) showOlder();
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
