import type { Language } from "@async-lab/notebook";
import type { Output } from "../command-line.js";
import { messages } from "../messages/index.js";

const redrawMs = 250;
const frames = ["-", "\\", "|", "/"];

/** Shows on a terminal that something is going on, and for how long; elsewhere nothing. */
export function showSpinner(output: Output, spoken: Language): Disposable {
  if (output.isTTY !== true || process.env["TERM"] === "dumb") return { [Symbol.dispose]: () => {} };
  const startedAt = performance.now();
  let frame = 0;
  const draw = () => {
    const seconds = Math.floor((performance.now() - startedAt) / 1000);
    const elapsed = seconds < 1 ? "" : messages(spoken).submit.elapsed(`${seconds} s`);
    output.write(`\r\u001b[2K  ${frames[frame++ % frames.length] ?? ""} ${elapsed}`);
  };
  draw();
  const timer = setInterval(draw, redrawMs);
  return {
    [Symbol.dispose]() {
      clearInterval(timer);
      output.write("\r\u001b[2K");
    },
  };
}
