import type { ExecutedCell, ExecutedLesson, Output } from "../model.js";
import { escapeHtml, writeChart, writeRan } from "./write-chart.js";
import { messages } from "./messages.js";

/** The name of the course's first page. */
export const indexName = "index";

/**
 * Writes a lesson as a page for Sphinx, in MyST Markdown.
 *
 * @param lesson as it was executed
 * @param names of all lessons, in order: a link to a notebook leads to its page, and the first page lists them
 * @returns the page's source: text and code as Markdown, what the cells showed as HTML
 * @throws TypeError where a chart's specification is none
 * @example await writePage(lesson, ["index", "00-event-loop", "01-one-by-one"]);
 */
export async function writePage(lesson: ExecutedLesson, names: readonly string[]): Promise<string> {
  const isIndex = lesson.name === indexName;
  const parts: string[] = [];
  for (const [index, cell] of lesson.cells.entries()) {
    if (cell.type === "markdown") {
      const text = codeInSummaries(linkPages(cell.source, names));
      // The first page ends in a cell to try out; here there is nothing to click into.
      parts.push(isIndex && lesson.cells[index + 1]?.type === "code" ? withoutLastSection(text) : text);
    } else if (!isIndex) {
      parts.push(await writeCell(cell, lesson));
    }
  }
  if (isIndex) parts.push(writeTakeAlong(lesson), writeContents(names.filter((name) => name !== indexName)));
  else if (lesson.cells.some((cell) => isMeasured(cell))) parts.push(raw(writeRan(lesson)));
  return `${parts.join("\n\n")}\n`;
}

/** What is shown under a cell: nothing where it answers the learner's own work, which is still to be done. */
export function shownOutputs({ tags, source, outputs }: ExecutedCell): readonly Output[] {
  const answersLearner = tags.includes("check") || /^\s*predict\(/.test(source);
  return answersLearner ? [] : outputs;
}

async function writeCell(cell: ExecutedCell, lesson: ExecutedLesson): Promise<string> {
  const kind = ["exercise", "check"].find((tag) => cell.tags.includes(tag)) ?? "plain";
  const outputs = await Promise.all(
    shownOutputs(cell).map((output) =>
      writeOutput(output, cell.clock === "real" ? lesson : undefined, lesson),
    ),
  );
  const shown = outputs.filter((html) => html !== "");
  const label = escapeHtml(messages(lesson.language).output);
  return [
    raw(`<div class="cell cell-${kind}">`),
    fence("typescript", cell.source),
    raw(
      shown.length === 0
        ? "</div>"
        : `<div class="output" role="group" aria-label="${label}">\n${shown.join("\n")}\n</div></div>`,
    ),
  ].join("\n\n");
}

async function writeOutput(
  output: Output,
  measuredIn: ExecutedLesson | undefined,
  { language }: ExecutedLesson,
): Promise<string> {
  switch (output.kind) {
    case "text":
      return output.text.trim() === "" ? "" : pre(output.from, output.text);
    case "error":
      return pre("error", output.traceback);
    case "html":
      return `<div class="pst-scrollable-table-container">${output.html}</div>`;
    case "chart":
      return await writeChart(output, measuredIn && { ...measuredIn.ran, language });
  }
}

const pre = (kind: string, text: string) => `<pre class="output-${kind}">${escapeHtml(text.trimEnd())}</pre>`;

const isMeasured = (cell: ExecutedCell) => cell.clock === "real" && shownOutputs(cell).length > 0;

function linkPages(text: string, names: readonly string[]): string {
  return text.replaceAll(/\]\(([\w-]+)\.ipynb(#[^)]*)?\)/g, (link, name: string, anchor = "") =>
    names.includes(name) ? `](${name}.md${String(anchor)})` : link,
  );
}

/** Inside HTML Markdown leaves its marks as they are, so the title of a hint would show them. */
function codeInSummaries(text: string): string {
  return text.replaceAll(/<summary>.*<\/summary>/g, (summary) =>
    summary.replaceAll(/`([^`]+)`/g, (_, code: string) => `<code>${escapeHtml(code)}</code>`),
  );
}

function withoutLastSection(text: string): string {
  const start = text.lastIndexOf("\n## ");
  return start < 0 ? text : text.slice(0, start);
}

function writeTakeAlong({ language }: ExecutedLesson): string {
  const { title, intro, files } = messages(language).takeAlong;
  const items = files.map(
    ([href = "", name = "", format = "", what = ""]) =>
      `<li><a href="${href}"><strong>${name}</strong> <span>${format}</span></a> ${what}</li>`,
  );
  return [`## ${title}`, intro, raw(`<ul class="take-along">\n${items.join("\n")}\n</ul>`)].join("\n\n");
}

function writeContents(names: readonly string[]): string {
  return fence("{toctree}", [":hidden:", "", ...names].join("\n"));
}

const raw = (html: string) => fence("{raw} html", html);

/** A fenced block whose fence is longer than any in the text. */
function fence(info: string, text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const marks = "`".repeat(longest + 1);
  return `${marks}${info}\n${text}\n${marks}`;
}
