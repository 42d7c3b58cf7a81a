/** What was run in this session, as `history_request` asks for it. */
import type { Content } from "./wire.js";

type Entry = readonly [session: number, line: number, code: string];

/** The cells that ran, in order. */
export class History {
  readonly #entries: Entry[] = [];

  add(line: number, code: string): void {
    this.#entries.push([1, line, code]);
  }

  /**
   * Answers a `history_request`.
   *
   * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html#history
   */
  answer(request: Content): Content {
    const { hist_access_type: type, n, pattern, unique, start, stop } = request;
    const count = typeof n === "number" ? n : Infinity;
    let found = this.#entries;
    if (type === "range") {
      // Line numbers count from 1, as IPython's do; a session other than this one is not kept.
      const from = typeof start === "number" ? start : 1;
      const to = typeof stop === "number" ? stop : Infinity;
      found = found.filter(([, line]) => line >= from && line < to);
    }
    if (type === "search") {
      found = found.filter(([, , code]) => matches(code, typeof pattern === "string" ? pattern : "*"));
      if (unique === true) found = [...new Map(found.map((entry) => [entry[2], entry])).values()];
    }
    const history = type === "range" ? found : found.slice(-Math.min(count, found.length) || found.length);
    return { status: "ok", history: request["output"] === true ? history.map(withOutput) : history };
  }
}

/** Outputs are not kept; a client that asks for them gets the input with none. */
function withOutput([session, line, code]: Entry): unknown[] {
  return [session, line, [code, null]];
}

/** `*` and `?` as in a shell. */
function matches(code: string, pattern: string): boolean {
  const source = RegExp.escape(pattern).replaceAll("\\*", "[^]*").replaceAll("\\?", "[^]");
  return new RegExp(`^${source}$`).test(code);
}
