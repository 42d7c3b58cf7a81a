import type { Told } from "../told.js";
import { plural } from "../words.js";

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
      rule: "The function gives back one object for each client: `{ name, median, min, max }`, with numbers.",
      seen: `It gave back ${seen.got}.`,
      hint: "Keep the times of each client under its name, and make the objects at the end.",
    }),
    milliseconds: (seen: { name: string; times: string; got: number }): Told => ({
      rule: "Times are in milliseconds.",
      seen: `The rounds of ${seen.name} took ${seen.times} ms; your \`max\` is ${seen.got}.`,
      hint: "`performance.now()` counts milliseconds already.",
    }),
    "warm-up-counted": (seen: { name: string; warmUp: number; got: number }): Told => ({
      rule: "The round that warms up does not count.",
      seen: `The warm-up of ${seen.name} took ${seen.warmUp} ms, and your \`max\` is ${seen.got}.`,
      hint: "Do not put its time into the list.",
    }),
    median: (seen: { name: string; times: string; got: number }): Told => ({
      rule: "The median is the time in the middle of the sorted times.",
      seen: `The rounds of ${seen.name} took ${seen.times} ms; your median is ${seen.got}.`,
      hint: "`sort()` alone sorts as text; and one slow round moves the mean, but not the median.",
    }),
    range: (seen: { name: string; times: string; min: number; max: number }): Told => ({
      rule: "`min` and `max` are the shortest and the longest round of the client.",
      seen: `The rounds of ${seen.name} took ${seen.times} ms; your range goes from ${seen.min} to ${seen.max}.`,
      hint: "`Math.min(...times)` and `Math.max(...times)`, with the times of this client alone.",
    }),
  },
};
