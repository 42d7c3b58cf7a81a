import { attempts, forgetColors, renderSvg, timeline, vegaLite, type Chart } from "async-lab/charts";
import type { Language } from "@async-lab/notebook";
import type { Recording } from "async-lab/record";
import type { SeenAttempt } from "../grade.js";
import { Html } from "./html.js";

/** More than the homework needs; who asked for more gets a picture of the first ones. */
const maxDrawn = 1500;

/** A drawing to put into a page, and the sentence that says what is to be seen. */
export interface Drawing {
  readonly svg: Html;
  readonly description: string;
}

/** What the server saw, as the charts know it. */
export function recordingOf(name: string, seen: readonly SeenAttempt[], language: Language): Recording {
  const drawn = seen.slice(0, maxDrawn);
  const totalMs = drawn.reduce((max, { startMs, endMs }) => Math.max(max, endMs ?? startMs), 0);
  return {
    name,
    startedAt: 0,
    totalMs,
    loopDelay: [],
    value: undefined,
    language,
    requests: drawn.map(({ path, attempt, startMs, endMs, status }) => ({
      method: "GET",
      url: path,
      attempt,
      startMs,
      bytes: 0,
      protocol: "http/1.1",
      ...(endMs === undefined ? {} : { endMs }),
      ...(status === undefined ? {} : { status }),
      ...(endMs !== undefined && status === undefined ? { error: "closed" } : {}),
    })),
  };
}

/**
 * Draws the timeline of a graded run in the learner's language.
 *
 * @param legend what a bar is: the server cannot see, as the client does, when the first byte arrived
 */
export function drawTimeline(
  { name, legend }: { readonly name: string; readonly legend: string },
  seen: readonly SeenAttempt[],
  language: Language,
): Promise<Drawing> {
  // Another student's chart has nothing to do with this one.
  forgetColors();
  const { spec, description } = timeline(recordingOf(name, seen, language));
  return draw(vegaLite({ ...spec, title: { ...(spec["title"] as object), subtitle: legend } }, description));
}

/** Draws the attempts at each page and the waits between them, in the learner's language. */
export function drawAttempts(
  name: string,
  seen: readonly SeenAttempt[],
  language: Language,
): Promise<Drawing> {
  forgetColors();
  return draw(attempts(recordingOf(name, seen, language)));
}

/** Draws a chart as SVG on the page's own ground, in its color of text. */
export async function draw({ spec, description }: Chart): Promise<Drawing> {
  return { svg: new Html(await renderSvg({ ...spec, description })), description };
}
