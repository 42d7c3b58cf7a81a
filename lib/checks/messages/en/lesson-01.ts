import type { Told } from "../told.js";
import { plural } from "../words.js";

export const lesson01 = {
  right: {
    "01-one-by-one": (seen: { count: number }) =>
      `${seen.count} pages in the order of the URLs, and never more than one request in flight.`,
  },
  rules: {
    "one-at-a-time": (seen: { maxInFlight: number; count: number }): Told => ({
      rule: "Never more than one request is in flight.",
      seen: `Of ${plural(seen.count, "request")}, the server saw ${seen.maxInFlight} in flight at once.`,
      hint: "Await each page inside the loop before the next request starts; `map` starts all of them.",
    }),
    "requests-in-order": (seen: { expected: string; got: string }): Told => ({
      rule: "The requests are made in the order of the URLs.",
      seen: `The URLs were ${seen.expected}; the server was asked for ${seen.got}.`,
      hint: "Go through the list from its first element to its last.",
    }),
  },
};
