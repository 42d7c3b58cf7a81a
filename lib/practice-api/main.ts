/** `npm run api`: the practice API alone, found by the notebooks of this course. */
import { stateFolder } from "../course-folder.js";
import { runServer } from "@async-lab/practice-api/serve";

// Ends although a client's connection may stay open: nobody could find the server any more.
process.exit(
  await runServer(process.argv.slice(2), { command: "npm run api --", stateFolder: stateFolder() }),
);
