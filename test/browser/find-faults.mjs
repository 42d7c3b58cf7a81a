/* global document, getComputedStyle, CSS */
// Read as text and run inside a page: lists what is wrong with its accessibility, as far as a program can tell. It needs
// no names of ours but those of the verdicts, so that it holds for every page.
(() => {
  const faults = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const isShown = (element) => element.checkVisibility();
  const nameOf = (element) =>
    `<${element.tagName.toLowerCase()}> ${(element.textContent ?? "").trim().slice(0, 40)}`;

  if (document.title.trim() === "") faults.push("no title");
  if (all("main").length !== 1) faults.push("not one main");
  if (all("h1").length !== 1) faults.push("not one h1");
  let level = 0;
  for (const heading of all("h1, h2, h3, h4, h5, h6")) {
    const own = Number(heading.tagName.slice(1));
    if (own > level + 1) faults.push(`a level of headings is left out before ${nameOf(heading)}`);
    if ((heading.textContent ?? "").trim() === "") faults.push("an empty heading");
    level = own;
  }
  for (const table of all("table")) {
    if ((table.querySelector("caption")?.textContent ?? "").trim() === "")
      faults.push(`no caption: ${nameOf(table)}`);
    if (!table.querySelector("thead th[scope=col]")) faults.push(`no column headers: ${nameOf(table)}`);
    for (const row of table.querySelectorAll("tbody tr"))
      if (!row.querySelector("th[scope=row]")) faults.push(`no row header: ${nameOf(row)}`);
    const widths = new Set(Array.from(table.querySelectorAll("tr"), (row) => row.children.length));
    if (widths.size !== 1) faults.push(`rows of different lengths: ${nameOf(table)}`);
  }
  for (const drawing of all("svg"))
    if (drawing.getAttribute("role") !== "img" || !/\d/.test(drawing.getAttribute("aria-label") ?? ""))
      faults.push("a drawing without a description");
  for (const picture of all("img")) if (!picture.hasAttribute("alt")) faults.push("a picture without alt");
  for (const link of all("a, button, summary"))
    if ((link.textContent ?? "").trim() === "") faults.push("a link or button without a name");
  for (const region of all("[role=region]"))
    if (!region.getAttribute("aria-label")) faults.push(`a region without a name: ${nameOf(region)}`);
  for (const id of all("[id]").map((element) => element.id))
    if (all(`[id="${CSS.escape(id)}"]`).length > 1) faults.push(`the id ${id} stands twice`);
  for (const element of all("*")) {
    const scrolls = /auto|scroll/.test(
      getComputedStyle(element).overflowX + getComputedStyle(element).overflowY,
    );
    if (scrolls && element !== document.documentElement && element.tabIndex < 0)
      faults.push(`scrolls, and not with the keyboard: ${nameOf(element)}`);
    if (element.tabIndex > 0) faults.push(`another order with the keyboard: ${nameOf(element)}`);
    const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
    if (text && isShown(element) && !element.closest("svg, style, title, head") && contrastOf(element) < 4.5)
      faults.push(`contrast of ${contrastOf(element).toFixed(1)}: ${nameOf(element)}`);
  }
  // Without colour a verdict must still be told: by a word or a sign.
  for (const verdict of all(".met, .missed"))
    if (!/[✓◐✗]/.test(verdict.textContent ?? "")) faults.push(`told by colour alone: ${nameOf(verdict)}`);
  return faults;

  /** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
  function contrastOf(element) {
    const [one, other] = [luminance(getComputedStyle(element).color), luminance(groundOf(element))];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  function groundOf(element) {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (!/rgba\(.*, 0\)|transparent/.test(backgroundColor)) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  }

  function luminance(color) {
    const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }
})();
