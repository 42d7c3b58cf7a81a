/** Sizes, places and colors of the deck; python/make_slides.py makes the master to match. */

/** Where a slide's content stands, in inches of a slide of 13.333 by 7.5. */
export const body = { left: 0.75, top: 1.55, width: 11.83, bottom: 6.8 } as const;
export const gap = 0.17;
/** Inside the frame of code, output and callouts, at each side. */
export const inset = { x: 0.15, y: 0.08 } as const;

/** In points. Code is never smaller than the last row can read. */
export const sizes = { title: 30, text: 22, smallText: 20, code: 18, table: 18, smallTable: 16 } as const;

/** A chart is drawn 720 pixels wide, with letters of 13: narrower than this the last row could not read them. */
export const narrowestPicture = 9.4;

/** On the ground of code, each with a contrast of at least 4.5 to 1. */
export const codeColors = {
  plain: "1B2733",
  keyword: "1F5FA8",
  text: "1B6E3C",
  number: "9A4A00",
  comment: "5A6675",
} as const;
export const codeGround = "F3F6FA";

const INCH = 72;
/** Of a line, for its size: what the widest fonts that stand in for ours need. */
const LEADING = 1.19;

/** The height of some lines of text, in inches. */
export const heightOf = (lines: number, size: number): number => (lines * size * LEADING) / INCH;

/** Of the monospaced fonts that stand in for Consolas, the widest: for a size of one. */
const MONO = 0.603;

/** How many characters of code of a size stand side by side in a width in inches. */
export const columnsOf = (width: number, size: number): number => Math.floor((width * INCH) / (size * MONO));

// Widths of Helvetica, and so of Arial, in thousandths of the size; all others are as wide as `n`.
const WIDTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    [
      ["'ijl", 222],
      ['! ,./:;I[]\\|f"t', 278],
      ["()-r`{}", 340],
      ["*^", 420],
      ["JckvsxyzÇ", 500],
      ["+<=>~", 584],
      ["FLTZ", 611],
      ["ABEKPSVXY&", 667],
      ["CDHNRUw", 722],
      ["GOQ", 778],
      ["Mm", 833],
      ["%Wº—…", 1000],
      ["@", 1015],
    ] as const
  ).flatMap(([letters, width]) => Array.from(letters, (letter) => [letter, width])),
);

/** The width of some text on one line, in inches. */
export function widthOf(
  text: string,
  size: number,
  { bold, code }: { readonly bold?: true; readonly code?: true } = {},
): number {
  if (code) return (Array.from(text).length * size * MONO) / INCH;
  let thousandths = 0;
  for (const letter of text.normalize("NFD").replace(/\p{M}/gu, "")) thousandths += WIDTHS[letter] ?? 556;
  return ((thousandths / 1000) * size * (bold ? 1.12 : 1)) / INCH;
}
