/** A word or a line of a drawing, and where it is, in px from its top left. */
export interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A little more than a sans-serif letter takes on average, of its font's size. */
const letterWidth = { normal: 0.55, bold: 0.6 };

/** Where the texts of an SVG by vega are. */
export function findTextBoxes(svg: string): TextBox[] {
  return findElements(svg).flatMap(({ attributes, inner, moved }) => {
    const lines = inner?.split(/<[^>]+>/).filter((line) => line.trim() !== "") ?? [];
    return lines.map((line, index) => boxOf(line, attributes, moved, index));
  });
}

/** The lines of its grids, as boxes without a text. */
export function findGridLines(svg: string): TextBox[] {
  return findElements(svg).flatMap(({ attributes, inner, moved, isGrid }) => {
    if (inner !== undefined || !isGrid) return [];
    const own = readTranslate(attributes);
    const left = moved.reduce((sum, at) => sum + at.x, own.x);
    const top = moved.reduce((sum, at) => sum + at.y, own.y);
    const [, x2, y2] = / x2="([-\d.]+)" y2="([-\d.]+)"/.exec(attributes) ?? [];
    return { text: "grid line", left, top, right: left + Number(x2), bottom: top + Number(y2) };
  });
}

interface Element {
  readonly attributes: string;
  /** What a text holds; a line holds nothing. */
  readonly inner: string | undefined;
  readonly moved: readonly Place[];
  readonly isGrid: boolean;
}

/** The texts and lines of a drawing: vega nests groups, each moved by a `translate`. */
function findElements(svg: string): Element[] {
  const elements: Element[] = [];
  const groups: string[] = [];
  for (const [tag, group, own = "", inner, line] of svg.matchAll(
    /<g\b([^>]*?)(?<!\/)>|<\/g>|<text\b([^>]*)>(.*?)<\/text>|<line\b([^>]*)>/gs,
  )) {
    if (tag === "</g>") groups.pop();
    else if (group !== undefined) groups.push(group);
    else {
      const isGrid = groups.at(-1)?.includes("role-axis-grid") === true;
      elements.push({ attributes: line ?? own, inner, moved: groups.map(readTranslate), isGrid });
    }
  }
  return elements;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function boxOf(written: string, attributes: string, moved: readonly Place[], line: number): TextBox {
  const own = readTranslate(attributes);
  const x = moved.reduce((sum, at) => sum + at.x, own.x);
  const y = moved.reduce((sum, at) => sum + at.y, own.y);
  const text = written.replaceAll(/&\w+;/g, "_");
  const size = Number(/font-size="([\d.]+)px"/.exec(attributes)?.[1] ?? 11);
  const width =
    text.length * size * letterWidth[attributes.includes('font-weight="bold"') ? "bold" : "normal"];
  const before =
    { start: 0, middle: width / 2, end: width }[/text-anchor="(\w+)"/.exec(attributes)?.[1] ?? "start"] ?? 0;
  const below = line * (size + 2);
  // Ascent and descent, from the base line.
  const [up, down] = [size * 0.75, size * 0.2];
  if (!attributes.includes("rotate(-90)"))
    return {
      text,
      left: x - before,
      right: x - before + width,
      top: y - up + below,
      bottom: y + down + below,
    };
  return { text, left: x - up, right: x + down, top: y + before - width, bottom: y + before };
}

function readTranslate(attributes: string): Place {
  const [, x = 0, y = 0] = /translate\(([-\d.]+),([-\d.]+)\)/.exec(attributes) ?? [];
  return { x: Number(x), y: Number(y) };
}

/** The pairs of texts of which one covers a part of the other. */
export function findOverlaps(boxes: readonly TextBox[]): string[] {
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (other) =>
          one.left < other.right &&
          other.left < one.right &&
          one.top < other.bottom &&
          other.top < one.bottom,
      )
      .map((other) => `${one.text} | ${other.text}`),
  );
}
