import type { ExecutedLesson, Language } from "../model.js";
import { findExternalLinks, findHeadings, findPoints, findTables, takeSection } from "./markdown.js";
import { messages } from "./messages.js";
import { callBlock, fence } from "./typst.js";
import { joinParts, type WrittenLesson } from "./write-lesson.js";

/** Part of the guide, in Markdown for Pandoc; its name is that of the file that it becomes. */
export interface Part {
  readonly name: string;
  readonly body: string;
}

/** The hints and solutions of all exercises, each with a way back. */
export function writeHelp(lessons: readonly WrittenLesson[], language: Language): Part {
  const text = messages(language);
  const parts = lessons.flatMap(({ title, exercises }) => {
    const withHelp = exercises.filter(({ folds }) => folds.length > 0);
    if (withHelp.length === 0) return [];
    return [
      `## ${title} {.unlisted}`,
      ...withHelp.flatMap(({ id, title: exercise, folds }) => [
        `### ${exercise} {#help-${id} .unlisted}`,
        callBlock(`go-to(<exercise-${id}>)[${text.backTo}]`),
        ...folds.map(({ title: fold, body }) => `#### ${fold} {.unlisted}\n\n${body}`),
      ]),
    ];
  });
  return { name: "help", body: joinParts([`# ${text.help}`, ...parts]) };
}

/** The markdown of a lesson, without its code. */
function readText(lessons: readonly ExecutedLesson[], name: string): string | undefined {
  const lesson = lessons.find((one) => one.name === name);
  return lesson?.cells.flatMap((cell) => (cell.type === "markdown" ? [cell.source] : [])).join("\n\n");
}

/**
 * What to look up: the pitfalls, the five questions and their answers, Python's words beside JavaScript's, all links.
 * It comes from the lessons' own text, so that it says what they say.
 *
 * @throws if a lesson no longer has what is taken from it
 */
export function writeReference(lessons: readonly ExecutedLesson[], language: Language): Part[] {
  const text = messages(language);
  const parts: Part[] = [];
  const pitfalls = readText(lessons, "06-pitfalls");
  if (pitfalls !== undefined) {
    const table = findTables(takeSection(pitfalls, text.remember))[0];
    if (table === undefined) throw missing(language, "06-pitfalls", `a table below "${text.remember}"`);
    parts.push({
      name: "pitfalls",
      body: joinParts([`# ${text.pitfalls}`, text.pitfallsText, inLesson("06-pitfalls", language), table]),
    });
  }
  const questions = readText(lessons, "08-questions");
  if (questions !== undefined) parts.push({ name: "questions", body: writeQuestions(questions, language) });
  const words = readText(lessons, "00-event-loop");
  if (words !== undefined) {
    const sections = findHeadings(words)
      .filter(({ level }) => level === 2)
      .flatMap(({ text: title }) => {
        const table = findTables(takeSection(words, title))[0];
        return table === undefined ? [] : [`## ${title}`, table];
      });
    if (sections.length === 0)
      throw missing(language, "00-event-loop", "a table of the words of both languages");
    parts.push({ name: "glossary", body: joinParts([`# ${text.glossary}`, ...sections]) });
  }
  parts.push({ name: "references", body: writeReferences(lessons, language) });
  return parts;
}

function missing(language: Language, name: string, what: string): Error {
  return new Error(`${language}/${name}: the guide takes ${what} from it, and there is none`);
}

/** A line that leads to the lesson where it is explained. */
function inLesson(name: string, language: Language): string {
  return callBlock(`go-to(<lesson-${name}>)[${messages(language).inLesson}]`);
}

/** Each question (a heading with a number) beside what the lesson says to remember of it, in that order. */
function writeQuestions(markdown: string, language: Language): string {
  const text = messages(language);
  const questions = findHeadings(markdown).flatMap(({ text: title }) => /^\d+\. (.+)/.exec(title)?.[1] ?? []);
  const answers = findPoints(takeSection(markdown, text.remember));
  if (questions.length === 0 || questions.length !== answers.length) {
    const found = `${questions.length} questions, ${answers.length} answers`;
    throw missing(language, "08-questions", `an answer to each question below "${text.remember}" (${found})`);
  }
  const rows = questions.map((question, index) => `| ${question} | ${answers[index]} |`);
  const table = [`| ${text.question} | ${text.answer} |`, "| --- | --- |", ...rows].join("\n");
  return joinParts([`# ${text.questions}`, text.questionsText, inLesson("08-questions", language), table]);
}

function writeReferences(lessons: readonly ExecutedLesson[], language: Language): string {
  const text = messages(language);
  const sections = lessons.flatMap(({ name }) => {
    const markdown = readText(lessons, name) ?? "";
    const links = findExternalLinks(markdown);
    if (links.length === 0) return [];
    const title = findHeadings(markdown)[0]?.text ?? name;
    return [
      `## ${title} {.unlisted}`,
      links.map((link) => `- [${link.text}](${link.url}){.reference}`).join("\n"),
    ];
  });
  const raw = (line: string) => fence(line, "{=typst}");
  const columns = [raw("#reference-list["), ...sections, raw("]")];
  return joinParts([`# ${text.references}`, text.referencesText, ...columns]);
}
