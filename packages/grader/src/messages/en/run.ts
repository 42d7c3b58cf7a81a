import type { BrokenCell, GradedEnd, Unreadable } from "../../grade.js";

const ends: Readonly<Record<GradedEnd, string>> = {
  completed: "it ended",
  "waits for ever": "it waited for what can never happen",
  "timed out": "it used all of its time and had to be ended",
  "out of CPU time": "it computed for longer than it may",
  "out of memory": "it took more memory than it may",
  "flooded its output": "it wrote more than it may",
  "process ended": "it ended its own process",
  "not run": "it was not run",
};

/** What the grader says of a run; it stands in the grade. */
export const runMessages = {
  unreadable: (unreadable: Unreadable) => {
    switch (unreadable.why) {
      case "empty":
        return "The file is empty.";
      case "no JSON":
        return "The file is no notebook: it is not JSON.";
      case "no notebook":
        return "The file is no notebook: it has no list of cells.";
      case "damaged cell":
        return "The notebook is damaged: a cell in it has no text.";
      case "too large":
        return "The file is larger than 16 MB without its outputs: hand in the code alone.";
      case "no code":
        return "The notebook has no code cell with anything in it.";
      case "old format":
        return `The notebook is in format ${unreadable.what}, not 4: open it in Jupyter and save it again.`;
      case "other kernel":
        return `The notebook is for another kernel (${unreadable.what}), not for TypeScript.`;
    }
  },
  /** A cell that had to be stopped, by why. */
  stopped: {
    "waits for ever":
      "The cell waits for ever and was stopped: nothing is in flight and no timer runs, so what it awaits can never come.",
    "timed out": "The cell used all of its time and was stopped: look for a loop that never comes to an end.",
  },
  /** A cell in which the kernel ended. */
  endedIn: (why: GradedEnd) =>
    `The kernel ended in this cell: ${ends[why]}. The others were run again without it.`,
  /** Why `scrape` could not be called, without what the cell said. */
  notCalled: ({ cell, why }: BrokenCell) =>
    `\`scrape\` could not be called: cell ${cell}, which defines it, ${
      {
        "does not compile": "does not compile. Its error says why.",
        failed: "failed before it was there. Its error says why.",
        "not reached": "was not reached: a cell above it used up the time, or ended the program.",
      }[why]
    }`,
  lost: (why: string) =>
    `The grader lost this submission; look at it, and grade it again: ${why.split("\n", 1)[0]}`,
};

export type RunMessages = typeof runMessages;
