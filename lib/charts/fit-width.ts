/** The width where no page says how wide it is: in the SVG. */
export const defaultWidth = 720;

const [min, max] = [320, 1000];

const available = "containerSize()[0]";
const room = (otherwise: string) => `${available} > 100 ? clamp(${available}, ${min}, ${max}) : ${otherwise}`;

/**
 * What makes a specification of one view take the width that there is, between bounds. `width: "container"` knows no
 * bounds, and draws nothing at all where the container is not shown yet. Nor does it notice when a side bar opens:
 * there is no event for that, so it looks once a second, and draws again only when something has changed.
 */
export const fitWidth = {
  width: defaultWidth,
  autosize: { type: "fit-x", contains: "padding" },
  params: [
    {
      name: "room",
      init: room(String(defaultWidth)),
      on: [{ events: "window:resize, timer{1000}", update: room("room") }],
    },
    { name: "width", init: "room", on: [{ events: { signal: "room" }, update: "room" }] },
  ],
} as const;

/**
 * How vega-embed shows a chart: as SVG, whose text takes the page's color, in a block that is as wide as the page lets
 * it be. Its own style would make that block as narrow as what is in it, and its menu white in every theme.
 * @see https://github.com/vega/vega-embed#options
 */
export const embedOptions = {
  renderer: "svg",
  defaultStyle: false,
  actions: { export: false, source: false, compiled: false, editor: false },
} as const;

/** Breaks a text into lines that fit into the narrowest chart: between its parts, where it has some, and never before a unit. */
export function wrap(text: string, longest = 44): string[] {
  const separator = text.includes(" · ") ? " · " : " ";
  const lines: string[] = [];
  for (const piece of text.split(separator === " " ? / (?!m?s(?!\p{L}))/u : separator)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + separator.length + piece.length <= longest)
      lines[lines.length - 1] = `${line}${separator}${piece}`;
    else lines.push(piece);
  }
  return lines;
}

/** A title that does not fit into a line breaks after the name that it begins with, where both parts fit. */
export function wrapTitle(title: string, longest: number): string[] {
  const told = title.lastIndexOf(": ") + 1;
  const parts = [title.slice(0, told), title.slice(told + 1)];
  const breaks = title.length > longest && told > 0 && parts.every(({ length }) => length <= longest);
  return breaks ? parts : wrap(title, longest);
}

/** Lines that are fewer where the whole chart is wide enough: `width`, which the layout sets, comes too late for it. */
export function fitLines(
  write: (narrow: boolean) => readonly string[],
): readonly string[] | { expr: string } {
  const [narrow, wide] = [write(true), write(false)];
  if (narrow.length === wide.length) return narrow;
  return { expr: `room < 500 ? ${quote(narrow)} : ${quote(wide)}` };
}

/** As JSON for vega's expressions, which know two line breaks that JSON has no need to escape. */
export function quote(value: object): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/**
 * The names of recordings, or of anything else, as a chart has room for them, each different: of equal ones the second becomes "name (2)",
 * so that each keeps a place of its own.
 *
 * @param longest how many characters there is room for
 */
export function uniqueNames(named: readonly { readonly name: string }[], longest = Infinity): string[] {
  const taken = new Set<string>();
  return named.map((one) => {
    const name = shortName(one, longest);
    let unique = name;
    for (let count = 2; taken.has(unique); count++) unique = `${name} (${count})`;
    taken.add(unique);
    return unique;
  });
}

/** A name as a title has room for it. */
export function shortName({ name }: { readonly name: string }, longest = 40): string {
  return name.length > longest ? `${name.slice(0, longest - 1).trimEnd()}…` : name;
}
