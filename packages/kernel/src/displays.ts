import { findShowDisplay, showDisplaySymbol, type ShowDisplay } from "@async-lab/notebook";
import { currentCell } from "./cell-context.js";
import type { InputPrompt } from "./input.js";
import type { CellOutput } from "./output.js";
import { showValue, toJsonBundle } from "./show-value.js";
import { setDisplayWriter } from "./tslab.js";

/**
 * Lets code draw under its cell, and ask: the course's library through `findShowDisplay`, tslab's `display`, and the
 * global `input`.
 */
export function connectDisplays(output: CellOutput, prompt: InputPrompt): void {
  const show: ShowDisplay = (data, { displayId, update = false } = {}) => {
    const cell = currentCell();
    const transient = displayId === undefined ? {} : { display_id: displayId };
    if (cell)
      output.send(cell, update ? "update_display_data" : "display_data", {
        data: toJsonBundle(data),
        metadata: {},
        transient,
      });
  };
  const input = (question: unknown = "") =>
    prompt.ask(currentCell(), typeof question === "string" ? question : showValue(question));
  Object.assign(globalThis, { [showDisplaySymbol]: show, input });
  setDisplayWriter(({ data, transient }, update = false) => {
    const { display_id } = transient;
    findShowDisplay()?.(data, { update, ...(display_id === undefined ? {} : { displayId: display_id }) });
  });
}
