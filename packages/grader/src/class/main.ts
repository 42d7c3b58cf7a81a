import { language } from "@async-lab/notebook";
import { gradeNotebook } from "../index.js";
import { callersFolder, watchStopSignals } from "../command-line.js";
import { runGrade } from "./command.js";

process.exitCode = await runGrade(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: callersFolder(),
  signal: watchStopSignals(),
  gradeNotebook,
  language: language(),
});
