import { showProgress } from "./command.js";

process.exitCode = await showProgress(process.argv.slice(2), process.stdout, process.stderr);
