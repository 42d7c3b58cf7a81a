/**
 * What a kernel shows for a value, by MIME type.
 * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html#display-data
 */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** The method a kernel calls to display a value; Deno's kernel uses the same symbol. */
export const displaySymbol: unique symbol = Symbol.for("Jupyter.display") as never;

/** A value that knows how it looks in a notebook. */
export interface Displayable {
  [displaySymbol](): MimeBundle | Promise<MimeBundle>;
}

/** How a bundle is shown. */
export interface ShowOptions {
  readonly displayId?: string;
  /** Redraws what was shown under the same `displayId`. */
  readonly update?: boolean;
  /** What to show in its place when the cell is stopped, which draws no more then; the next update replaces it. */
  readonly whenStopped?: () => MimeBundle;
}

/** Writes a bundle under the running cell. */
export type ShowDisplay = (data: MimeBundle, options?: ShowOptions) => void;

/** Under this symbol the course's kernel puts its {@link ShowDisplay} on `globalThis`. */
export const showDisplaySymbol: unique symbol = Symbol.for("async-lab.showDisplay") as never;

/**
 * Finds the way to draw under the running cell.
 *
 * @returns the kernel's `ShowDisplay`, or `undefined` outside a notebook
 * @example
 * findShowDisplay()?.({ "text/plain": "half way" }, { displayId: "progress" });
 */
export function findShowDisplay(): ShowDisplay | undefined {
  return (globalThis as { [showDisplaySymbol]?: ShowDisplay })[showDisplaySymbol];
}

/**
 * What a bundle says, as text: its plain text, or else what can be read of its Markdown or HTML.
 *
 * @example textOfDisplay({ "text/html": "<b>197</b> pages" }) // " 197  pages"
 */
export function textOfDisplay(data: MimeBundle): string {
  const [text] = ["text/plain", "text/markdown", "text/html"].map((type) => data[type]).filter(Boolean);
  const joined = Array.isArray(text) ? text.join("") : text;
  if (typeof joined !== "string") return "";
  return data["text/plain"] === text ? joined : joined.replace(/<[^>]*>/g, " ");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Writes text so that HTML shows it as it is. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
