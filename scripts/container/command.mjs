import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { course } from "../set-up/paths.mjs";

const { scripts } = JSON.parse(readFileSync(join(course, "package.json"), "utf8"));
const { HOME } = process.env;
// What differs from a laptop.
const options = { start: startOptions, lesson: () => ["--notebooks", join(HOME, "work")] };
// Programs, each with its first arguments; no tools of development, which an image leaves out.
const commands = Object.fromEntries(
  Object.entries(scripts).flatMap(([name, line]) => {
    const [, cli, program] =
      /^node (scripts\/cli\.mjs) (?:run (\S+\/dist\/\S+\.js.*)|[a-z-]+)$/.exec(line) ?? [];
    if (program) return [[name, program.split(" ")]];
    return cli && name in options ? [[name, [cli, name]]] : [];
  }),
);

const [name = "--help", ...rest] = process.argv.slice(2);
const args = rest.map((arg) => (arg === "-h" ? "--help" : arg));
if (Object.hasOwn(commands, name)) {
  const [file, ...first] = commands[name];
  const program = join(course, file);
  // Where relative paths begin, as npm tells its scripts.
  process.env.INIT_CWD = process.cwd();
  process.argv = [process.execPath, program, ...first, ...(options[name]?.() ?? []), ...args];
  await import(pathToFileURL(program).href);
} else if (name === "--help" || name === "-h") {
  console.log(`Runs a command of the course: async-lab ${Object.keys(commands).join("|")} [--help] …`);
} else {
  console.error(`There is no command \`${name}\` here; the course has ${Object.keys(commands).join(", ")}.`);
  process.exitCode = 127;
}

/** The browser is outside, and so are those who connect. */
function startOptions() {
  const { LANG_COURSE } = process.env;
  // Here the practice API lives as long as the container: at its end there is no restart to wait for.
  process.env.ASYNC_LAB_GRACE_MS ??= "0";
  const lang = LANG_COURSE ? ["--lang", LANG_COURSE] : [];
  return ["--no-browser", "--ip", "0.0.0.0", "--notebooks", join(HOME, "work"), ...lang];
}
