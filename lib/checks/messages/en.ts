import { homework } from "./en/homework.js";
import { rules } from "./en/rules.js";
import { plural } from "./words.js";

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
  checked: (name: string, cell: number) => `Checked: \`${name}\` as it was when cell ${cell} ran.`,
  outdated: {
    "not-compiled": (name: string, cell: number) => ({
      message: `Cell ${cell}, which declares \`${name}\`, has a mistake, so none of it ran and there is no new version to check.`,
      hint: "Fix that cell and run it, then run this one again.",
    }),
    failed: (name: string, cell: number) => ({
      message: `Cell ${cell} ended with an error before it came to \`${name}\`, so there is no new version to check.`,
      hint: "Fix that cell and run it, then run this one again.",
    }),
    stopped: (name: string, cell: number) => ({
      message: `Cell ${cell} was stopped before it came to \`${name}\`, so there is no new version to check.`,
      hint: "Run that cell to its end, then run this one again.",
    }),
    "not-declared": (name: string, cell: number) => ({
      message: `Cell ${cell} declared \`${name}\` when it ran before, and does not any more: what is left of it is no longer in your notebook.`,
      hint: `Declare \`${name}\` again, in that cell or in another one, and run it; then run this one again.`,
    }),
  },
  errorHint: "Run the function by itself in a cell of its own with one URL, and read the whole traceback.",
  errorHintOther: "Throw an Error (`throw new Error(…)`): it says where it comes from.",

  rules,

  timeline: {
    title: "What the server saw, in the function's own time",
    here: "here the rule breaks",
    returned: "the function ended",
    inFlight: "in flight",
    cut: "no answer",
    summary: (seen: { count: number; max: number; first: string; last: string }) =>
      `${plural(seen.count, "request")}, at most ${seen.max} in flight; the first began at ${seen.first}, the last ended at ${seen.last}.`,
    returnedAt: (ms: string) => `The function ended at ${ms}.`,
    notReturned: "The function did not end.",
    placeAt: (from: string, to: string | undefined) =>
      to === undefined ? `The rule breaks at ${from}.` : `The rule breaks from ${from} to ${to}.`,
    more: (count: number) => `${plural(count, "more request")} not drawn.`,
  },

  homework,

  todo: "this function is still to be written",
  expects: {
    aFunction: (type: string) => `a function ${type}`,
    aTest: (type: string) => `a function ${type}, which throws if \`retry\` is wrong`,
    anObject: (names: string) => `an object with ${names}`,
    aName: "the name of a function (string)",
    labels: "an array of labels (string[])",
  },
  checkTakes: (id: string, expects: string, given: string) =>
    `check("${id}", …) takes ${expects}, not ${given}`,
  noSuchExercise: (id: string, ids: string) => `check: there is no exercise ${id}; there are ${ids}`,
  checkHomeworkTakes: (given: string) =>
    `checkHomework(scrape) takes a function (urls: string[]) => Promise<Scraped>, not ${given}`,
  prediction: {
    noted: (value: string) => `Noted: you expect ${value}.`,
    missing:
      "No prediction yet. Put yours in place of the comment `/* … */` and run this cell again. (You can also go on without one.)",
    before: (value: string) =>
      `Noted before: you expect ${value}. To change it, put another one in place of the comment \`/* … */\`.`,
    oneValue: (point: string) =>
      `Nothing noted: this is more than one value. Decimals come after a point: \`${point}\`.`,
    noComma: (whole: string) =>
      `Nothing noted: with a comma in it, this is more than one value. Thousands are written without: \`${whole}\`. Decimals come after a point.`,
    caption: "Your prediction beside what was measured",
    predicted: "You predicted",
    measured: "Measured",
    ratio: "Measured / predicted",
    none: (value: string) => `Measured: ${value}. (There was no prediction to put beside it.)`,
    both: (predicted: string, measured: string) => `You predicted ${predicted}; measured: ${measured}.`,
    times: (ratio: string) => `That is ${ratio} times what you predicted.`,
    noSuchId: (id: string, ids: string) => `No lesson has a prediction ${id}; there are ${ids}.`,
    /** After a number: of one, and of any other. */
    units: {
      milliseconds: [" ms", " ms"],
      seconds: [" s", " s"],
      times: ["×", "×"],
      kilobytes: [" kB", " kB"],
      beats: [" beat", " beats"],
      connections: [" connection", " connections"],
      pages: [" page", " pages"],
      requests: [" request", " requests"],
      attempts: [" attempt", " attempts"],
      retries: [" retry", " retries"],
      numbers: [" number", " numbers"],
      jobs: [" job a second", " jobs a second"],
    } satisfies Record<string, readonly [string, string]>,
  },

  progress: {
    title: "Your progress",
    exercise: "exercise",
    exercises: "exercises",
    solvedOf: "solved",
    of: (right: number, total: number) => `${right} of ${total}`,
    tried: (tries: number) => plural(tries, "try", "tries"),
    lesson: "lesson",
    outcome: "outcome",
    tries: "tries",
    solved: "first solved",
    summary: (right: number, total: number) => `${right} of ${plural(total, "exercise")} solved.`,
    where: (path: string) => `Kept in ${path}, on this machine only.`,
    damaged: (path: string, aside: string) =>
      `${path} could not be read; it was put aside as ${aside}, and your progress starts anew.`,
    notRead: (path: string, reason: string) => `Your progress could not be read in ${path}: ${reason}`,
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
