import { fileURLToPath } from "node:url";

/**
 * What Jupyter reads to start the kernel.
 * @see https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs
 *
 * @param {object} options
 * @param {string} options.node the Node to run it with, 24 or newer
 * @param {string} [options.project] the folder whose packages every notebook may import
 * @param {string} [options.state] the folder for what the kernel keeps; a cache folder of the user's otherwise
 * @returns {string} the text of `kernel.json`; its paths are absolute
 * @example
 * kernelspec({ node: process.execPath, project: "/home/ana/analysis" });
 */
export function kernelspec({ node, project, state }) {
  const description = {
    argv: [
      node,
      // An interrupt may end a timer half-way, which Node's own book-keeping would take for corruption.
      "--no-force-async-hooks-checks",
      // A cell that takes all memory must end its kernel, not the machine.
      "--max-old-space-size=2048",
      // The compiler's programs are long-lived: a large nursery only makes the kernel a third larger.
      "--max-semi-space-size=2",
      fileURLToPath(new URL("dist/main.js", import.meta.url)),
      ...(project === undefined ? [] : ["--project", project]),
      ...(state === undefined ? [] : ["--state", state]),
      "{connection_file}",
    ],
    display_name: "TypeScript (tslab)",
    language: "typescript",
    interrupt_mode: "message",
    // What is freed goes back to the system at once (glibc would keep 25 MB); other systems do not know the names.
    env: { MALLOC_ARENA_MAX: "1", MALLOC_MMAP_THRESHOLD_: "131072", MALLOC_TRIM_THRESHOLD_: "131072" },
    metadata: { debugger: false },
  };
  return `${JSON.stringify(description, undefined, 2)}\n`;
}
