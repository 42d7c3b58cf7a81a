import { type Answers, defineExercise, NotAttempted } from "async-lab/exercise";
import { messages, violation } from "./messages.js";

declare module "async-lab/answers" {
  interface Answers {
    /** Where each piece of work belongs: "loop", "thread" or "process". */
    "07-choose": {
      pages: string;
      query: string;
      primes: string;
      simulation: string;
      mean: string;
      training: string;
      crashes: string;
    };
  }
}

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

/**
 * By a table, with synonyms in both languages.
 *
 * Refused: a wrong place.
 */
export default defineExercise("07-choose", {
  place: 2,
  messages,
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
});

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
