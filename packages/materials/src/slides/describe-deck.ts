/** The deck of a course, from its executed lessons. */
import type { ExecutedLesson, Language } from "../model.js";
import { chooseSentences } from "./choose-text.js";
import type { Deck, Slide } from "./deck.js";
import type { Draft, Rows } from "./draft.js";
import { draftLesson } from "./draft-lesson.js";
import { layOut } from "./lay-out.js";
import { plainText, readMarkdown } from "./markdown.js";
import { messages } from "./messages.js";
import { CLASS_MINUTES, type Minutes, planClass } from "./plan.js";

/**
 * Describes the deck: a cover, the plan of the class, and each lesson's slides.
 *
 * @param lessons `index`, the first page, and then the lessons in order
 * @param date what the file says that it was made on
 * @throws Error when a lesson has no slides, or does not say how long it takes
 */
export async function describeDeck(
  [first, ...lessons]: readonly ExecutedLesson[],
  language: Language,
  date: Date,
): Promise<Deck> {
  if (!first) throw new Error("there is no first page to make a cover of");
  const plan = planClass(lessons);
  const cover = describeCover(first);
  const slides = [cover, ...(await describePlan(first, plan))];
  for (const [index, lesson] of lessons.entries())
    slides.push(...(await describeLesson(lesson, plan[index])));
  return {
    language,
    title: cover.title,
    subject: cover.subtitle ?? "",
    date: date.toISOString().replace(/\.\d+Z$/, "Z"),
    slides,
  };
}

function describeCover({ cells, language, ran }: ExecutedLesson): Slide {
  const blocks = readMarkdown(cells[0]?.source ?? "");
  const [title, text] = [
    blocks.find(({ kind }) => kind === "heading"),
    blocks.find(({ kind }) => kind === "paragraph"),
  ];
  return {
    layout: "cover",
    title: title && "runs" in title ? plainText(title.runs) : "",
    subtitle: text && "runs" in text ? plainText(chooseSentences(text.runs)) : "",
    footer: "",
    blocks: [],
    notes: [messages(language).coverNotes(ran.machine, ran.date)],
  };
}

/** The first page's table of the lessons, with the minutes of the class in front. */
async function describePlan({ cells, language }: ExecutedLesson, plan: readonly Minutes[]): Promise<Slide[]> {
  const say = messages(language);
  const table = readMarkdown(cells[0]?.source ?? "").find((block) => block.kind === "table");
  const rows: Rows = (table?.rows.slice(1) ?? []).map(([lesson = [], , turn = []], index) => {
    const { from, minutes = 0 } = plan[index] ?? {};
    const when = from === undefined ? say.atHome(minutes) : say.minutes(from, from + minutes);
    return [[{ text: when }], lesson, turn];
  });
  const head = say.planHead.map((text) => [{ text }]);
  const draft: Draft = {
    title: say.planTitle,
    blocks: [{ kind: "table", rows: [head, ...rows] }],
    notes: [say.planNotes],
  };
  return layOut(draft, "", say);
}

async function describeLesson(lesson: ExecutedLesson, minutes: Minutes | undefined): Promise<Slide[]> {
  const say = messages(lesson.language);
  const [opening, ...drafts] = draftLesson(lesson);
  if (!opening || !minutes) return [];
  const [start] = readMarkdown(lesson.cells[0]?.source ?? "").filter(({ kind }) => kind === "paragraph");
  const { from, minutes: all } = minutes;
  const slides: Slide[] = [
    {
      layout: "lesson",
      title: opening.title,
      subtitle: start?.kind === "paragraph" ? plainText(chooseSentences(start.runs)) : "",
      footer: "",
      blocks: [],
      notes: [
        from === undefined ? say.afterClass(all) : say.minutesOf(from, from + all, CLASS_MINUTES),
        ...opening.notes.slice(1),
      ],
    },
  ];
  for (const draft of drafts) slides.push(...(await layOut(draft, opening.title, say)));
  if (from === undefined) return slides;
  return slides.map((slide, index) => {
    const minute = from + Math.round((all * index) / slides.length);
    return index === 0 ? slide : { ...slide, notes: [say.aboutMinute(minute), ...slide.notes] };
  });
}
