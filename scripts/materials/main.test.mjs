import { expect, test } from "vitest";
import { readOptions } from "./main.mjs";

const all = { help: false, languages: ["en", "es"], only: ["guide", "slides", "site", "notebooks"] };

test.each([
  [[], all],
  [["--lang", "es"], { ...all, languages: ["es"] }],
  [["--only", "site,guide"], { ...all, only: ["site", "guide"] }],
  [["-h"], { ...all, help: true }],
])("%j asks for %j", (args, expected) => expect(readOptions(args)).toEqual(expected));

test.each([
  [["--lang", "fr"], "`--lang` is en or es, not `fr`."],
  [["--only", "guide,pdf"], "`--only` knows no 'pdf', only guide, slides, site, notebooks."],
  [["--only"], "Option '--only' needs a value. `npm run materials -- --help` lists the options."],
  [["guide"], "Unexpected argument 'guide'. `npm run materials -- --help` lists the options."],
])("%j is refused in one line", (args, message) => expect(() => readOptions(args)).toThrow(message));
