/** What TypeScript sees of `"async-lab"` in a cell: the library, and what an answer to each exercise is. */
import "@async-lab/exercises";
export * from "./dist/index.js";
