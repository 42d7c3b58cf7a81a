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
    "waits-synchronously": (seen: { call: string }): Told => ({
      rule: "The function waits without blocking the event loop.",
      seen: `It called ${seen.call}, which stands still until its time is over: the pages can only arrive while the loop runs.`,
      hint: "`await` the promise instead; a function that uses `await` is `async` and returns a promise.",
    }),
    "save-not-awaited": (seen: { saved: number; begun: number; ms: number }): Told => ({
      rule: "The function ends only when every page is saved.",
      seen: `It returned after ${seen.ms} ms, when ${seen.saved} of ${plural(seen.begun, "save")} ${was(seen.saved)} done.`,
      hint: "`save` returns a promise, too: `await` it, or give it to `Promise.all`.",
    }),
    "saved-pages": (seen: { expected: string; got: string }): Told => ({
      rule: "Every page is saved once.",
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
    "blocks-the-loop": (seen: { times: number; maxInFlight: number; count: number }): Told => ({
      rule: "No call in an async function blocks the event loop.",
      seen: `\`fetchSync\` was called ${plural(seen.times, "time")}; of ${plural(seen.count, "request")}, the server saw at most ${seen.maxInFlight} in flight at once.`,
      hint: "Use a client that returns a promise, such as `fetchCountry`, and `await` it. An `async` around `fetchSync` changes nothing.",
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
      seen: `For ${plural(seen.count, "page")} the server saw ${plural(seen.opened, "connection")}, and ${seen.open} ${was(seen.open)} still open long after the function had returned.`,
      hint: "An agent keeps its connections for the next request: make your own, and `await agent.close()` when you are done. The one behind `fetch` and `got` is not yours to close.",
    }),
    "left-open-after-error": (seen: { open: number }): Told => ({
      rule: "The connections are closed also when a page fails.",
      seen: `A page could not be reached, and ${plural(seen.open, "connection")} stayed open.`,
      hint: "Put the work into `try { … }` and the closing into `finally { … }`: it runs in both cases.",
    }),
    "closing-not-awaited": (seen: { count: number }): Told => ({
      rule: "The function ends only when its connections are closed.",
      seen: `It had got its ${plural(seen.count, "page")} and ended while its agent was still closing.`,
      hint: "`close` and `destroy` return a promise: `await` it, also inside `finally`.",
    }),
    "not-reused": (seen: { opened: number; count: number }): Told => ({
      rule: "The pages share connections.",
      seen: `For ${plural(seen.count, "page")} the server saw ${plural(seen.opened, "connection")}.`,
      hint: "One agent for all pages, made before the loop, keeps its connection alive from one request to the next.",
    }),
  },
};
