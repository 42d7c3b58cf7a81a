import type { Told } from "../told.js";
import { plural } from "../words.js";

/** What may stand in a number's place, by its type. */
const numberHints: Readonly<Record<string, string>> = {
  string: "`toFixed` makes a text of a number: leave the rounding out, or take `Math.round`.",
  undefined:
    "Are the fields spelled `median`, `min` and `max`, and is there a time at the index that you take?",
  "no-number":
    "`Math.min()` of an empty list is `Infinity`, and its middle is `undefined`, which computes to `NaN`: are there times in the list of each client?",
};

/** What somebody may have taken for the median, by slip. */
const medianHints: Readonly<Record<string, string>> = {
  mean: "That is their mean, which one slow round moves; the median is the one in the middle.",
  order: "That is the round in the middle: sort the times first.",
  text: "`sort()` alone sorts as text, 100 before 20: `sort((a, b) => a - b)`.",
};

/** What the exercise of lesson 05 is told. */
export const lesson05 = {
  right: {
    "05-benchmark": (seen: { clients: number; rounds: number }) =>
      `Each of ${seen.clients} clients was warmed up and then had ${seen.rounds} rounds, in turn; median and range are those of these rounds alone, and a client that fails does not look fast.`,
  },
  rules: {
    "clients-not-called": (seen: { got: string }): Told => ({
      rule: "The clients that the function is given fetch the pages.",
      seen: `None of them was called; the function gave back ${seen.got}.`,
      hint: "Take the clients from the parameter: `Object.entries(clients)` gives pairs of name and client.",
    }),
    "whole-rounds": (seen: { name: string; asked: number; count: number }): Told => ({
      rule: "A round asks for every URL once, and all rounds do the same work.",
      seen: `A round of ${seen.name} asked for ${seen.asked} of ${plural(seen.count, "URL")}.`,
      hint: "Does the warm-up fetch the whole list, too? `timeRound` does.",
    }),
    "one-round-at-a-time": (seen: { name: string; other: string }): Told => ({
      rule: "Only one round runs at a time: otherwise each is timed with the work of the other.",
      seen: `A round of ${seen.other} began before one of ${seen.name} was over.`,
      hint: "Await each round in a loop before the next one begins; `map` starts all of them.",
    }),
    "warm-up": (seen: { name: string; seen: number; rounds: number }): Told => ({
      rule: "Before the rounds that count, each client has one that does not.",
      seen: `For ${plural(seen.rounds, "round")} asked for, ${seen.name} had ${seen.seen}: none of them to warm up.`,
      hint: "Call `timeRound` once for each client before the loop, and drop what it gives.",
    }),
    "number-of-rounds": (seen: { name: string; seen: number; rounds: number }): Told => ({
      rule: "Each client has as many rounds as asked for, and one before them to warm up.",
      seen: `For ${plural(seen.rounds, "round")} asked for, ${seen.name} had ${seen.seen}.`,
      hint: "The number of rounds is the parameter `rounds`.",
    }),
    "in-turn": (seen: { got: string }): Told => ({
      rule: "The clients take turns: each has its first round before any has its second.",
      seen: `The rounds that count were ${seen.got}.`,
      hint: "Two loops: the outer one over the rounds, the inner one over the clients.",
    }),
    "not-summaries": (seen: { got: string }): Told => ({
      rule: "The function gives back an array with one object for each client: `{ name, median, min, max }`.",
      seen: `It gave back ${seen.got}.`,
      hint: "Keep the times of each client under its name, and make the objects at the end.",
    }),
    "one-for-each": (seen: { got: string; wanted: string }): Told => ({
      rule: "There is one object for each client, with its name.",
      seen: `The clients were ${seen.wanted}; the objects are those of ${seen.got}.`,
      hint: "The names are the keys of the object `clients`: `Object.entries(clients)` gives each with its client.",
    }),
    "not-numbers": (seen: { name: string; field: string; got: string; kind: string }): Told => ({
      rule: "`median`, `min` and `max` are numbers.",
      seen: `Of ${seen.name}, \`${seen.field}\` is ${seen.got}.`,
      hint:
        numberHints[seen.kind] ??
        "It is something else than a number: is there an `await` missing, or a list in its place?",
    }),
    "measures-anew": (seen: { clients: number; rounds: number }): Told => ({
      rule: "Each call measures anew.",
      seen: `With ${plural(seen.clients, "client")} and ${plural(seen.rounds, "round")} the first call did well; the same call later on did not.`,
      hint: "Does the list of times stand outside the function? It still holds those of earlier calls: make a new one in each call.",
    }),
    milliseconds: (seen: { name: string; times: string; got: number }): Told => ({
      rule: "Times are in milliseconds.",
      seen: `The rounds of ${seen.name} took ${seen.times} ms; your \`max\` is ${seen.got}.`,
      hint: "`performance.now()` counts milliseconds already.",
    }),
    "warm-up-counted": (seen: { name: string; times: string; warmUp: string; got: string }): Told => ({
      rule: "The round that warms up does not count.",
      seen: `The warm-up of ${seen.name} took ${seen.warmUp} ms, and its rounds after that ${seen.times}; your figures are ${seen.got}.`,
      hint: "Do not put the time of the first round into the list, and put in all that follow.",
    }),
    "another-round-dropped": (seen: { name: string; times: string; warmUp: string; got: string }): Told => ({
      rule: "The round that does not count is the first one, be it fast or slow.",
      seen: `The warm-up of ${seen.name} took ${seen.warmUp} ms, and its rounds after that ${seen.times}; your figures are ${seen.got}, without the slowest or the fastest of them all.`,
      hint: "Leave out the first time before you sort: after that nobody knows which one it was.",
    }),
    "one-list": (seen: { name: string; times: string; got: string }): Told => ({
      rule: "Each client has figures of its own.",
      seen: `The rounds of ${seen.name} took ${seen.times} ms; your figures are ${seen.got}, which are those of all clients together.`,
      hint: "One list for each client, under its name, not one for all of them.",
    }),
    "other-client": (seen: { name: string; times: string; got: string }): Told => ({
      rule: "Each client has figures of its own.",
      seen: `The rounds of ${seen.name} took ${seen.times} ms; your figures are ${seen.got}, which are those of another client.`,
      hint: "Which name do the times get? Keep both together: `Object.entries(clients)` gives a name with its client.",
    }),
    "page-timed": (seen: { name: string; times: string; got: string }): Told => ({
      rule: "What is timed is the round: from its start until the last of its pages is there.",
      seen: `The rounds of ${seen.name} took ${seen.times} ms; your figures are ${seen.got}, which are those of its pages.`,
      hint: "Stop the clock after `Promise.all`, not in each page.",
    }),
    "one-start": (seen: { name: string; times: string; got: string }): Told => ({
      rule: "The clock starts anew for each round of each client.",
      seen: `The rounds of ${seen.name} took ${seen.times} ms; your figures are ${seen.got}, which count what ran before, or after, too.`,
      hint: "Take the start inside the inner loop, right before the round; `timeRound` does.",
    }),
    median: (seen: { name: string; times: string; got: number; slip: string }): Told => ({
      rule: "The median is the time in the middle of the sorted times.",
      seen: `The rounds of ${seen.name} took ${seen.times} ms; your median is ${seen.got}.`,
      hint:
        medianHints[seen.slip] ??
        "Sort a copy of the times, `[...times].sort((a, b) => a - b)`, and take the one at `Math.floor(times.length / 2)`.",
    }),
    range: (seen: { name: string; times: string; min: number; max: number }): Told => ({
      rule: "`min` and `max` are the shortest and the longest round of the client.",
      seen: `The rounds of ${seen.name} took ${seen.times} ms; your range goes from ${seen.min} to ${seen.max}.`,
      hint: "`Math.min(...times)` and `Math.max(...times)`, with the times of this client alone.",
    }),
  },
};
