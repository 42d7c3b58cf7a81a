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

/** Where the texts of an SVG by vega are: it nests groups, each moved by a `translate`. */
export function findTextBoxes(svg: string): TextBox[] {
  const boxes: TextBox[] = [];
  const moved: Place[] = [];
  for (const [tag, group, own = "", inner = ""] of svg.matchAll(
    /<g\b([^>]*?)(?<!\/)>|<\/g>|<text\b([^>]*)>(.*?)<\/text>/gs,
  )) {
    if (tag === "</g>") moved.pop();
    else if (group !== undefined) moved.push(readTranslate(group));
    else {
      const lines = inner.split(/<[^>]+>/).filter((line) => line.trim() !== "");
      boxes.push(...lines.map((line, index) => boxOf(line, own, moved, index)));
    }
  }
  return boxes;
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
