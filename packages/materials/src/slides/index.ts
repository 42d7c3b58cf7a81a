/** slides.pptx: the deck of the course. */
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Maker } from "../maker.js";
import { describeDeck } from "./describe-deck.js";

const writer = fileURLToPath(new URL("../../python/make_slides.py", import.meta.url));

/**
 * Writes `slides.pptx`: native text and tables, charts as pictures with their description, the minutes of the class in
 * the speaker's notes.
 *
 * @throws Error with what python-pptx or Typst said, when either fails
 * @example await makeSlides({ language: "en", lessons, folder: "dist/materials/en", … });
 */
export const makeSlides: Maker = async ({ language, lessons, folder, scratch, python, date, signal }) => {
  const deck = join(scratch, "deck.json");
  await writeFile(deck, JSON.stringify(await describeDeck(lessons, language, date)));
  await promisify(execFile)(python, [writer, deck, join(folder, "slides.pptx")], { signal });
};
