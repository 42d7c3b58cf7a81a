import { chownSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../set-up/failure.mjs";
import { withContainer } from "./container.mjs";

// What the container's line in docs/grading.md allows.
const LIMITS = { memory: 4 * 1024 ** 3, pids: 256 };
const ALL_POINTS = 100;

const SUBMISSION = `
import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import type { CountryPage, Scraped } from "async-lab";

const limit = pLimit(20);

async function fetchPage(url: string): Promise<CountryPage | undefined> {
  for (let attempt = 0; ; attempt++) {
    const { status, page, asked } = await limit(async () => {
      const response = await fetch(url);
      const body = response.ok ? ((await response.json()) as CountryPage) : void (await response.text());
      return { status: response.status, page: body, asked: Number(response.headers.get("retry-after")) * 1000 };
    });
    if (page || status < 500 || attempt === 4) return page;
    await sleep(Math.max(asked, 1000 * 2 ** attempt));
  }
}

async function scrape(urls: string[]): Promise<Scraped> {
  const start = performance.now();
  const pages = await Promise.all(urls.map(fetchPage));
  const countries = pages.filter((page): page is CountryPage => page !== undefined);
  const failed = urls.filter((_, index) => pages[index] === undefined);
  const totalMs = performance.now() - start;
  console.log(\`\${countries.length} pages in \${Math.round(totalMs)} ms\`);
  return { countries, failed, totalMs };
}
`;

/** The grader as docs/grading.md has it run: one submission, no network, read-only, limited memory and processes. */
export async function checkGrader({ image, folder, tell }) {
  const [submissions, grades] = ["submissions", "grades"].map((name) => join(folder, name));
  for (const path of [submissions, grades]) mkdirSync(path);
  chownSync(grades, 1000, 100);
  const cells = [{ cell_type: "code", metadata: {}, outputs: [], execution_count: null, source: SUBMISSION }];
  const metadata = { kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" } };
  const file = join(submissions, "ana.ipynb");
  writeFileSync(file, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells }));
  const volumes = [
    { from: submissions, to: "/submissions", readOnly: true },
    { from: grades, to: "/grades" },
  ];
  const args = ["grade", "/submissions", "--out", "/grades"];
  const limited = await withContainer(image, { args, volumes, limits: LIMITS }, async (container) => {
    const code = await container.ended;
    if (code !== 0) throw new UserError(`The grader ended with ${code}:\n${container.output()}`);
    return container.limited;
  });
  const [result] = readdirSync(join(grades, "gradescope"));
  const { score } = JSON.parse(readFileSync(join(grades, "gradescope", result), "utf8"));
  tell(
    `an honest submission got ${score} points, ${limited.length > 0 ? `with ${limited.join(" and ")} limited` : "without limits: no control groups here"}`,
  );
  if (score < ALL_POINTS) throw new UserError(`An honest submission got ${score} points in the container.`);
}
