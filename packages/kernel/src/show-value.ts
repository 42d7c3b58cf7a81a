/** How values look in a notebook: never larger than what somebody reads, whatever they are. */
import { types, type InspectOptions } from "node:util";
import {
  describeThrown,
  descriptorOf,
  displaySymbol,
  inspectSafely,
  isObject,
  shorten,
  type MimeBundle,
} from "@async-lab/notebook";
import { messages } from "./messages/index.js";
import { describeLeftOut, foldHttp, summarizeHttp } from "./http-summary.js";
import { timerMs } from "./left-running.js";

/** A value that takes more characters than this is shown in less detail, and says so. */
const maxShownLength = 16_000;

const hugeLength = 1_000_000;

/** Less and less detail, for what is too long; Node itself limits lists and texts, but no object. */
const lessDetail: readonly InspectOptions[] = [
  { maxStringLength: 500 },
  { depth: 2, maxStringLength: 200 },
  { depth: 2, maxStringLength: 100, maxArrayLength: 10 },
  { depth: 1, maxStringLength: 100, maxArrayLength: 10 },
];

/**
 * How a value looks as the result of a cell: as it says itself, or as `console.log` would print it. What its own
 * display method throws is told below the latter.
 */
export async function toMimeBundle(value: unknown): Promise<MimeBundle> {
  let failure = "";
  if (hasDisplay(value)) {
    try {
      return toJsonBundle(await value[displaySymbol]());
    } catch (thrown) {
      const { name, message } = describeThrown(thrown);
      failure = `\n${messages().displayFailed(`${name}: ${message}`)}`;
    }
  }
  const text = typeof value === "string" ? shorten(value, maxShownLength) : showValue(value);
  const isPending = types.isPromise(value) && text.includes("<pending>");
  return { "text/plain": `${text}${isPending ? `\n${messages().pendingPromise}` : ""}${failure}` };
}

/** Whether a value says itself how it looks. A proxy does not: its traps are not for the kernel. */
export function hasDisplay(value: unknown): value is { [displaySymbol](): MimeBundle | Promise<MimeBundle> } {
  const descriptor = descriptorOf(value, displaySymbol);
  return typeof descriptor?.value === "function" || descriptor?.get !== undefined;
}

/**
 * A bundle as a notebook can keep it: text, but for the types that are JSON.
 *
 * @throws {TypeError} where it is no object, or has in it what is no JSON
 */
export function toJsonBundle(bundle: unknown): MimeBundle {
  if (!isObject(bundle)) throw new TypeError(`a MIME bundle is an object, not ${inspectSafely(bundle)}`);
  const shown = Object.entries(bundle).filter(([, data]) => data !== undefined);
  return Object.fromEntries(
    shown.map(([type, data]: [string, unknown]) => {
      if (/[/+]json$/.test(type)) return [type, (JSON.parse(JSON.stringify([data])) as unknown[])[0]];
      return [type, typeof data === "string" ? data : inspectSafely(data)];
    }),
  );
}

/**
 * A value as `console.log` prints it, but bounded: HTTP's errors and responses in a line and what matters of them,
 * other large values in less detail.
 *
 * @param options of `util.inspect`
 */
export function showValue(value: unknown, options: InspectOptions = { depth: 4 }): string {
  // A cell often ends with `setTimeout(…)`, whose insides tell a learner nothing.
  const ms = timerMs(value);
  if (ms !== undefined) return `Timeout (${ms} ms)`;
  const http = summarizeHttp(value);
  if (!http) {
    const folded = foldHttp(value);
    return showBounded(folded, inspectSafely(folded, options), options);
  }
  const { headline, details, leftOut } = http;
  const lines = [headline];
  if (Object.keys(details).length > 0) {
    const most = { depth: 2, maxStringLength: 1000, maxArrayLength: 20 };
    lines.push(showBounded(details, inspectSafely(details, most), most));
  }
  if (leftOut.length > 0) lines.push(describeLeftOut(leftOut));
  return lines.join("\n");
}

/** @param text the value in all its detail */
export function showBounded(value: unknown, text: string, options: InspectOptions): string {
  if (text.length <= maxShownLength) return text;
  let shown = text;
  // What takes megabytes takes its time too.
  for (const less of text.length > hugeLength ? lessDetail.slice(-1) : lessDetail) {
    if ((less.depth ?? 0) > (options.depth ?? 2)) continue;
    shown = inspectSafely(value, { ...options, ...less });
    if (shown.length <= maxShownLength) break;
  }
  const end = shown.lastIndexOf("\n", maxShownLength);
  const cut = shown.length <= maxShownLength ? shown : `${shown.slice(0, end > 0 ? end : maxShownLength)}\n…`;
  return `${cut}\n${messages().shortened(text.length)}`;
}
