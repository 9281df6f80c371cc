// How large the text is and whether contrast is high: the reader's choice, kept by the browser. It stands in the head and is not put off,
// so that no page shows the other look first.
{
  const root = document.documentElement;
  const sizes = ["90", "100", "115", "130", "150"]; // per cent, see style.css
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const keep = (name, value) => {
    try {
      localStorage.setItem(name, value);
    } catch {
      // Not kept: it holds for this page.
    }
  };

  const sizeNow = () => root.dataset.textSize ?? "100";
  const isHigh = () => root.dataset.contrast === "high";
  function apply(size, high) {
    root.dataset.textSize = sizes.includes(size) ? size : "100";
    if (high) root.dataset.contrast = "high";
    else delete root.dataset.contrast;
  }
  apply(kept("text-size"), kept("contrast") === "high");
  root.dataset.switches = "";

  const show = () => document.querySelector("[data-contrast-switch]")?.setAttribute("aria-pressed", String(isHigh()));
  const prepare = () => {
    const group = document.querySelector(".display-switches");
    if (!group) return;
    const status = group.querySelector("[role=status]");
    const contrast = group.querySelector("[data-contrast-switch]");
    show();
    for (const button of group.querySelectorAll("[data-step]"))
      button.addEventListener("click", () => {
        const step = Number(button.dataset.step);
        const at = step === 0 ? sizes.indexOf("100") : sizes.indexOf(sizeNow()) + step;
        const size = sizes[Math.min(Math.max(at, 0), sizes.length - 1)];
        apply(size, isHigh());
        keep("text-size", size);
        status.textContent = `${status.dataset.label} ${(size / 100).toLocaleString(root.lang, { style: "percent" })}`;
      });
    contrast.addEventListener("click", () => {
      apply(sizeNow(), !isHigh());
      keep("contrast", isHigh() ? "high" : "normal");
      show();
    });
  };
  document.addEventListener("DOMContentLoaded", prepare);
  document.addEventListener("renewed", prepare);
  // Another window of the site changes this one too.
  addEventListener("storage", () => {
    apply(kept("text-size"), kept("contrast") === "high");
    show();
  });
}
