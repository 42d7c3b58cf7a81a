/** What is told about a broken rule: the rule itself, what was seen, and one hint. */
export interface Told {
  readonly rule: string;
  readonly seen: string;
  readonly hint: string;
}

const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
const was = (count: number) => (count === 1 ? "was" : "were");

/** Every sentence of the checks in English; `es.ts` has the same keys, which its type sees to. */
export const en = {
  outcomes: {
    right: "Right",
    incorrect: "Not yet",
    error: "Error in your code",
    "not attempted": "Not attempted",
  },
  hint: "Hint",
  notAttempted:
    "Nothing to check so far. Write your answer in the cell above, run it, and run this one again.",
  cell: "cell",
  line: "line",
  cause: "cause",
  thrownNotError: (shown: string) => `Your code threw ${shown}, which is not an Error.`,
  thrown: (name: string, message: string) => `Your code threw ${name}: ${message}`,
  thrownAt: (place: string) => `It comes from ${place}.`,
  aggregate: (shown: number, total: number) =>
    shown < total
      ? `It holds ${total} errors, of which these are the first ${shown}`
      : `It holds ${plural(total, "error")}`,
  errorHint: "Run the function by itself in a cell of its own with one URL, and read the whole traceback.",
  errorHintOther: "Throw an Error (`throw new Error(…)`): it says where it comes from.",

  right: {
    "00-order": (seen: { labels: string }) =>
      `${seen.labels}: the synchronous lines, then the microtask, then the timer, and the network last.`,
    "00-frozen": (seen: { name: string; missed: number; ms: number }) =>
      `While ${seen.name} ran, for ${seen.ms} ms, the heartbeat stood still for ${seen.missed} ms of them. The word async in front of it does not change that.`,
    "01-one-by-one": (seen: { count: number }) =>
      `${seen.count} pages in the order of the URLs, and never more than one request in flight.`,
    "02-all": (seen: { count: number }) =>
      `All ${seen.count} requests were in flight at once, and the pages are in the order of the URLs although they arrived in another.`,
    "02-as-completed": (seen: { count: number }) =>
      `All ${seen.count} requests were in flight at once, and each page came out as soon as it had arrived.`,
    "02-settled": (seen: { pages: number; failures: number }) =>
      `${seen.pages} pages and ${seen.failures} failures, each with its URL and its reason: nothing was lost.`,
  },

  rules: {
    "did-not-finish": (seen: { seconds: number; answered: number; count: number }): Told => ({
      rule: "The function has to come to an end.",
      seen: `It did not finish within ${seen.seconds} s; ${seen.answered} of ${plural(seen.count, "request")} ${was(seen.answered)} answered.`,
      hint: "Look for a promise that nobody resolves, or a loop whose condition never changes.",
    }),
    "returned-early": (seen: { answered: number; count: number; ms: number }): Told => ({
      rule: "The function ends only when its work is done.",
      seen: `It returned after ${seen.ms} ms, when ${seen.answered} of ${plural(seen.count, "request")} ${was(seen.answered)} answered.`,
      hint: "Somewhere a promise is not awaited; `forEach` with an async function is a usual place.",
    }),
    "no-requests": (seen: { count: number }): Told => ({
      rule: "The pages come from the URLs that the function is given.",
      seen: `It was given ${plural(seen.count, "URL")}, and the server saw no request.`,
      hint: "Ask for the URLs in the parameter, not for a list from another cell.",
    }),
    "missing-requests": (seen: { asked: number; count: number; missing: string }): Told => ({
      rule: "Every URL is asked for.",
      seen: `The server saw requests for ${seen.asked} of ${plural(seen.count, "URL")}; ${seen.missing} was not among them.`,
      hint: "The number of URLs changes from one call to the next: take it from the list.",
    }),
    "repeated-requests": (seen: { url: string; times: number }): Told => ({
      rule: "Each URL is asked for once.",
      seen: `The server saw ${seen.url} ${seen.times} times.`,
      hint: "Keep the promise, or the page, of the first request instead of starting it again.",
    }),
    "other-requests": (seen: { url: string }): Told => ({
      rule: "Only the URLs of the list are asked for.",
      seen: `The server also saw ${seen.url}.`,
      hint: "Use each URL as it is given, with its query.",
    }),
    "not-a-list": (seen: { got: string }): Told => ({
      rule: "The function gives back an array of pages.",
      seen: `It gave back ${seen.got}.`,
      hint: "Is there a `return` at the end, and is what it returns an array?",
    }),
    promises: (seen: { count: number }): Told => ({
      rule: "The array holds pages, not promises of pages.",
      seen: `${plural(seen.count, "element")} of the array ${was(seen.count)} still a promise.`,
      hint: "An async function that returns an array of promises awaits none of them; `Promise.all` does.",
    }),
    responses: (seen: { index: number; got: string }): Told => ({
      rule: "The array holds pages: the JSON that the server sent, parsed.",
      seen: `Element ${seen.index} is ${seen.got}.`,
      hint: "Parse the body: `await response.json()` with fetch, `.json()` with got.",
    }),
    "not-pages": (seen: { index: number; got: string }): Told => ({
      rule: "Every element of the array is the page of a country.",
      seen: `Element ${seen.index} is ${seen.got}.`,
      hint: "Does the function inside `map` return something on every path?",
    }),
    "page-count": (seen: { got: number; count: number }): Told => ({
      rule: "There is one page for each URL.",
      seen: `${plural(seen.count, "URL")} went in, ${plural(seen.got, "page")} came out.`,
      hint: "Look for pages that are added twice, or left out.",
    }),
    "wrong-pages": (seen: { expected: string; got: string }): Told => ({
      rule: "The pages are those that the server sent.",
      seen: `The server sent ${seen.expected}; in the result there is ${seen.got}.`,
      hint: "Return the parsed body as it came, for each of the URLs.",
    }),
    "url-order": (seen: { expected: string; got: string }): Told => ({
      rule: "The pages are in the order of the URLs, whatever the order in which they arrive.",
      seen: `The URLs were ${seen.expected}; the pages are ${seen.got}.`,
      hint: "A `push` when a page arrives writes down the order of arrival; what do `map` and `Promise.all` keep?",
    }),
    "changed-the-list": (seen: { before: number; after: number }): Told => ({
      rule: "The list that the function is given is left as it was.",
      seen: `It had ${plural(seen.before, "URL")}; after the call it has ${seen.after}, or the same ones in another order.`,
      hint: "`shift`, `pop`, `splice`, `sort` and `reverse` change the array itself; work on a copy: `[...urls]`.",
    }),
    "one-at-a-time": (seen: { mostInFlight: number; count: number }): Told => ({
      rule: "Never more than one request is in flight.",
      seen: `Of ${plural(seen.count, "request")}, the server saw ${seen.mostInFlight} in flight at once.`,
      hint: "Await each page inside the loop before the next request starts; `map` starts all of them.",
    }),
    "requests-in-order": (seen: { expected: string; got: string }): Told => ({
      rule: "The requests are made in the order of the URLs.",
      seen: `The URLs were ${seen.expected}; the server was asked for ${seen.got}.`,
      hint: "Go through the list from its first element to its last.",
    }),
    "all-at-once": (seen: { mostInFlight: number; count: number }): Told => ({
      rule: "All the requests are in flight at once.",
      seen: `Of ${plural(seen.count, "request")}, the server saw at most ${seen.mostInFlight} in flight at once.`,
      hint: "Start every request first, keep the promises, and only then await them.",
    }),
    "lost-error": (seen: { url: string; got: string }): Told => ({
      rule: "A page that cannot be had is not passed over in silence: its error comes out of the function.",
      seen: `${seen.url} could not be reached, and the function ended with ${seen.got}.`,
      hint: "Is there a `catch` that swallows the error, or an `allSettled` whose failures nobody reads?",
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

    labels: (seen: { expected: string; got: string }): Told => ({
      rule: "Each of the labels is in the list once.",
      seen: `The labels are ${seen.expected}; your list is ${seen.got}.`,
      hint: "Every label prints exactly once.",
    }),
    "starts-at-once": (seen: { got: string }): Told => ({
      rule: "An async function runs at once, up to its first `await`.",
      seen: `In your list (${seen.got}), A is not the first.`,
      hint: "The call `visit(print)` does not wait for anything before it prints A.",
    }),
    "synchronous-first": (seen: { got: string; before: string }): Told => ({
      rule: "What is synchronous runs to its end before anything that waits.",
      seen: `In your list (${seen.got}), ${seen.before} prints before E.`,
      hint: "No timer and no `then` can interrupt the lines of `fiveLabels`; which label do they print last?",
    }),
    "network-last": (seen: { got: string }): Told => ({
      rule: "After `await fetch(…)` a function goes on only when the answer is there.",
      seen: `In your list (${seen.got}), B is not the last.`,
      hint: "The page takes a fifth of a second; a timer of 0 ms does not.",
    }),
    "microtask-before-timer": (seen: { got: string }): Told => ({
      rule: "The microtasks (what follows a promise) run before the next timer.",
      seen: `In your list (${seen.got}), C prints before D.`,
      hint: "It does not matter which of the two was written first.",
    }),
    "unknown-name": (seen: { expected: string; got: string }): Told => ({
      rule: "The answer is the name of one of the functions.",
      seen: `The functions are ${seen.expected}; your answer is ${seen.got}.`,
      hint: "Write the name without parentheses.",
    }),
    "not-frozen": (seen: { name: string; missed: number; ms: number }): Told => ({
      rule: "When the loop is frozen, the heartbeat stands still.",
      seen: `While ${seen.name} ran, for ${seen.ms} ms, the heartbeat missed only ${seen.missed} ms of them.`,
      hint: "Run each function by itself under the heartbeat, and compare the longest gap with the time it took.",
    }),
  },

  prediction: {
    noted: (value: string) => `Noted: you expect ${value}.`,
    caption: "Your prediction beside what was measured",
    predicted: "You predicted",
    measured: "Measured",
    ratio: "Measured / predicted",
    none: (value: string) => `Measured: ${value}. (There was no prediction to put beside it.)`,
    both: (predicted: string, measured: string) => `You predicted ${predicted}; measured: ${measured}.`,
    times: (ratio: string) => `That is ${ratio} times what you predicted.`,
  },

  progress: {
    title: "Your progress",
    exercise: "exercise",
    lesson: "lesson",
    outcome: "outcome",
    tries: "tries",
    solved: "first solved",
    summary: (right: number, total: number) => `${right} of ${plural(total, "exercise")} solved.`,
    where: (path: string) => `Kept in ${path}, on this machine only.`,
    damaged: (path: string, aside: string) =>
      `${path} could not be read; it was put aside as ${aside}, and your progress starts anew.`,
    notSaved: (path: string, reason: string) => `Your progress could not be saved in ${path}: ${reason}`,
    help: `Usage: npm run progress -- [options]

Shows which exercises you have tried and solved.

  --json            as JSON
  --lang <en|es>    the language of the table
  --help            this text

ASYNC_LAB_STATE names another folder to read progress.json from.`,
    badOption: (option: string) => `progress: unknown option ${option}; --help lists them`,
    badLanguage: (value: string) => `progress: --lang takes en or es, not ${value}`,
  },
};
