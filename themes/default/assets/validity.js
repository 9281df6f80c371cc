// A page may be older than the day it is read on: brings its labels of validity and of reviews up to the reader's day in Vietnam, by the
// rules of the build. They only go forward, whatever the reader's clock says.
{
  const { dataset } = document.currentScript;
  const order = ["upcoming", "in-force", "ending", "ended", "replaced", "terminated"];
  const labels = Object.fromEntries(order.map((status, i) => [status, dataset[`label${i}`]]));
  const today = new Date(Date.now() + 7 * 3600e3).toISOString().slice(0, 10);
  const day = (text = "", rest = "-01-01") => (text.length === 4 ? text + rest : text.slice(0, 10));

  const statusOf = ({ begins, ends, terminated, replaced }) => {
    const last = day(ends, "-12-31");
    if (terminated && day(terminated) <= today) return "terminated";
    if (begins && day(begins) > today) return "upcoming";
    if (replaced && day(replaced) <= today) return "replaced";
    if (last && last < today) return "ended";
    const end = terminated && !(last && last < day(terminated)) ? day(terminated) : last;
    if (!end) return "in-force";
    return (Date.parse(end) - Date.parse(today)) / 864e5 <= Number(dataset.endingDays) ? "ending" : "in-force";
  };

  for (const element of document.querySelectorAll("[data-status]:not(.status-count)")) {
    const now = order.indexOf(element.dataset.status);
    if (now > 2) continue;
    const status = statusOf(element.dataset);
    if (order.indexOf(status) <= now) continue;
    element.dataset.status = status;
    for (const label of element.querySelectorAll(".status"))
      if (label.closest("[data-status]") === element) label.textContent = labels[status];
  }

  // Reviews that nobody held; those that a replaced agreement no longer owes are gone.
  const states = ["upcoming", "due", "overdue"];
  for (const element of document.querySelectorAll("[data-due]")) {
    const { state, from, due, replaced } = element.dataset;
    const now = states.indexOf(state);
    if (now < 0) continue;
    if (state !== "overdue" && replaced && day(replaced) <= today && due >= day(replaced)) element.hidden = true;
    const next = due < today ? 2 : from <= today ? 1 : 0;
    if (next <= now) continue;
    element.dataset.state = states[next];
    for (const label of element.querySelectorAll(".review-state")) label.textContent = dataset[`state${next}`];
  }
}
