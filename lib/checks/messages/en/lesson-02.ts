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
      hint: "Start every request first, keep the promises, and only then await them. A limit, a pool of few connections or groups of a fixed size hold requests back.",
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
    "as-they-arrive": (seen: { nth: number; lateMs: number; over: number; count: number }): Told => ({
      rule: "Each page comes out as soon as it has arrived.",
      seen: `Page ${seen.nth} came out ${seen.lateMs} ms later than it could have; by then ${seen.over} of ${plural(seen.count, "request")} ${was(seen.over)} over.`,
      hint: "Something waits for more than one page before it does `yield`: `Promise.all` waits for all of them; or it waits for the next page although one is there already.",
    }),
    "yields-no-page": (seen: { nth: number; got: string }): Told => ({
      rule: "What comes out of the generator are countries.",
      seen: `The value of \`yield\` number ${seen.nth} is ${seen.got}.`,
      hint: "Yield the parsed country itself: of the object that wins the race that is one part, as in `yield first.country`; of a response it is what `.json()` gives.",
    }),
    "yielded-twice": (seen: { code: string; times: number }): Told => ({
      rule: "Each page comes out once.",
      seen: `${seen.code} came out ${seen.times} times.`,
      hint: "A promise that has won the race would win the next one, too: take it out of those that are pending.",
    }),
    "ended-early": (seen: { got: number; count: number; over: number }): Told => ({
      rule: "The generator ends when all the pages have come out.",
      seen: `It ended after ${seen.got} of ${plural(seen.count, "page")}, when ${plural(seen.over, "request")} ${was(seen.over)} over.`,
      hint: "Does the loop go on as long as a page is pending, and does each round wait for one and `yield` it?",
    }),
    "lost-while-busy": (seen: { got: number; count: number; busyMs: number }): Told => ({
      rule: "A page that arrives while the one before it is being used is not lost.",
      seen: `With a loop that was busy for ${seen.busyMs} ms after each page, ${seen.got} of ${plural(seen.count, "page")} came out.`,
      hint: "Several pages may arrive before the next one is asked for: an event, or a `resolve`, that comes while nobody waits is gone. Keep the promises, or a queue of pages.",
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
    "failure-shape": (seen: { got: string }): Told => ({
      rule: "Each failure is an object with two texts: `{ url, reason }`.",
      seen: `Among the failures there is ${seen.got}.`,
      hint: "Write `failures.push({ url: urls[index], reason: String(outcome.reason) })`: address and reason stay apart, and the reader need not take a text to pieces.",
    }),
    "other-failures": (seen: { got: string }): Told => ({
      rule: "`failures` names the URLs that failed, as they were in the list, and no others.",
      seen: `It also holds ${seen.got}.`,
      hint: "`allSettled` keeps the order of the URLs: the outcome at an index belongs to the URL at that index, as long as no list is filtered before.",
    }),
    "failure-twice": (seen: { url: string }): Told => ({
      rule: "`failures` names each URL that failed once.",
      seen: `${seen.url} is there more than once.`,
      hint: "Is the failure added in two places, a `catch` and a loop after it, or once for each attempt?",
    }),
    "left-over-failure": (seen: { url: string }): Told => ({
      rule: "Each call begins afresh.",
      seen: `Among the failures of a later call there is ${seen.url}, of an earlier one.`,
      hint: "A list that is made outside of the function is the same one in every call: make it inside.",
    }),
    "no-reason": (seen: { url: string; kind: string; got: string }): Told => ({
      rule: "Each failure says what happened: its status where there was an answer, else what the error says, as a text.",
      seen: `For ${seen.url} (${seen.kind}) the reason is ${seen.got}.`,
      hint: "For a response that is not ok, put its status in; `String(error)` keeps what an error says. One text for all of them says nothing, nor does `JSON.stringify` of an error, which is `{}`.",
    }),
    "reason-no-text": (seen: { url: string; got: string }): Told => ({
      rule: "Each failure says what happened, as a text.",
      seen: `For ${seen.url} the reason is ${seen.got}, which is not a text.`,
      hint: "`String(error)` makes a text of an error, with its name and its message.",
    }),
    "lost-pages": (seen: { url: string; got: number; count: number }): Told => ({
      rule: "Every page that the server sent is in `pages`.",
      seen: `${plural(seen.count, "page")} arrived, ${seen.got} ${was(seen.got)} kept; ${seen.url} is missing.`,
      hint: "A failure must not end the loop, nor throw away what had arrived before it.",
    }),
  },
};
