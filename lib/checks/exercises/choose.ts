import type { Exercise } from "../exercise.js";
import { NotAttempted, violation } from "../rule-violation.js";
import type { Answers } from "./answers.js";

type Choose = Answers["07-choose"];

type Place = "loop" | "thread" | "process";

/** Where each piece of work belongs, and the rule that somebody breaks who puts it elsewhere. */
const truth = {
  pages: { place: "loop", rule: "waiting-is-for-the-loop" },
  query: { place: "loop", rule: "waiting-is-for-the-loop" },
  primes: { place: "thread", rule: "computing-is-for-threads" },
  simulation: { place: "thread", rule: "computing-is-for-threads" },
  mean: { place: "loop", rule: "too-small-to-move" },
  training: { place: "process", rule: "another-program-is-a-process" },
  crashes: { place: "process", rule: "what-may-crash-is-a-process" },
} as const satisfies Record<keyof Choose, { place: Place; rule: string }>;

/** The Spanish words are right, too. */
const words: Readonly<Record<Place, readonly string[]>> = {
  loop: ["loop", "event loop", "bucle", "bucle de eventos"],
  thread: ["thread", "worker thread", "worker", "hilo", "hilo de trabajo"],
  process: ["process", "child process", "subprocess", "proceso", "proceso hijo", "subproceso"],
};

export const choose: Exercise<"07-choose", Choose> = {
  id: "07-choose",
  lesson: "07",
  expects: ({ expects }) => expects.anObject(Object.keys(truth).join(", ")),
  accepts: (answer) =>
    typeof answer === "object" &&
    answer !== null &&
    Object.keys(truth).every((name) => typeof (answer as Record<string, unknown>)[name] === "string"),
  // eslint-disable-next-line @typescript-eslint/require-await -- judges are async; this one has nothing to wait for
  async judge(answer) {
    const names = Object.keys(truth) as (keyof Choose)[];
    if (names.every((name) => answer[name].trim() === "")) throw new NotAttempted();
    for (const name of names) {
      const { place, rule } = truth[name];
      const got = readPlace(answer[name]);
      if (got === undefined) throw violation("unknown-place", { work: name, got: answer[name] || "–" });
      if (got !== place) throw violation(rule, { work: name, got });
    }
    return { count: names.length };
  },
};

function readPlace(text: string): Place | undefined {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/[-_\s]+/g, " ")
    .replace(/^(the|an?|el|la|los|las|una?|unos|unas) /, "");
  // Plurals: of the whole, and in Spanish of its first word.
  const forms = [word, word.replace(/e?s$/, ""), word.replace(/s$/, ""), word.replace(/s(?= |$)/g, "")];
  const places = Object.keys(words) as Place[];
  return places.find((place) => forms.some((form) => words[place].includes(form)));
}
