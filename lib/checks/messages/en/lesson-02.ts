import type { Told } from "../told.js";
import { plural, was } from "../words.js";

export const lesson02 = {
  right: {
    "02-all": (seen: { count: number }) =>
      `All ${seen.count} requests were in flight at once, and the pages are in the order of the URLs although they arrived in another.`,
    "02-as-completed": (seen: { count: number }) =>
      `All ${seen.count} requests were in flight at once, and each page came out as soon as it had arrived.`,
    "02-settled": (seen: { pages: number; failures: number }) =>
      `${seen.pages} pages and ${seen.failures} failures, each with its URL and its reason: nothing was lost.`,
  },
  rules: {
    "all-at-once": (seen: { maxInFlight: number; count: number }): Told => ({
      rule: "All the requests are in flight at once.",
      seen: `Of ${plural(seen.count, "request")}, the server saw at most ${seen.maxInFlight} in flight at once.`,
      hint: "Start every request first, keep the promises, and only then await them.",
    }),
    "not-iterable": (seen: { got: string }): Told => ({
      rule: "The function gives back something that `for await` can go through.",
      seen: `It gave back ${seen.got}.`,
      hint: "Write it as `async function*` and `yield` each page.",
    }),
    "arrival-order": (seen: { expected: string; got: string }): Told => ({
      rule: "The pages come out in the order in which they arrive.",
      seen: `The server answered ${seen.expected}; the pages came out ${seen.got}.`,
      hint: "Awaiting the promises one after another gives the order of the URLs; which of those pending is the first to settle? `Promise.race` tells.",
    }),
    "as-they-arrive": (seen: { nth: number; answered: number; count: number }): Told => ({
      rule: "Each page comes out as soon as it has arrived.",
      seen: `When page ${seen.nth} came out, ${seen.answered} of ${plural(seen.count, "request")} ${was(seen.answered)} answered already.`,
      hint: "Something waits for several pages before it does `yield`; `Promise.all` waits for all of them.",
    }),
    "not-pages-and-failures": (seen: { got: string }): Told => ({
      rule: "The function gives back an object with two arrays: `{ pages, failures }`.",
      seen: `It gave back ${seen.got}.`,
      hint: "Collect both arrays, then `return { pages, failures };`.",
    }),
    rejected: (seen: { error: string; failing: number; count: number }): Told => ({
      rule: "A URL that fails does not take the others with it.",
      seen: `${seen.failing} of ${plural(seen.count, "URL")} failed, and the whole promise was rejected with ${seen.error}.`,
      hint: "`Promise.allSettled` waits for all and never rejects; or catch the error of each request by itself.",
    }),
    "failure-as-page": (seen: { url: string; got: string }): Told => ({
      rule: "A URL that fails is a failure, not a page.",
      seen: `Among the pages there is ${seen.got}, from a list with ${seen.url}.`,
      hint: "fetch does not throw for a 404 or a 503: look at `response.ok` (got throws by itself).",
    }),
    "lost-failures": (seen: { url: string; got: number; count: number }): Told => ({
      rule: "Every URL that fails is in `failures`.",
      seen: `${plural(seen.count, "URL")} failed, ${seen.got} ${was(seen.got)} reported; ${seen.url} is missing.`,
      hint: "What fails without a response (no connection) and what fails with one (404, 503) both count.",
    }),
    "other-failures": (seen: { got: string }): Told => ({
      rule: "`failures` names each URL that failed once, as it was in the list.",
      seen: `It also holds ${seen.got}.`,
      hint: "`allSettled` keeps the order of the URLs: the outcome at an index belongs to the URL at that index.",
    }),
    "no-reason": (seen: { url: string; got: string }): Told => ({
      rule: "Each failure says why: `reason` is a text that is not empty.",
      seen: `The reason for ${seen.url} is ${seen.got}.`,
      hint: "For an error, its `message`; for a response that is not ok, its status.",
    }),
    "lost-pages": (seen: { url: string; got: number; count: number }): Told => ({
      rule: "Every page that the server sent is in `pages`.",
      seen: `${plural(seen.count, "page")} arrived, ${seen.got} ${was(seen.got)} kept; ${seen.url} is missing.`,
      hint: "A failure must not end the loop, nor throw away what had arrived before it.",
    }),
  },
};
