import { plural, was, type Told } from "../words.js";

/** The rules on lists of pages, which several exercises share. */
export const rules = {
  "did-not-finish": (seen: { seconds: number; answered: number; count: number }): Told => ({
    rule: "The function has to come to an end.",
    seen: `It did not finish within ${seen.seconds} s; ${seen.answered} of ${plural(seen.count, "request")} ${was(seen.answered)} answered.`,
    hint: "Look for a promise that nobody resolves, or a loop whose condition never changes.",
  }),
  "never-settles": (seen: { answered: number; count: number; seconds: number }): Told => ({
    rule: "The function has to come to an end.",
    seen: `After ${seen.seconds} s of its own time, with ${seen.answered} of ${plural(seen.count, "request")} answered, nothing was left that could go on: no timer and no request.`,
    hint: "It waits for a promise that nobody resolves any more; a slot that is never given back is a usual reason.",
  }),
  "never-rests": (seen: { answered: number; count: number; seconds: number }): Told => ({
    rule: "A function that waits lets the event loop go on.",
    seen: `After ${seen.seconds} s of its own time, with ${seen.answered} of ${plural(seen.count, "request")} answered, it went on computing without a pause.`,
    hint: "Look for a loop that waits for the time to pass or for a variable to change; `await` a timer or a promise instead.",
  }),
  "blocking-call": (seen: { call: string; times: number }): Told => ({
    rule: "Waiting for a page does not block the event loop.",
    seen: `It called \`${seen.call}\`${seen.times > 1 ? `, ${seen.times} times` : ""}, which stands still until it has what it waits for; nothing else runs meanwhile. The check did not let it: its server answers in the same thread.`,
    hint: "Take the sister that returns a promise, and `await` it: `fetch` or got for a page, `execFile` for a program, `setTimeout` of `node:timers/promises` for a pause.",
  }),
  "another-program": (seen: { program: string; times: number }): Told => ({
    rule: "The function asks for its pages itself.",
    seen: `It had another program ask for them: \`${seen.program}\`, ${plural(seen.times, "time")}.`,
    hint: "A program for each page costs far more than a request: use a client such as got or `fetch` inside the function.",
  }),
  "other-method": (seen: { method: string; url: string }): Told => ({
    rule: "The pages are asked for with GET.",
    seen: `The server saw ${seen.method} ${seen.url}.`,
    hint: "A page comes as the answer to a GET request, which is what `fetch(url)` and `got(url)` send.",
  }),
  "returned-early": (seen: { answered: number; count: number; ms: number }): Told => ({
    rule: "The function ends only when its work is done.",
    seen: `It returned after ${seen.ms} ms, when ${seen.answered} of ${plural(seen.count, "request")} ${was(seen.answered)} answered.`,
    hint: "Somewhere a promise is not awaited; `forEach` with an async function is a usual place.",
  }),
  "fixed-wait": (seen: { ms: number; answered: number; count: number; lastMs: number }): Told => ({
    rule: "The function ends when its pages are there, not after a time that somebody guessed.",
    seen: `It ended after ${seen.ms} ms, when ${seen.answered} of ${plural(seen.count, "request")} ${was(seen.answered)} over; the last one was over after ${seen.lastMs} ms.`,
    hint: "Nobody knows how long pages take, so a `sleep` is too short or too long: `await` the promises of the pages themselves.",
  }),
  "kept-pages": (seen: { url: string; code: string }): Told => ({
    rule: "Each call asks the server for its pages.",
    seen: `${seen.code} is in the result, and in this call the server was never asked for ${seen.url}.`,
    hint: "The page was kept from an earlier call, or written down: make lists and maps of pages inside the function, so that each call begins with none.",
  }),
  "left-over": (seen: { got: number; count: number }): Told => ({
    rule: "Each call begins afresh.",
    seen: `In a later call ${plural(seen.count, "page")} arrived and ${seen.got} came out, those of an earlier call among them.`,
    hint: "A list that is made outside of the function is the same one in every call: make it inside.",
  }),
  "left-over-error": (seen: { error: string }): Told => ({
    rule: "Each call begins afresh.",
    seen: `A later call failed with the very error of an earlier one: ${seen.error}.`,
    hint: "What a call leaves outside of the function, such as a `Map` of promises, is there in the next one, too: make it inside.",
  }),
  "no-requests": (seen: { count: number }): Told => ({
    rule: "The pages come from the URLs that the function is given.",
    seen: `It was given ${plural(seen.count, "URL")}, and the server saw no request.`,
    hint: "Ask for the URLs in the parameter, not for a list from another cell; and what stands outside the function, such as a counter or a list of pages, is still there in the next call.",
  }),
  "missing-requests": (seen: { asked: number; count: number; missing: string }): Told => ({
    rule: "Every URL is asked for.",
    seen: `The server saw requests for ${seen.asked} of ${plural(seen.count, "URL")}; ${seen.missing} was not among them.`,
    hint: "The number of URLs changes from one call to the next: take it from the list.",
  }),
  "stops-after-one": (seen: { count: number; asked: string }): Told => ({
    rule: "Every URL is asked for.",
    seen: `Of ${plural(seen.count, "URL")} the server saw one request, for ${seen.asked}, and then the function ended.`,
    hint: "A `return` inside the loop ends the whole function in the first round: does it stand after the loop?",
  }),
  "repeated-requests": (seen: { url: string; times: number }): Told => ({
    rule: "Each URL is asked for once.",
    seen: `The server saw ${seen.url} ${seen.times} times.`,
    hint: "Keep the promise, or the page, of the first request instead of starting it again.",
  }),
  "other-requests": (seen: { url: string }): Told => ({
    rule: "Only the URLs of the list are asked for.",
    seen: `Asked for was also ${seen.url}.`,
    hint: "Use each URL as it is given, whole: its server, its path and its query.",
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
    hint: "Each page belongs in the place of its URL: `map` and `Promise.all` keep the places; a `push` on arrival, `unshift` and `sort` do not.",
  }),
  "changed-the-list": (seen: { before: number; after: number }): Told => ({
    rule: "The list that the function is given is left as it was.",
    seen: `It had ${plural(seen.before, "URL")}; after the call it has ${seen.after}, or the same ones in another order.`,
    hint: "`shift`, `pop`, `splice`, `sort` and `reverse` change the array itself; work on a copy: `[...urls]`.",
  }),
  "lost-error": (seen: { url: string; got: string }): Told => ({
    rule: "A page that cannot be had is not passed over in silence: its error comes out of the function.",
    seen: `${seen.url} could not be had, and the function ended with ${seen.got}.`,
    hint: "Is there a `catch` that swallows the error, or an `allSettled` whose failures nobody reads?",
  }),
  "unheard-error": (seen: { url: string; got: string }): Told => ({
    rule: "A page that cannot be had is not passed over in silence: its error comes out of the function.",
    seen: `The connection of ${seen.url} broke, the promise that failed was awaited by nobody, and the function ended with ${seen.got}.`,
    hint: "No `catch` is to blame here: a promise whose end nobody awaits fails unheard. Put `await` before it, or give it to something that is awaited.",
  }),
  "stuck-after-error": (seen: { url: string }): Told => ({
    rule: "When a page cannot be had, its error comes out of the function.",
    seen: `The connection of ${seen.url} broke, and after that the function never came to an end.`,
    hint: "Whoever waits for all pages to arrive waits for ever once one fails. Does the failure reach anybody: a `reject`, or the second function of `then`?",
  }),
  "other-error": (seen: { url: string; error: string }): Told => ({
    rule: "When a page cannot be had, the error that comes out is the one that tells why.",
    seen: `The connection of ${seen.url} broke, and out came ${seen.error}.`,
    hint: "Did a `catch` put something else in the place of the page, such as `null`, on which the code after it stumbled?",
  }),
  "all-at-once": (seen: { maxInFlight: number; count: number }): Told => ({
    rule: "All the requests are in flight at once.",
    seen: `Of ${plural(seen.count, "request")}, the server saw at most ${seen.maxInFlight} in flight at once.`,
    hint: "Start every request first, keep the promises, and only then await them. A limit, a pool of few connections or groups of a fixed size hold requests back.",
  }),
  "blocks-the-loop": (seen: { call: string; times: number }): Told => ({
    rule: "No call in an async function blocks the event loop.",
    seen: `\`${seen.call}\` was called ${plural(seen.times, "time")}: while it works or waits, no page can arrive and no timer can run.`,
    hint: "Functions whose name ends in `Sync` have a sister that returns a promise: `fetchCountry` for `fetchSync`, those of `node:fs/promises` for files. An `async` around the call changes nothing.",
  }),
};
