import type { Language } from "@async-lab/notebook";
import { messages } from "../messages/index.js";
import type { CriterionId, Judgement, LocalizedJudgement } from "./judgement.js";

type Tell = (seen: Judgement["seen"]) => string;

/** What a criterion is called, in a table and on a page. */
export function titleOf(criterion: CriterionId, language: Language): string {
  return messages(language).homework.titles[criterion];
}

/** Puts a judgement into words. */
export function formatJudgement(judgement: Judgement, language: Language): LocalizedJudgement {
  const { criterion, reason, seen } = judgement;
  const say = messages(language).homework;
  const measured = Object.keys(seen).length > 0;
  const ends: Readonly<Record<string, string>> = say.ends;
  // `judged` has seen to it that the reason is one of the criterion's, and that the figures are its own.
  const feedback = say.feedback[criterion] as unknown as Readonly<Record<string, Tell>>;
  const evidence = say.evidence[criterion] as unknown as Tell;
  const tellFigures = () => {
    const figures = evidence(seen);
    return reason === "too-few-pages-to-judge" ? say.notJudged(figures) : figures;
  };
  return {
    ...judgement,
    title: titleOf(criterion, language),
    evidence: measured ? tellFigures() : say.nothingMeasured,
    feedback: feedback[reason]?.(seen) ?? ends[reason] ?? "",
  };
}
