const SLOWEST = 10;
/** Of a failure's message, which stands whole further up. */
const MOST_LINES = 6;

/**
 * What is printed after the last test: where the time went, what was skipped and why, what failed, and last, alone on its
 * line, how many passed, failed and were skipped. A failure stands here too, since nobody looks for it among thousands.
 *
 * @param files and `errors` as `runVitest` returns them, of all runs
 * @returns lines to print
 */
export function closingLines({ files, errors }) {
  const skipped = files.flatMap((file) => file.skipped);
  const failed = errors.length + sum(files, (file) => file.failed.length);
  return [
    ...tellSlowest(files),
    ...tellSkipped(skipped),
    ...files.flatMap((file) => file.failed.flatMap((failure) => tellFailure(file, failure))),
    ...errors.map((error) => `Failed: ${indentRest(error)}`),
    `${sum(files, (file) => file.passed.length)} passed, ${failed} failed, ${skipped.length} skipped`,
  ];
}

function sum(files, count) {
  return files.reduce((total, file) => total + count(file), 0);
}

/** Nothing after a run of one file. */
function tellSlowest(files) {
  if (files.length < 2) return [];
  const slowest = files.toSorted((a, b) => b.seconds - a.seconds).slice(0, SLOWEST);
  const lines = slowest.map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`);
  return ["", "The slowest files:", ...lines, ""];
}

/** One line for each reason to skip. */
function tellSkipped(skipped) {
  return [...new Set(skipped.map((test) => test.note))].map((note) => {
    const tests = skipped.filter((test) => test.note === note);
    const what = tests.length === 1 ? tests[0].name : `${tests.length} tests, such as "${tests[0].name}"`;
    return `skipped: ${what}${note ? ` (${note})` : ""}`;
  });
}

function tellFailure(file, { name, message }) {
  return [`Failed: ${file.name} > ${name}`, `  ${indentRest(message)}`];
}

function indentRest(message) {
  const lines = message.split("\n");
  const more = lines.length > MOST_LINES ? ["…"] : [];
  return [...lines.slice(0, MOST_LINES), ...more].join("\n  ");
}
