// Lists of agreements judged on another day, and narrowed. What a list holds stands in JSON beside it, and its rows on its own pages: see
// generator/site/pages/listing.h.
{
  const ROWS = 20; // shown at a time
  const prepare = () => {
    const form = document.querySelector(".on-day");
    const note = form.querySelector(".on-day-note");
    const words = note.dataset;
    const results = document.getElementById("narrow_results");
    const listed = document.getElementById("listed");
    const asked = registerStatus.asked();
    const today = registerStatus.day();
    const parameters = new URLSearchParams(location.search);
    const tell = (...texts) => (note.textContent = texts.filter(Boolean).join(" "));
    const chosen = asked ? words.chosen.replace("%", asked.split("-").reverse().join("/")) : asked === null ? words.invalid : "";

    async function fetchJson(folder, name) {
      const response = await fetch(new URL(name, folder));
      if (!response.ok) throw new Error(name);
      return response.json();
    }

    // A whole list, the newest first: each row's status on the day, and what the list is narrowed by.
    async function load(address) {
      const folder = new URL(address, location);
      const index = await fetchJson(folder, "index.json");
      const names = Array.from({ length: index.parts }, (_, i) => `${index.parts - i}.json`);
      const parts = await Promise.all(names.map((name) => fetchJson(folder, name)));
      const rows = [index, ...parts].flatMap((part) => part.rows);
      return { ...index, rows: rows.map(([days, year, type, provinces]) => ({ status: registerStatus.on(days, today), year: `${year}`, type, provinces })) };
    }

    const pages = new Map();
    function fetchPage(address) {
      if (!pages.has(address))
        pages.set(
          address,
          new Promise((done, fail) => {
            const request = new XMLHttpRequest();
            request.responseType = "document";
            request.onload = () => (request.response ? done(request.response) : fail(new Error(address)));
            request.onerror = () => fail(new Error(address));
            request.open("GET", address);
            request.send();
          }),
        );
      return pages.get(address);
    }

    // The row of the list's own pages that shows an agreement, by its place. Pages are counted from the oldest (site/pages/pagination.h).
    async function rowAt({ rows: { length }, size, front, pages: numbered }, place) {
      const last = length < 2 * size ? 0 : Math.floor(length / size) - 1;
      const counted = Math.floor((length - 1 - place) / size) + 1;
      const number = counted > last ? 0 : counted;
      const page = await fetchPage(number ? `${numbered}${number}/` : front);
      const begin = number ? length - number * size : 0;
      return document.importNode(page.querySelectorAll("#listing > li")[place - begin], true);
    }

    async function rowsOf(listing, places) {
      const rows = await Promise.all(places.map((place) => rowAt(listing, place)));
      rows.forEach((row, i) => {
        const { status } = listing.rows[places[i]];
        row.hidden = false;
        row.dataset.status = status;
        row.querySelector(".status").textContent = registerStatus.label(status);
      });
      return rows;
    }

    let turn = 0; // of the newest question; answers to older ones come too late
    async function show(listing, places) {
      const mine = ++turn;
      const left = [...places];
      const list = document.createElement("ul");
      list.className = "rows";
      const more = document.createElement("button");
      more.type = "button";
      more.className = "more-button";
      more.textContent = words.more;
      const add = async () => {
        const rows = await rowsOf(listing, left.splice(0, ROWS));
        list.append(...rows);
        more.hidden = !left.length;
        return rows[0];
      };
      more.addEventListener("click", () => add().then((row) => row.querySelector("a").focus(), () => tell(words.failed)));
      if (places.length) await add();
      if (mine !== turn) return;
      results.replaceChildren(list, more);
      results.hidden = false;
      listed.hidden = true;
      tell(chosen, places.length ? `${words.found} ${places.length}` : words.none);
    }

    const placesOf = (listing, fits) => listing.rows.flatMap((row, place) => (fits(row) ? [place] : []));
    const guard = (promise) => promise.catch(() => tell(chosen, words.failed));

    // An item of counts for a status that none has today: it leads to the whole list.
    function another(item, status, whole) {
      const made = item.cloneNode(true);
      const link = made.querySelector("a");
      const word = registerStatus.label(status);
      made.dataset.status = status;
      link.href = new URL(whole, link.href);
      link.lastChild.textContent = ` ${word[0].toLocaleLowerCase(document.documentElement.lang)}${word.slice(1)}`;
      return made;
    }

    // Counts by status on a day that was asked for: of rows that all stand on this page, or of the list that they lead to.
    async function count(list) {
      const link = list.querySelector("a");
      const inPage = link.getAttribute("href").startsWith("#");
      const rows = inPage
        ? [...document.querySelectorAll(`${link.getAttribute("href")} [data-days]`)].map(({ dataset }) => dataset)
        : (await load(new URL("../../", link.href))).rows;
      const items = Object.fromEntries([...list.children].map((item) => [item.dataset.status, item]));
      const query = new URLSearchParams([[form.elements.on_day.name, asked]]);
      for (const status of ["in-force", "ending", "unknown", "upcoming", "unsigned", "ended", "replaced", "terminated"]) {
        const number = rows.filter((row) => row.status === status).length;
        if (!number && !items[status]) continue;
        const item = items[status] ?? another(list.firstElementChild, status, inPage ? "" : "../../");
        const link = item.querySelector("a");
        item.querySelector(".number-of").textContent = number;
        item.hidden = number === 0 && list.dataset.all === undefined;
        if (!inPage) link.search = query;
        list.append(item);
      }
    }

    function judgeDay() {
      for (const list of document.querySelectorAll(".counts")) guard(count(list));
      if (asked < registerStatus.ownDay()) for (const current of document.querySelectorAll(".current-note")) current.hidden = true;
      if (!results?.dataset.onlyStatus) return;
      tell(chosen, words.loading);
      guard(
        load(results.dataset.listing).then((listing) => {
          const places = placesOf(listing, ({ status }) => status === results.dataset.onlyStatus);
          const total = document.querySelector(".total [data-count], .total strong");
          if (total) total.textContent = places.length;
          return show(listing, places);
        }),
      );
    }

    // The list of all agreements: by status, year, type and province.
    const facets = [...form.querySelectorAll("[data-facet]")];
    let whole;
    async function narrow() {
      const wanted = facets.filter(({ value }) => value).map(({ dataset, value }) => [dataset.facet, value]);
      if (!wanted.length) {
        turn++;
        results.hidden = true;
        listed.hidden = false;
        return tell(chosen);
      }
      tell(chosen, words.loading);
      const listing = await (whole ??= load(form.dataset.listing).catch((error) => ((whole = undefined), Promise.reject(error))));
      const fits = (row) => wanted.every(([facet, value]) => (facet === "province" ? row.provinces.includes(value) : row[facet] === value));
      await show(listing, placesOf(listing, fits));
    }
    function address() {
      const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
      return query.size ? `?${query}` : location.pathname;
    }

    form.hidden = false;
    form.elements.on_day.value = today;
    const reset = form.querySelector(".on-day-reset");
    reset.hidden = asked === undefined;
    reset.href = location.pathname;
    for (const facet of facets) {
      const value = parameters.get(facet.name);
      if ([...facet.options].some((option) => option.value === value)) facet.value = value;
      facet.addEventListener("change", () => {
        if (asked === undefined) form.elements.on_day.disabled = true;
        history.replaceState(null, "", address());
        form.elements.on_day.disabled = false;
        guard(narrow());
      });
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.assign(address());
    });

    if (asked) judgeDay();
    if (facets.some(({ value }) => value)) guard(narrow());
    // What is there before a reader listens is not read out.
    else if (chosen && !note.textContent) setTimeout(() => note.textContent || tell(chosen), 100);
  };
  prepare();
  document.addEventListener("renewed", prepare);
}
