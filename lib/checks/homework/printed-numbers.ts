/** Addresses, and words such as a page's token: their digits count nothing. */
const noNumber = /\bhttps?:\/\/\S+|(?<![\w-])(?=[\d-]*[A-Za-z_])[\w-]{16,}(?![\w-])/g;

/**
 * The numbers in a text, each in every way it can be read: `1.950` is nearly two in English, and in Spanish 1950.
 *
 * @example readNumbers("197 pages in 1,95 s") // [[197], [1.95]]
 * @example readNumbers("1.950 ms") // [[1.95, 1950]]
 */
export function readNumbers(text: string): number[][] {
  // Colours and other commands to a terminal are no numbers. https://en.wikipedia.org/wiki/ANSI_escape_code
  // eslint-disable-next-line no-control-regex -- they begin with one
  const plain = text.replace(/\u001b\[[\d;?]*[A-Za-z]/g, "").replace(noNumber, " ");
  // Spaces between thousands are a thin or a hard one, where they are meant to be one.
  return [...plain.matchAll(/\d+(?:[.,'_\u00a0\u2009\u202f]\d+)*/g)].map(([number]) => read(number));
}

function read(number: string): number[] {
  const readings = new Set<number>();
  for (const [thousands, point] of [
    [/[,'_\u00a0\u2009\u202f]/g, "."],
    [/[.'_\u00a0\u2009\u202f]/g, ","],
  ] as const) {
    const [whole = "", ...decimals] = number.split(point);
    if (decimals.length > 1) continue;
    // Groups of three only: "1,95" has no thousands.
    const groups = whole.split(thousands);
    if (
      groups.length > 1 &&
      (groups.slice(1).some(({ length }) => length !== 3) || (groups[0] ?? "").length > 3)
    ) {
      continue;
    }
    readings.add(Number(`${groups.join("")}.${decimals[0] ?? "0"}`));
  }
  return [...readings];
}
