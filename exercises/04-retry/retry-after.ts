/** Judges what a `fetchWithRetry` makes of the header `Retry-After`. */
import { violation } from "./messages.js";
import { seenIn, roundingMs, type Visit, type VisitOptions } from "./visit.js";
import { dueWaits, isSame, placeOf } from "./waits.js";

type Form = "seconds" | "date";

/** Longer than all that an answer waits for of its own, its limit of 30 included. */
const longS = 45;
/** So short that the later waits are longer. */
const shortS = 1;

/** One header that was sent. */
interface Sent {
  readonly form: Form;
  readonly header: string;
  /** Milliseconds until the time that it tells. */
  readonly askedMs: number;
}

/** A visit to a page that sends the header with some of its answers. */
interface AskingVisit {
  readonly options: VisitOptions;
  /** What was sent so far, by attempt. */
  readonly sent: ReadonlyMap<number, Sent>;
}

/** One wait that the server has asked for. */
interface AskedWait extends Sent {
  readonly visit: Visit;
  readonly index: number;
  readonly status: number;
}

/** The function's own waits, which it has shown without the header. */
export interface OwnWaits {
  /** At the `second` of the visits, with chance at its low end. */
  readonly visit: Visit;
  /** Whether they have jitter. */
  readonly areRandom: boolean;
}

/** Pages that ask for a long wait, and last one that asks for a long one first and for short ones later. */
export function planRetryAfter(second: number): readonly AskingVisit[] {
  const long = [429, 503].flatMap((status) => [
    plan([{ status, seconds: longS, form: "seconds" }], second),
    plan([{ status, seconds: longS, form: "date" }], second),
  ]);
  const mixed = [
    { status: 503, seconds: longS, form: "seconds" },
    { status: 503 },
    { status: 429, seconds: shortS, form: "seconds" },
    { status: 503, seconds: shortS, form: "date" },
  ] as const;
  return [...long, plan(mixed, second)];
}

interface Asking {
  readonly status: number;
  readonly seconds?: number;
  readonly form?: Form;
}

function plan(asking: readonly Asking[], second: number): AskingVisit {
  const sent = new Map<number, Sent>();
  const retryAfter = (attempt: number) => {
    const { seconds, form = "seconds" } = asking[attempt - 1] ?? {};
    if (seconds === undefined) return undefined;
    const made = makeHeader(seconds, form);
    sent.set(attempt, made);
    return made.header;
  };
  return { options: { answers: asking.map(({ status }) => status), second, retryAfter }, sent };
}

/** Refuses an attempt that comes before the server wants it, and a header that makes a wait shorter. */
export function requireRetryAfter(
  asking: readonly AskingVisit[],
  visits: readonly Visit[],
  own: OwnWaits,
): void {
  const waits = visits.flatMap((visit, at) =>
    visit.gapsMs.map((_, index): AskedWait => {
      const sent = asking[at]?.sent.get(index + 1) ?? { form: "seconds", header: "", askedMs: 0 };
      return { ...sent, visit, index, status: Number(visit.answers[index]) };
    }),
  );
  const long = waits.filter(({ askedMs }) => askedMs >= longS * 1000);
  const early = long.find(isEarly);
  if (early) refuseEarly(early, long);
  for (const wait of waits) requireLonger(wait, own);
}

function makeHeader(seconds: number, form: Form): Sent {
  if (form === "seconds") return { form, header: String(seconds), askedMs: seconds * 1000 };
  // A date has whole seconds: the next one from now on, as servers round it.
  const at = 1000 * Math.ceil(Date.now() / 1000 + seconds);
  return { form, header: new Date(at).toUTCString(), askedMs: at - Date.now() };
}

function waitedOf({ visit, index }: AskedWait): number {
  return visit.gapsMs[index] ?? 0;
}

function isEarly(wait: AskedWait): boolean {
  return waitedOf(wait) < wait.askedMs - roundingMs;
}

function refuseEarly(early: AskedWait, all: readonly AskedWait[]): never {
  const { form, header, askedMs, status, visit, index } = early;
  const heeded = all.filter((wait) => !isEarly(wait));
  const waited = waitedOf(early);
  const figures = { status, header, form, askedMs, waited: Math.round(waited) };
  const slip = () => {
    if (form === "seconds" && isSame(waited, (askedMs / 1000) * visit.second)) return "unit";
    if (heeded.some((wait) => wait.form === form)) return "status";
    if (heeded.length > 0) return "form";
    const [own = 0] = dueWaits(visit.second);
    return waited > 2 * own + roundingMs ? "limit" : "none";
  };
  throw seenIn(visit, violation("retry-after-ignored", { ...figures, slip: slip() }, placeOf(visit, index)));
}

/** Refuses all but the longer of the two waits. */
function requireLonger(wait: AskedWait, own: OwnWaits): void {
  const { header, askedMs, visit, index } = wait;
  const [ownMs, due] = [own.visit.gapsMs[index] ?? 0, dueWaits(visit.second)[index] ?? 0];
  const waited = waitedOf(wait);
  const longer = Math.max(due, askedMs);
  const figures = {
    nth: index + 1,
    header,
    askedMs,
    waited: Math.round(waited),
    wanted: Math.round(Math.max(ownMs, askedMs)),
  };
  const place = placeOf(visit, index);
  if (isSame(waited, Math.max(ownMs, askedMs))) return;
  if (waited < longer - roundingMs) {
    if (header === "") throw seenIn(visit, violation("waits-after-retry-after", figures, place));
    throw seenIn(visit, violation("retry-after-shortens", figures, place));
  }
  const isSum = askedMs > 0 && isSame(waited, ownMs + askedMs);
  // Who has jitter may have it on what the server asks for, too.
  if (own.areRandom && !isSum && waited <= 2 * longer + roundingMs) return;
  if (isSum) throw seenIn(visit, violation("retry-after-added", figures, place));
  throw seenIn(visit, violation("waits-after-retry-after", figures, place));
}
