// Parts of a page that are folded: open where there is room, for print, and where an address leads into them.
{
  const wide = matchMedia("(min-width: 48rem)");
  const fit = () => {
    for (const fold of document.querySelectorAll(".fold > details, .toc > details")) fold.open = wide.matches;
  };
  const prepare = () => {
    if (wide.matches) fit();
    reach();
  };
  wide.addEventListener("change", fit);

  function reach() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const inside = [...document.querySelectorAll("main details")].filter((one) => one.contains(target));
    const own = target.querySelector(":scope > details");
    const closed = [...inside, ...(own ? [own] : [])].filter((one) => !one.open);
    for (const one of closed) one.open = true;
    if (closed.length) target.scrollIntoView();
  }
  addEventListener("hashchange", reach);
  // A link to the part where the reader is changes no address.
  document.addEventListener("click", (event) => event.target.closest?.('a[href^="#"]') && setTimeout(reach));
  prepare();
  document.addEventListener("renewed", prepare);

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });
}
