// The day on which a page is read, where it is cited and in print; and a button that copies.
{
  const today = new Date(Date.now() + 7 * 3600e3);
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" });

  // Without the right to write to the clipboard the text is selected, and copied as by hand.
  async function copy(source) {
    try {
      await navigator.clipboard.writeText(source.textContent.replace(/\s+/g, " ").trim());
      return true;
    } catch {
      getSelection().selectAllChildren(source);
      return document.execCommand("copy");
    }
  }
  const prepare = () => {
    for (const place of document.querySelectorAll(".accessed")) {
      const time = document.createElement("time");
      time.dateTime = today.toISOString().slice(0, 10);
      time.textContent = day.format(today);
      place.querySelector("span").replaceWith(time);
      place.hidden = false;
    }
    for (const button of document.querySelectorAll("[data-copies]")) {
      const { copies, copied, failed } = button.dataset;
      const status = button.parentElement.querySelector("[role=status]");
      button.hidden = false;
      button.addEventListener("click", async () => {
        status.textContent = "";
        status.textContent = (await copy(document.getElementById(copies))) ? copied : failed;
      });
    }
  };
  prepare();
  document.addEventListener("renewed", prepare);
}
