(() => {
  "use strict";
  const form = document.getElementById("search");
  const status = document.getElementById("search-status");
  const results = document.getElementById("search-results");
  const input = form.elements.q;
  const words = form.dataset;
  const batch = 50;
  let entries, loading, timer;

  // Lower case, no diacritics, syllables apart by one space, a space at each end.
  const fold = (text) =>
    ` ${text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d")
      .replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;

  const inOrder = (text, syllables) => {
    let at = 0;
    return syllables.every((syllable) => (at = text.indexOf(` ${syllable} `, at) + 1) > 0);
  };

  const score = (entry, phrase, syllables, typed) => {
    const { title, text } = entry.folded;
    const begun = phrase.slice(0, -1);
    let points = 0;
    if (title === phrase) points = 90;
    else if (title.includes(phrase)) points = 80;
    else if (title.includes(begun)) points = 70;
    else if (text.includes(phrase)) points = 60;
    else if (inOrder(text, syllables)) points = 50;
    else if (text.includes(begun)) points = 40;
    else if (syllables.every((syllable) => text.includes(` ${syllable}`))) points = 30;
    // Among equals, what is written with the diacritics typed comes first.
    return points && points + (entry.title.toLowerCase().includes(typed) ? 5 : 0);
  };

  const load = () =>
    (loading ??= fetch(words.index)
      .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
      .then((index) => {
        entries = index.entries;
        for (const entry of entries) {
          const title = fold(entry.title);
          entry.folded = { title, text: title + fold(entry.text || "") };
        }
      })
      .catch(() => {
        loading = undefined;
        status.textContent = words.failed;
      }));

  const element = (name, className, text) => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text || "";
    return made;
  };

  const showDate = (iso) => {
    const [year, month, day] = iso.slice(0, 10).split("-");
    return day ? new Date(year, month - 1, day).toLocaleDateString(document.documentElement.lang) : year;
  };

  const row = (entry) => {
    const item = element("li", "row");
    const main = element("div", "row-main");
    const side = element("div", "row-side");
    const link = element("a", "row-title", entry.title);
    link.href = entry.url;
    main.append(link, element("p", "row-note", form.getAttribute(`data-kind-${entry.kind}`) || entry.kind));
    if (entry.status) {
      item.dataset.status = entry.status;
      side.append(element("span", "status", form.getAttribute(`data-status-${entry.status}`) || entry.status));
    }
    if (entry.date) {
      const time = element("time", "row-fact", showDate(entry.date));
      time.dateTime = entry.date;
      side.append(time);
    }
    item.append(main, side);
    return item;
  };

  const show = (found) => {
    results.replaceChildren();
    if (!found.length) return;
    const list = element("ol", "rows");
    const more = element("button", "more-button", words.more);
    const add = () => {
      const next = found.splice(0, batch).map(row);
      list.append(...next);
      more.hidden = !found.length;
      return next[0];
    };
    add();
    more.type = "button";
    more.addEventListener("click", () => add().querySelector("a").focus());
    results.append(list, more);
  };

  const search = async () => {
    const typed = input.value.normalize("NFC").trim().toLowerCase();
    const phrase = fold(typed);
    const syllables = phrase.trim().split(" ").filter(Boolean);
    const address = new URL(location.href);
    if (typed) address.searchParams.set("q", input.value.trim());
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
    if (!syllables.length) {
      status.textContent = "";
      return show([]);
    }
    if (!entries) {
      status.textContent = words.loading;
      await load();
      if (!entries) return;
      return search();
    }
    const found = [];
    for (const entry of entries) {
      const points = score(entry, phrase, syllables, typed);
      if (points) found.push({ entry, points });
    }
    found.sort((a, b) => b.points - a.points || (b.entry.date || "").localeCompare(a.entry.date || ""));
    status.textContent = found.length ? `${words.found} ${found.length}` : words.none;
    show(found.map((one) => one.entry));
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    search();
  });
  input.addEventListener("focus", load, { once: true });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, 150);
  });
  input.value = new URLSearchParams(location.search).get("q") || "";
  if (input.value) search();
})();
