// What holds of an agreement on a day: the rule of the program (generator/register/validity.c), for who reads a page later than it was made.
const registerStatus = (() => {
  const script = document.currentScript;
  const endingDays = Number(script.dataset.endingDays);
  const addDays = (day, days) => new Date(Date.parse(day) + days * 864e5).toISOString().slice(0, 10);

  // `facts` are days, or empty where none is known: signed/begins/ends/replaced/terminated. Instead of an end stands `open` where the text
  // sets none, `open:DAY` where it was terminated all the same.
  function on(facts, today) {
    const [signed, begins, end, replaced, terminated] = facts.split("/");
    const ends = end.replace(/^open:?/, "");
    if (terminated && terminated <= today) return "terminated";
    if (signed > today) return "unsigned";
    if (begins > today) return "upcoming";
    if (replaced && replaced <= today) return "replaced";
    if (!ends) return end ? "in-force" : "unknown";
    if (ends < today) return "ended";
    return addDays(ends, -endingDays) <= today ? "ending" : "in-force";
  }

  // The first day on which an agreement had that status.
  function firstDay(facts, status) {
    const [signed, begins, end, replaced, terminated] = facts.split("/");
    const ends = end.replace(/^open:?/, "");
    const days = [signed, begins, replaced, terminated, ...(ends ? [addDays(ends, -endingDays), addDays(ends, 1)] : [])];
    return days.filter((day) => day && on(facts, day) === status).sort()[0] ?? "";
  }

  // How long an agreement that is in force goes on from a day: years and months, or days in the last two months; nothing where that
  // is not known. A successor that takes effect before its end, or a termination, ends it.
  function timeLeft(facts, today) {
    if (!isCurrent(on(facts, today))) return null;
    const [, , end, replaced] = facts.split("/");
    const last = [end.replace(/^open:?/, ""), replaced && addDays(replaced, -1)].filter(Boolean).sort()[0];
    if (!last) return null;
    // The last day belongs to it: a term from 1 January to 31 December is a year.
    const [from, after] = [today, addDays(last, 1)].map((day) => day.split("-").map(Number));
    const months = (after[0] - from[0]) * 12 + after[1] - from[1] - (after[2] < from[2]);
    if (months < 2) return { days: (Date.parse(addDays(last, 1)) - Date.parse(today)) / 864e5 };
    return months < 24 ? { months } : { years: Math.floor(months / 12), months: months % 12 };
  }

  // Another day that the reader asks for in the address, on pages with a field for it; null where it is no day, undefined where none is.
  function asked() {
    const field = document.getElementById("on_day");
    const value = field && new URLSearchParams(location.search).get(field.name);
    if (!value) return undefined;
    const date = new Date(`${value}T00:00:00Z`);
    const isDay = /^\d{4}-\d\d-\d\d$/.test(value) && value >= "0001" && !Number.isNaN(date.getTime());
    return isDay && date.toISOString().startsWith(value) ? value : null;
  }

  const day = () => asked() ?? ownDay();

  // The reader's day in Vietnam; but whatever the reader's clock says, no day before the page was made, as far as the page tells.
  function ownDay() {
    const days = [new Date(Date.now() + 7 * 3600e3).toISOString().slice(0, 10)];
    for (const { dataset } of document.querySelectorAll("[data-days]")) days.push(firstDay(dataset.days, dataset.status));
    for (const { dataset } of document.querySelectorAll("[data-due]")) {
      if (dataset.state === "no-report") days.push(addDays(dataset.due, 1));
      if (dataset.state === "due") days.push(dataset.from);
    }
    for (const time of document.querySelectorAll("time[data-pattern]")) days.push(time.dateTime.slice(0, 10));
    return days.reduce((latest, one) => (one > latest ? one : latest));
  }

  // Counts as the pages have them: 2.000.
  const number = (count) => new Intl.NumberFormat(document.documentElement.lang).format(count);

  const isCurrent = (status) => status === "in-force" || status === "ending";
  const label = (status) => script.getAttribute(`data-label-${status}`);
  return { on, day, ownDay, asked, isCurrent, label, timeLeft, number };
})();
