// A page that has moved: the reader goes on to where it is now, to the same place in it. Without scripts the page's own refresh leads to its top.
(() => {
  const { target } = document.currentScript.dataset;
  location.replace(target + location.hash);
})();
