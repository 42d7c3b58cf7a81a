import type { Told } from "../told.js";
import { plural, was } from "../words.js";

export const lesson06 = {
  right: {
    "06-loop": (seen: { count: number }) =>
      `${seen.count} pages, and nobody blocked the event loop to wait for them: the waiting is \`await\`'s work.`,
    "06-await": (seen: { count: number }) =>
      `All ${seen.count} pages were saved before the function returned, and a save that fails is heard of.`,
    "06-blocking": (seen: { maxInFlight: number }) =>
      `${seen.maxInFlight} requests in flight at once: the event loop was free while they waited.`,
    "06-ban": (seen: { count: number }) =>
      `${seen.count} pages, and not one request was refused: you kept to the limit, whatever it was.`,
    "06-close": (seen: { count: number; opened: number }) =>
      `${seen.count} pages over ${plural(seen.opened, "connection")}, and none is left open: not even after an error.`,
  },
  rules: {
    "waits-synchronously": (seen: { call: string; times: number }): Told => ({
      rule: "The function waits without blocking the event loop.",
      seen: `It called \`${seen.call}\`${seen.times > 1 ? `, ${seen.times} times` : ""}, which stands still until it has what it waits for, and the loop with it. The check did not let it: its server answers in the same loop.`,
      hint: "Ask for the page with something that returns a promise, such as `fetchCountry`, and `await` it; a function that uses `await` is `async`.",
    }),
    "save-not-awaited": (seen: { saved: number; begun: number; count: number; ms: number }): Told => ({
      rule: "The function ends only when every page is saved.",
      seen: `It returned after ${seen.ms} ms: of ${plural(seen.count, "save")}, ${seen.begun} had begun and ${seen.saved} ${was(seen.saved)} done.`,
      hint: "`save` returns a promise, too: `await` it, or give it to `Promise.all`. A pause of some length does not know how long a save takes.",
    }),
    "saved-no-pages": (seen: { got: string; kind: "promise" | "response" | "other" }): Told => ({
      rule: "What is saved is a page: the JSON that the server sent, parsed.",
      seen: `\`save\` was given ${seen.got}.`,
      hint:
        seen.kind === "promise"
          ? "`fetchCountry` returns a promise; the page is there after an `await`: `save(await fetchCountry(url))`."
          : seen.kind === "response"
            ? "A response holds the page: parse its body first, as `fetchCountry` does."
            : "Give `save` the page itself: what `await fetchCountry(url)` gives you.",
    }),
    "saved-pages": (seen: { expected: string; got: string }): Told => ({
      rule: "Every page is saved once, as the server sent it.",
      seen: `The server sent ${seen.expected}; saved were ${seen.got}.`,
      hint: "Call `save` once for each page, with the page itself.",
    }),
    "wrong-count": (seen: { got: string; count: number }): Told => ({
      rule: "The function returns how many pages it saved.",
      seen: `It saved ${plural(seen.count, "page")} and returned ${seen.got}.`,
      hint: "Count after the `await`, and `return` when all of them are done.",
    }),
    "lost-save": (seen: { code: string; got: string }): Told => ({
      rule: "When a page cannot be saved, whoever called the function hears of it.",
      seen: `${seen.code} could not be saved, and the function returned ${seen.got} as if nothing had happened.`,
      hint: "The error of a promise comes out where it is awaited. Is there a `catch`, or an `allSettled`, that swallows it?",
    }),
    "other-save-error": (seen: { expected: string; got: string }): Told => ({
      rule: "When a page cannot be saved, the error of that save comes out of the function.",
      seen: `The save failed with "${seen.expected}"; out came "${seen.got}".`,
      hint: "Let the error pass, or give it to the one you throw: `new Error(…, { cause: error })`.",
    }),
    "blocks-the-loop": (seen: { call: string; times: number }): Told => ({
      rule: "No call in an async function blocks the event loop.",
      seen: `\`${seen.call}\` was called ${plural(seen.times, "time")}: while it works or waits, no page can arrive and no timer can run.`,
      hint: "Functions whose name ends in `Sync` have a sister that returns a promise: `fetchCountry` for `fetchSync`, those of `node:fs/promises` for files. An `async` around the call changes nothing.",
    }),
    "computes-in-the-loop": (seen: { limitMs: number }): Told => ({
      rule: "Nothing in an async function holds up the event loop.",
      seen: `Whatever the pages, it computed for more than ${seen.limitMs} ms in one go, and nothing else could run meanwhile.`,
      hint: "Look for a loop that goes on for long; what takes so much computing belongs in another thread (lesson 7).",
    }),
    banned: (seen: {
      count: number;
      limit: number;
      seconds: number;
      most: number;
      refused: number;
    }): Told => ({
      rule: "The function keeps to the limit, so that the server has no reason to ban it.",
      seen: `With ${plural(seen.count, "page")} to get and a limit of ${seen.limit} in any ${seen.seconds} s, it made ${plural(seen.most, "request")} in ${seen.seconds} s, was refused ${plural(seen.refused, "time")}, and then banned.`,
      hint: "The limit counts starts in a time, not requests in flight. Keep them `1000 * seconds / limit` ms apart, as `minTime` of bottleneck does, or pause for `1000 * seconds` ms after every `limit` of them.",
    }),
    "over-the-limit": (seen: {
      count: number;
      limit: number;
      seconds: number;
      most: number;
      refused: number;
      again: boolean;
    }): Told => ({
      rule: "The function keeps to the limit: no request is refused.",
      seen: `With ${plural(seen.count, "page")} to get and a limit of ${seen.limit} in any ${seen.seconds} s, it made ${plural(seen.most, "request")} in ${seen.seconds} s and was refused ${plural(seen.refused, "time")} with status 429.`,
      hint: seen.again
        ? "A page that comes at the second try was refused all the same, and some clients try again by themselves. Keep the starts `1000 * seconds / limit` ms apart, with some room."
        : "Timers take milliseconds. From one start to the next there are `1000 * seconds / limit` of them; or `1000 * seconds` after every `limit` requests.",
    }),
    "too-slow": (seen: {
      count: number;
      limit: number;
      seconds: number;
      gap: number;
      due: number;
      waits: "inverse" | "window" | "other";
    }): Told => ({
      rule: "The function keeps to the limit, and takes no more than twice the time that this needs.",
      seen: `With ${plural(seen.count, "page")} to get and a limit of ${seen.limit} in any ${seen.seconds} s, one request may start every ${seen.due} ms; yours started every ${seen.gap} ms.`,
      hint:
        seen.waits === "inverse"
          ? "`limit / seconds` is how many may start in a second; from one start to the next there are `1000 * seconds / limit` ms."
          : seen.waits === "window"
            ? "In each `seconds` there may be `limit` requests, not one: divide the wait by `limit`."
            : "You wait too long between requests: look at the unit, and at whether both `limit` and `seconds` are in your formula.",
    }),
    "page-numbers": (seen: { expected: string; got: string; isOrder: boolean }): Told => ({
      rule: "The function returns the numbers of the pages, in the order of the URLs.",
      seen: `Expected were ${seen.expected}; it returned ${seen.got}.`,
      hint: seen.isOrder
        ? "A `push` when a page arrives writes down another order; `map` and `Promise.all` keep that of the URLs."
        : "Each answer is an object with a `page`: collect that number for every URL.",
    }),
    "left-open": (seen: { open: number; opened: number; count: number }): Told => ({
      rule: "What the function opens, it closes before it ends.",
      seen: `For ${plural(seen.count, "page")} the server saw ${plural(seen.opened, "connection")}, and ${seen.open} ${was(seen.open)} still open when the function had ended.`,
      hint: "An agent keeps its connections for the next request: make your own, and `await agent.close()` before you return; a timer, or a short `keepAliveTimeout`, comes later. The one behind `fetch` and `got` is not yours to close.",
    }),
    "left-open-after-error": (seen: { open: number }): Told => ({
      rule: "The connections are closed also when a page fails.",
      seen: `A page could not be had, and ${plural(seen.open, "connection")} ${was(seen.open)} open when the function had ended with its error.`,
      hint: "Put the work into `try { … }` and the closing into `finally { … }`: it runs in both cases.",
    }),
    "closing-not-awaited": (seen: { count: number }): Told => ({
      rule: "The function ends only when its connections are closed.",
      seen: `It had got its ${plural(seen.count, "page")} and ended while its agent was still closing.`,
      hint: "`close` and `destroy` return a promise: `await` it, also inside `finally`. With a callback they return none, and nobody waits.",
    }),
    "global-dispatcher": (seen: { count: number }): Told => ({
      rule: "The agent is the function's own, and nobody else's.",
      seen: `For ${plural(seen.count, "page")}, it put its agent behind every \`fetch\` and \`request\` of the whole notebook; once that is closed, all of them fail. The check has undone it.`,
      hint: "Without `setGlobalDispatcher`: give the agent to each request, `request(url, { dispatcher: agent })`.",
    }),
    "closed-for-good": (seen: { error: string }): Told => ({
      rule: "The function can be called more than once.",
      seen: `Its agent was closed by the first call, and the next one failed with "${seen.error}".`,
      hint: "Make the agent inside the function, so that each call has its own.",
    }),
    "not-reused": (seen: { opened: number; count: number }): Told => ({
      rule: "The pages share connections.",
      seen: `For ${plural(seen.count, "page")} the server saw ${plural(seen.opened, "connection")}.`,
      hint: "One agent for all pages, made before the loop, keeps its connection alive from one request to the next. All at once, give it fewer `connections` than there are pages.",
    }),
  },
};
