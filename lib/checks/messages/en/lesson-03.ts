import type { Told } from "../told.js";
import { plural, was } from "../words.js";

/** Two starts, and the time between them. */
export interface Spacing extends Readonly<Record<string, unknown>> {
  readonly perSecond: number;
  /** The requests' numbers, from 1; 0 is the call. */
  readonly from: number;
  readonly to: number;
  readonly dueMs: number;
  readonly ms: number;
  /** Whether all gaps are alike. */
  readonly even: boolean;
}

const spacing = ({ perSecond, from, to, dueMs, ms }: Spacing) =>
  `At ${perSecond} a second it takes ${dueMs} ms from ${from === 0 ? "the call" : `the start of request ${from}`} to the start of request ${to}; the server saw ${ms} ms.`;

export const lesson03 = {
  right: {
    "03-limit": (seen: { count: number; maxInFlight: number }) =>
      `${seen.count} pages in the order of the URLs, with ${seen.maxInFlight} requests in flight and never more; a slow page held up its own slot alone, and a page that failed gave its slot back.`,
    "03-rate": (seen: { perSecond: number; count: number }) =>
      `${seen.count} requests evenly spread, ${seen.perSecond} a second, then other lists at other rates; the pages are in the order of the URLs.`,
  },
  rules: {
    "too-many-in-flight": (seen: { maxInFlight: number; most: number; count: number }): Told => ({
      rule: `Never more than ${seen.most} requests are in flight.`,
      seen: `Of ${plural(seen.count, "request")}, the server saw ${seen.maxInFlight} in flight at once.`,
      hint: "One limiter for the whole list, and the request starts inside it: `limit(() => fetchCountry(url))`.",
    }),
    "too-few-in-flight": (seen: { maxInFlight: number; most: number; count: number }): Told => ({
      rule: "All the slots are used while there are pages left.",
      seen: `With ${plural(seen.count, "URL")} there could be ${plural(seen.most, "request")} in flight; the server never saw more than ${seen.maxInFlight}.`,
      hint:
        seen.maxInFlight === 1
          ? "Hand all the pages to the limiter first, and wait afterwards; an `await` in the loop lets it have one at a time."
          : "Count the slots, and see that each is given back in a `finally`: one that a failed page keeps is missing in every later call.",
    }),
    "slots-left-empty": (seen: {
      fromMs: number;
      forMs: number;
      left: number;
      count: number;
      inLists: boolean;
    }): Told => ({
      rule: "A slot that is free takes the next page at once.",
      seen: `From ${seen.fromMs} ms on, a slot stood empty for ${seen.forMs} ms, while ${seen.left} of ${plural(seen.count, "page")} ${was(seen.left)} still to be asked for.`,
      hint: seen.inLists
        ? "Lists of ten, one list after another, wait for the slowest page of each; a limiter does not."
        : "One limiter of ten for the whole list, which starts the next page whenever any page arrives, whichever it is.",
    }),
    "slots-lost-after-error": (seen: { failed: number; maxInFlight: number; most: number }): Told => ({
      rule: "A slot is free again whether its page has come or failed.",
      seen: `After a list in which ${plural(seen.failed, "page")} failed, the server saw at most ${seen.maxInFlight} in flight, where there had been ${seen.most} before.`,
      hint: "Give the slot back in a `finally`, which also runs where the page fails.",
    }),
    "faster-than-the-rate": (seen: Spacing): Told => ({
      rule: "The requests are spread evenly over the time, and no more are started than the rate allows.",
      seen: spacing(seen),
      hint: seen.even
        ? "The gaps are even, and too short: give `1000 / perSecond`, in ms, to `minTime` or to your timer, worked out anew in each call."
        : "From one start to the next there are `1000 / perSecond` ms, each time; a `reservoir`, or a pause after each bunch, lets bursts through.",
    }),
    "slower-than-the-rate": (seen: Spacing): Told => ({
      rule: "The requests start as often as the rate allows; a tenth less is right, too, to leave room.",
      seen: spacing(seen),
      hint: seen.even
        ? "The gaps are even, and too long: give `1000 / perSecond`, in ms, to `minTime` or to your timer, worked out anew in each call."
        : seen.from === 0
          ? "The first request starts at once, or after one gap of `1000 / perSecond` ms."
          : "Only the starts are apart, each time by `1000 / perSecond` ms: the next one does not wait until a page before has arrived.",
    }),
    "timer-left-behind": (seen: { count: number; afterError: boolean }): Told => ({
      rule: "When the function is done, no timer of its own goes on for ever.",
      seen: `${plural(seen.count, "timer")} ${was(seen.count)} still starting anew long after its end.`,
      hint: seen.afterError
        ? "Also where a page fails: whoever starts a `setInterval` calls `clearInterval`, in a `finally` for example."
        : "Whoever starts a `setInterval` also has to call `clearInterval`.",
    }),
  },
};
