import { join } from "node:path";
import { course, pinnedNode, venv } from "./paths.mjs";
import { readIfThere, writeWhole } from "./stamp.mjs";
import { words } from "../words/index.mjs";

const file = join(venv, "share", "jupyter", "kernels", "tslab", "kernel.json");

/** What Jupyter reads to start the kernel. @see https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs */
const describe = () =>
  `${JSON.stringify(
    {
      argv: [
        pinnedNode(),
        // An interrupt may end a timer half-way, which Node's own book-keeping would take for corruption.
        "--no-force-async-hooks-checks",
        // A cell that takes all memory must end its kernel, not the machine.
        "--max-old-space-size=2048",
        // The compiler's programs are long-lived: a large nursery only makes the kernel a third larger.
        "--max-semi-space-size=2",
        join(course, "packages", "kernel", "dist", "main.js"),
        "{connection_file}",
      ],
      display_name: "TypeScript (tslab)",
      language: "typescript",
      interrupt_mode: "message",
      // What is freed goes back to the system at once (glibc would keep 25 MB); other systems do not know the names.
      env: { MALLOC_ARENA_MAX: "1", MALLOC_MMAP_THRESHOLD_: "131072", MALLOC_TRIM_THRESHOLD_: "131072" },
      metadata: { debugger: false },
    },
    undefined,
    2,
  )}\n`;

/** Tells Jupyter of the course's kernel, inside `.venv` only. The paths are absolute: a moved clone mends itself. */
export const kernelspec = {
  name: "kernelspec",
  get title() {
    return words().steps.kernelspec;
  },
  isDone: () => readIfThere(file) === describe(),
  run: () => {
    writeWhole(file, describe());
  },
};
