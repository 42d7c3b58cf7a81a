/* global document, innerWidth, innerHeight, vega, IntersectionObserver */
// Draws each chart anew with Vega when it comes near the screen: as wide as there is room, and telling of each mark
// what it stands for. Until then, and without JavaScript, the picture stands there.
(() => {
  const figures = document.querySelectorAll("figure.chart");
  if (figures.length === 0) return;

  const script = document.createElement("script");
  script.src = new URL("vega.min.js", document.currentScript.src).href;
  script.onload = () => {
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting) continue;
          observer.unobserve(target);
          void draw(target);
        }
      },
      { rootMargin: "600px" },
    );
    for (const figure of figures) observer.observe(figure);
  };
  document.head.append(script);

  async function draw(figure) {
    const picture = figure.querySelector(".chart-picture");
    const [still] = picture.children;
    const drawing = document.createElement("div");
    picture.append(drawing);
    try {
      const runtime = vega.parse(JSON.parse(figure.querySelector("script").textContent));
      const view = new vega.View(runtime, { renderer: "svg", container: drawing, tooltip: showTip });
      await view.hover().runAsync();
      still.remove();
      // The description stands around the drawing, which says nothing more.
      drawing.setAttribute("aria-hidden", "true");
      figure.dataset.drawn = "";
    } catch (error) {
      drawing.remove();
      throw error;
    }
  }

  const tip = document.createElement("dl");
  tip.className = "chart-tip";
  tip.hidden = true;
  document.body.append(tip);
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") tip.hidden = true;
  });

  function showTip(_handler, { clientX, clientY }, _item, value) {
    tip.hidden = value === null || value === undefined || value === "";
    if (tip.hidden) return;
    // Of what a mark does not have, Vega-Lite makes the word.
    const rows = Object.entries(typeof value === "object" ? value : { "": value });
    const told = rows.filter(([, text]) => text !== "undefined" && text !== undefined);
    tip.replaceChildren(
      ...told.flatMap(([name, text]) =>
        [
          ["dt", name],
          ["dd", text],
        ].map(([tag, content]) =>
          Object.assign(document.createElement(tag), { textContent: String(content) }),
        ),
      ),
    );
    const { width, height } = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(0, Math.min(clientX + 12, innerWidth - width - 8))}px`;
    tip.style.top = `${clientY + 12 + height > innerHeight ? clientY - height - 12 : clientY + 12}px`;
  }
})();
