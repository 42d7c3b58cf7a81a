import type { Told } from "../told.js";
import { plural, was } from "../words.js";

export const lesson03 = {
  right: {
    "03-limit": (seen: { count: number; maxInFlight: number }) =>
      `${seen.count} pages in the order of the URLs, with ${seen.maxInFlight} requests in flight and never more; a slow page held up its own slot alone.`,
    "03-rate": (seen: { perSecond: number; count: number }) =>
      `${seen.count} requests evenly spread, ${seen.perSecond} a second, then another list at another rate; the pages are in the order of the URLs.`,
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
      hint: "Hand all the pages to the limiter first, and wait afterwards; an `await` in the loop lets it have one at a time.",
    }),
    "slots-left-empty": (seen: { started: number; most: number; count: number }): Told => ({
      rule: "A slot that is free takes the next page at once.",
      seen: `When the slowest of the first ${seen.most} pages arrived, ${seen.started} of ${plural(seen.count, "request")} had been started: the free slots waited for it.`,
      hint: "Lists of ten, one list after another, wait for the slowest page of each; a limiter does not.",
    }),
    "faster-than-the-rate": (seen: {
      perSecond: number;
      count: number;
      ideal: number;
      seconds: number;
    }): Told => ({
      rule: "The requests are spread evenly over the time, and no more are started than the rate allows.",
      seen: `At ${seen.perSecond} a second, ${plural(seen.count, "request")} in a row take ${seen.ideal} s from the first to the last; the server saw so many within ${seen.seconds} s.`,
      hint: "From one start to the next there are 1000 / perSecond ms; a `reservoir`, or a pause after each bunch, lets bursts through.",
    }),
    "slower-than-the-rate": (seen: {
      perSecond: number;
      count: number;
      ideal: number;
      seconds: number;
    }): Told => ({
      rule: "The requests start as often as the rate allows.",
      seen: `At ${seen.perSecond} a second, ${plural(seen.count, "request")} take ${seen.ideal} s from the first to the last; the server saw them start within ${seen.seconds} s.`,
      hint: "The rate is given as `perSecond`, and only the starts are apart: the next one does not wait until the page before has arrived.",
    }),
    "timer-left-behind": (seen: { count: number }): Told => ({
      rule: "When the function is done, none of its timers is left running.",
      seen: `After its end, ${plural(seen.count, "timer")} ${was(seen.count)} still running.`,
      hint: "Who starts a `setInterval` also has to call `clearInterval`.",
    }),
  },
};
