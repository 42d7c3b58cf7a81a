import { formatMoment } from "../format.js";

const locale = "en-GB";

/** What `npm run submit` says in English. */
export const submitMessages = {
  help: `Runs your homework, shows the criteria, and writes the one file to hand in.

  npm run submit -- NOTEBOOK [options]

  --name NAME   your name
  --id ID       your student id, as your teacher knows it
  --out FILE    the file to write (default: homework-ID.ipynb, here)
  --check       show the criteria only; write nothing
  --timeout S   seconds that it may take (default: 180)
  --help        this text

Asks for the name and the id where they are missing. Your notebook itself is not changed.

Exit code: 0 written (or checked), 1 it could not be run or written, 2 used wrongly, 130 stopped by Ctrl-C.`,
  oneNotebook: "submit: name one notebook: npm run submit -- my-notebooks/en/09-homework.ipynb",
  missing: (options: string) => `submit: ${options} missing: your teacher has to know whose homework it is.`,
  askName: "Your name: ",
  askId: "Your student id: ",
  oneTooMany: (word: string) =>
    `submit: \`${word}\` is one word too many: put a name of several words between quotes, and hand in one notebook at a time.`,
  notNotebook: (path: string) => `submit takes one notebook, a file that ends in .ipynb: ${path} is none.`,
  empty: (option: string) => `\`${option}\` is empty: your teacher has to know whose homework it is.`,
  tooLong: (option: string, max: number, value: string) =>
    `\`${option}\` is longer than ${max} characters: \`${value}\`.`,
  notJson: (path: string) => `${path} is no notebook: it is not JSON. Save it again in JupyterLab.`,
  notHomework: (path: string) =>
    `${path} is not the homework: no cell in it has a \`scrape\`. The homework is the notebook of lesson 9, 09-homework.ipynb, with your own \`scrape\` in it.`,
  taken: (path: string) =>
    `${path} is there, and is not a file that submit wrote: choose another one with \`--out\`.`,
  otherWork: (path: string) =>
    `${path} is there, and was changed since submit wrote it, or is for another id: choose another one with \`--out\`.`,
  handedOut: (path: string, own: string) =>
    `${path} is the homework as the course hands it out. Yours is ${own}.`,
  itself: (path: string) => `\`--out\` is the notebook itself (${path}): choose another file.`,
  notEnding: (path: string) => `\`--out\` is a file that ends in .ipynb, not ${path}.`,
  notWritten: (path: string, code: string) => `${path} could not be written (${code}).`,
  running: (path: string) => `Running ${path}: first its cells, then your scrape against 200 pages.`,
  elapsed: (duration: string) => `running for ${duration}; Ctrl-C stops it`,
  title: "Your homework, by what the server saw:",
  total: (points: string, of: string) => `Together: ${points} of ${of} points.`,
  provisional:
    "Your teacher’s grader runs it again, with other pages that fail: a solution that holds here holds there.",
  trouble: (why: string) => `It could not be run here: ${why}`,
  stopped: "Stopped; nothing was written.",
  checked: "Checked only; nothing was written.",
  needing: (cells: number) =>
    `… and ${cells === 1 ? "one more cell that needs" : `${cells} more cells that need`} what is missing there.`,
  moreProblems: (cells: number) =>
    `… and ${cells === 1 ? "one more cell" : `${cells} more cells`} with problems.`,
  allMet: (points: string, of: string) => `How it stands: ${points} of ${of} points; all criteria are met.`,
  unmet: (number: number, points: string, of: string) =>
    `How it stands: ${points} of ${of} points; ${number === 1 ? "one criterion is" : `${number} criteria are`} not met. The file is written all the same; you can fix your notebook and hand in another.`,
  notRun: "How it stands: it could not be run here, so that its points are not known yet.",
  written: (path: string, name: string, id: string, at: Date) =>
    `To hand in, by ${name} (${id}), ${formatMoment(at, locale)}:\n\n  ${path}\n\nHand in this one file, the way your teacher told you.`,
};

export type SubmitMessages = typeof submitMessages;
