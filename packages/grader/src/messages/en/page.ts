import type { CellProblem, GradedEnd } from "../../grade.js";
import { formatMoment, formatSpan } from "../format.js";

const locale = "en-GB";

/** What a learner's page says in English. */
export const pageMessages = {
  title: (label: string) => `Homework: ${label}`,
  result: "Result:",
  of: (points: string) => `of ${points} points`,
  pointsOf: (points: string, of: string) => `${points} of ${of}`,
  handedInAt: (at: Date) =>
    `Handed in ${formatMoment(at, locale)}, by the clock of the machine it was handed in from.`,
  late: "Handed in late.",
  threw: (error: string) => `scrape threw ${error}`,
  lateBy: (span: string) => `By the clock of your machine it was ${span} after the deadline.`,
  span: (ms: number) => formatSpan(ms, locale),
  overridden: "Your teacher changed the points.",
  overriddenWhole: (points: string) => `The grader had given ${points}.`,
  overriddenCriteria: "The table shows which ones.",
  reason: "Reason",
  was: (points: string) => `grader: ${points}`,
  measuredBefore: "What the grader had measured, before your teacher decided:",
  allBefore:
    "This is what the grader had measured and given before your teacher decided; only the total below is theirs.",
  decided: "Decided by your teacher, whatever the criteria add up to.",
  didNotFinish: "The run did not come to its end.",
  ended: {
    completed: "It ran to its end.",
    "waits for ever":
      "It waited for what can never happen, nothing in flight and no timer running, and was stopped.",
    "timed out": "It used all of the time that a submission has, and was stopped.",
    "out of CPU time": "It used more computing time than a submission may, and was stopped.",
    "out of memory": "It needed more memory than a submission may have.",
    "flooded its output": "It printed far too much, and was stopped.",
    "process ended": "Its process ended by itself, for instance by a call of process.exit.",
    "not run": "The file could not be run.",
  } satisfies Record<GradedEnd, string>,
  criteria: "Criteria",
  criteriaCaption: "Each criterion with its points, what was measured, and what to do about it",
  criterion: "Criterion",
  verdict: "Verdict",
  met: "Met",
  told: "Not counted again",
  partly: "Partly",
  missed: "Not met",
  points: "Points",
  evidence: "What was measured",
  total: "Total",
  seenTitle: "What the server saw",
  nothingSeen: "No request arrived: scrape was not called, or it asked for nothing.",
  pagesTitle: "The 200 pages",
  nothingOfThese: "None of these pages was asked for.",
  difficultTitle: "The pages that fail",
  difficultIntro:
    "scrape was called once more, with a few pages that fail: some once, some for ever, some that do not exist. The points for retries come from here. Each page has its row; the thin lines in it are the waits, and they should grow.",
  difficultRegion: "Attempts at the pages that fail, and the waits between them",
  chartName: "Your run",
  chartLegend: "bar: from the arrival of a request to its answer",
  chartRegion: "Timeline of your requests",
  factsCaption: "The run of the 200 pages in figures",
  fact: "What",
  value: "Measured",
  requests: "Requests",
  maxInFlight: "Most in flight at the same time",
  took: "From the first request to the last answer",
  sequential: "All 200 pages one by one, calculated",
  troubledSummary: (count: string, one: boolean) =>
    `${one ? "The page" : `The ${count} pages`} that did not come at the first attempt, as a table`,
  troubledCaption: "Attempts at each of the 200 pages that did not come at once",
  difficultCaption: "Attempts at each of the pages that fail",
  page: "Page",
  attempts: "Attempts",
  statuses: "Statuses, in order",
  waits: "Waits between them",
  andMore: (count: string) => `And ${count} more.`,
  problemsTitle: "Cells with problems",
  problemsIntro:
    "An error in one cell does not stop the later ones. Cells are counted among the code cells, from 1.",
  problemsCaption: "Each cell that did not end well, with the line and the message",
  cellHead: "Cell",
  cell: (cell: string) => `cell ${cell}`,
  kind: "Problem",
  place: "Line",
  message: "Message",
  problem: {
    "type error": "type error: the cell did not run",
    error: "error while it ran",
    "not reached": "not reached",
  } satisfies Record<CellProblem["kind"], string>,
  printedTitle: "What it printed",
  printedIntro: "The last lines that the notebook wrote while it was graded, as they are.",
  printedNothing: "It printed nothing.",
  codeTitle: "The code that was graded",
  codeIntro:
    "No points depend on its style: that is for your teacher to judge. Cells are counted among the code cells, lines within their cell.",
  codeFile: "The file:",
  codeCell: (cell: string) => `Cell ${cell}`,
  codeHandedOut: (first: string, last: string) =>
    first === last
      ? `Cell ${first}, as the lesson has it`
      : `Cells ${first} to ${last}, as the lesson has them`,
  codeMore: (lines: string, one: boolean) =>
    `${one ? "One more line is" : `${lines} more lines are`} in the file.`,
  footer:
    "The points come from what the practice API’s server saw and counted, not from what the notebook prints. Questions about this grade: ask your teacher.",
};

export type PageMessages = typeof pageMessages;
