// Brings what a page says of agreements up to the reader's day: labels, counts, the list of what is in force, reviews, "as of".
{
  const script = document.currentScript;
  const judge = () => {
    const today = registerStatus.day();
    const own = (element, selector) => [...element.querySelectorAll(selector)].filter((one) => one.closest("[data-days]") === element);

    for (const element of document.querySelectorAll("[data-days]")) {
      const status = registerStatus.on(element.dataset.days, today);
      if (status === element.dataset.status) continue;
      element.dataset.status = status;
      for (const label of own(element, ".status")) label.textContent = registerStatus.label(status);
      // What is said of an agreement only once it is signed, or only until then.
      for (const one of own(element, ".when-signed")) one.toggleAttribute("hidden", status === "unsigned");
      for (const one of own(element, ".when-unsigned")) one.toggleAttribute("hidden", status !== "unsigned");
    }

    // How long yet.
    const amount = (number, unit) =>
      new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "long" }).format(number);
    for (const element of document.querySelectorAll(".time-left")) {
      const left = registerStatus.timeLeft(element.closest("[data-days]").dataset.days, today);
      element.hidden = !left;
      if (!left) continue;
      const parts = Object.entries(left).filter(([, number]) => number > 0);
      element.textContent = script.dataset.left.replace("%", parts.map(([unit, number]) => amount(number, unit.slice(0, -1))).join(" "));
    }

    // The changes that have come by the reader's day; each is what changes, and by how many.
    const changesOf = (element) =>
      element.dataset.changes
        .split(" ")
        .map((change) => change.split(":"))
        .filter(([day]) => day <= today);

    // Counts by status: those that fall to zero are hidden, those that were zero stand ready.
    for (const list of document.querySelectorAll("ul[data-changes]")) {
      const changes = changesOf(list);
      if (!changes.length) continue;
      for (const item of list.children) {
        const { status } = item.dataset;
        const number = item.querySelector(".number-of");
        let count = Number(number.dataset.count);
        for (const [, move, by] of changes) {
          const [from, to] = move.split(">");
          count += (to === status ? Number(by) : 0) - (from === status ? Number(by) : 0);
        }
        number.textContent = registerStatus.number(count);
        item.hidden = count === 0 && list.dataset.all === undefined;
      }
    }

    // How many are in force: the whole note is hidden where there are none.
    for (const number of document.querySelectorAll("span[data-changes]")) {
      const count = changesOf(number).reduce((sum, [, by]) => sum + Number(by), Number(number.dataset.count));
      number.textContent = registerStatus.number(count);
      const note = number.closest(".current-note");
      if (note) note.hidden = count === 0;
    }

    // A list of one status: what has left it is hidden, what has come to it stands ready.
    for (const list of document.querySelectorAll("[data-only]")) {
      for (const item of list.children) item.hidden = item.dataset.status !== list.dataset.only;
      const section = list.closest(".arrivals");
      if (section) section.hidden = [...list.children].every((item) => item.hidden);
    }
    for (const note of document.querySelectorAll(".empty-note")) {
      const rows = [...document.querySelectorAll("[data-only] > li")];
      if (rows.length) note.hidden = rows.some((item) => !item.hidden);
    }
    for (const note of document.querySelectorAll("[data-until]")) note.hidden = today <= note.dataset.until;
    for (const note of document.querySelectorAll("[data-before]")) note.hidden = note.dataset.before.slice(0, today.length) <= today;

    // Maps: each tile's number and name, and the shades of all, as the program has them (generator/site/charts/province_map.c).
    for (const map of document.querySelectorAll("svg[data-words]")) {
      const tiles = [...map.querySelectorAll("a")];
      if (!tiles.some(({ dataset }) => dataset.changes && changesOf({ dataset }).length)) continue;
      const counts = tiles.map((tile) => {
        if (!tile.dataset.changes) return Number(tile.dataset.count);
        const count = changesOf(tile).reduce((sum, [, by]) => sum + Number(by), Number(tile.dataset.count));
        const title = tile.querySelector("title");
        title.textContent = `${title.textContent.slice(0, title.textContent.lastIndexOf(": "))}: ${count} ${map.dataset.words}`;
        tile.querySelector(".map-count").textContent = registerStatus.number(count);
        return count;
      });
      const legend = map.parentElement.querySelector(".map-legend");
      const most = Math.max(1, ...counts);
      const shades = legend.children.length - 1;
      let step = 1;
      for (let i = 0; most > step * shades; i++) step = [1, 2, 5][i % 3] * 10 ** Math.floor(i / 3);
      tiles.forEach((tile, i) => (tile.dataset.shade = Math.ceil(counts[i] / step)));
      const last = Math.ceil(most / step);
      [...legend.children].forEach((item, shade) => {
        const first = shade && (shade - 1) * step + 1;
        const range = shade && shade < last && step > 1 ? `${first}–${shade * step}` : `${first}`;
        item.querySelector("span").textContent = shade === last ? `${range} ${legend.dataset.open}` : range;
        item.hidden = shade > last;
      });
    }

    // The list of what is in force has ready what will be.
    for (const list of document.querySelectorAll("[data-current-shown]")) {
      let left = Number(list.dataset.currentShown);
      for (const item of list.children) {
        const shown = left > 0 && registerStatus.isCurrent(item.dataset.status);
        item.hidden = !shown;
        left -= shown;
      }
      const none = left === Number(list.dataset.currentShown);
      list.hidden = none;
      for (const note of document.querySelectorAll(".some-current")) note.hidden = none;
      for (const note of document.querySelectorAll(".none-current")) note.hidden = !none;
    }

    // Reviews of which nothing is known yet.
    const states = ["upcoming", "due", "no-report"];
    for (const element of document.querySelectorAll("[data-due]")) {
      const { state, from, due } = element.dataset;
      if (!states.includes(state)) continue;
      const next = due < today ? "no-report" : from <= today ? "due" : "upcoming";
      if (next === state) continue;
      element.dataset.state = next;
      for (const label of element.querySelectorAll(".review-state")) label.textContent = script.getAttribute(`data-state-${next}`);
    }
    // Of one agreement's own reviews: how many have no news, and which is next.
    for (const note of document.querySelectorAll(".own-unreported")) {
      const reviews = [...document.querySelectorAll(".reviews [data-due]")];
      const missing = reviews.filter(({ dataset }) => dataset.state === "no-report").length;
      note.hidden = missing === 0;
      note.querySelector(".missing-count").textContent = registerStatus.number(missing);
      const next = reviews.find(({ dataset }) => dataset.state === "due" || dataset.state === "upcoming");
      const row = note.parentElement.querySelector(".own-next");
      row.hidden = !next;
      if (next) row.querySelector("span").replaceChildren(next.querySelector("time").cloneNode(true));
    }
    for (const list of document.querySelectorAll("[data-reviews]")) {
      const missing = list.dataset.reviews === "missing";
      let rows = 0;
      for (const row of list.children) {
        let shown = 0;
        for (const review of row.querySelectorAll("[data-due]")) {
          const passed = review.dataset.state === "no-report";
          review.hidden = missing ? !passed : passed || shown > 0;
          shown += !review.hidden;
        }
        row.hidden = shown === 0 || row.dataset.status === "unsigned"; // Nothing is asked of what is not signed.
        rows += !row.hidden;
        for (const number of row.querySelectorAll(".missing-count")) number.textContent = registerStatus.number(shown);
      }
      const section = list.parentElement;
      section.querySelector(".count").textContent = registerStatus.number(rows);
      section.querySelector(".empty-note").hidden = rows > 0;
    }

    // "As of" is the reader's day, written as the program writes days.
    const words = (date, options) => new Intl.DateTimeFormat(document.documentElement.lang, { ...options, timeZone: "UTC" }).format(date);
    function format(pattern) {
      const date = new Date(`${today}T00:00:00Z`);
      const two = (number) => String(number).padStart(2, "0");
      const fields = {
        y: () => date.getUTCFullYear(),
        MMMM: () => words(date, { month: "long" }),
        MM: () => two(date.getUTCMonth() + 1),
        M: () => date.getUTCMonth() + 1,
        dd: () => two(date.getUTCDate()),
        d: () => date.getUTCDate(),
        EEEE: () => words(date, { weekday: "long" }),
      };
      return pattern.replace(/'((?:[^']|'')*)'|MMMM|EEEE|MM|dd|[yMd]/g, (field, quoted) =>
        quoted === undefined ? fields[field]() : quoted.replaceAll("''", "'") || "'",
      );
    }
    for (const time of document.querySelectorAll("time[data-pattern]")) {
      if (time.dateTime.slice(0, 10) === today) continue;
      time.dateTime = today;
      time.textContent = format(time.dataset.pattern);
    }
  };
  judge();
  document.addEventListener("renewed", judge);
}
