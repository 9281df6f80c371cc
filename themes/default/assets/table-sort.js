// Tables of the class "sortable": a column's head becomes a button that sorts by it, numbers from the largest, and the
// other way at the next press.
{
  const prepare = () => {
    for (const table of document.querySelectorAll("table.sortable")) {
      const heads = [...table.tHead.rows[0].cells];
      const body = table.tBodies[0];
      const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
      const textOf = (row, column) => row.cells[column].textContent.trim();

      const sort = (column) => {
        const now = heads[column].getAttribute("aria-sort");
        const isNumber = heads[column].classList.contains("align-right");
        const ascending = now ? now === "descending" : !isNumber;
        const sign = ascending ? 1 : -1;
        for (const head of heads) head.removeAttribute("aria-sort");
        heads[column].setAttribute("aria-sort", ascending ? "ascending" : "descending");
        body.append(...[...body.rows].sort((a, b) => sign * compare(textOf(a, column), textOf(b, column))));
      };

      heads.forEach((head, column) => {
        const button = document.createElement("button");
        button.type = "button";
        button.append(...head.childNodes);
        button.addEventListener("click", () => sort(column));
        head.append(button);
      });
    }
  };
  prepare();
  document.addEventListener("renewed", prepare);
}
