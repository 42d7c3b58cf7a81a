/** Long, since it sets the course up anew: in an empty folder, with an empty home, from what the archive holds. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { venvCommand } from "async-lab/course";
import { buildMaterials, buildMs } from "../testing/built.js";

const run = promisify(execFile);
const startMs = 600_000;
/** The first page in the language of the archive. */
const firstPages = { en: "README.html", es: "LEEME.html" };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "async-lab-archive-"));
  const built = await buildMaterials();
  for (const language of Object.keys(firstPages)) {
    const archive = join(built, language, "notebooks.zip");
    await run(venvCommand("python"), ["-m", "zipfile", "-e", archive, join(folder, language)]);
  }
}, buildMs);
afterAll(() => rm(folder, { recursive: true }));

/** A home that is empty, but for the caches of what set-up downloads: the registries need not be asked again. */
async function emptyHome(): Promise<NodeJS.ProcessEnv> {
  const home = join(folder, "home");
  await mkdir(home, { recursive: true });
  const caches = {
    npm_config_cache: join(homedir(), ".npm"),
    PIP_CACHE_DIR: join(homedir(), ".cache", "pip"),
    UV_CACHE_DIR: join(homedir(), ".cache", "uv"),
  };
  return {
    ...caches,
    ...process.env,
    HOME: home,
    USERPROFILE: home,
    ASYNC_LAB_LANGUAGE: "",
    ASYNC_LAB_STATE: undefined,
  };
}

test.each(["en", "es"] as const)(
  "the archive in %s holds a page in its language, and both languages' lessons",
  async (language) => {
    const top = join(folder, language, "async-lab");
    const page = await readFile(join(top, firstPages[language]), "utf8");
    expect(page).toContain(`<html lang="${language}">`);
    expect(await readdir(join(top, "notebooks"))).toEqual(["en", "es"]);
    const { scripts } = JSON.parse(await readFile(join(top, "package.json"), "utf8")) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    // What the page tells to type is there.
    const named = [...page.matchAll(/npm (?:run )?([\w:-]+)/g)].map(([, name = ""]) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  },
);

test("unpacked, it starts in JupyterLab with the lessons", { timeout: startMs }, async () => {
  const top = join(folder, "es", "async-lab");
  const env = await emptyHome();
  const args = [join(top, "scripts", "cli.mjs"), "start", "--no-browser", "--lang", "es", "--port", "9300"];
  const start = spawn(process.execPath, args, { cwd: top, env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(start, "exit");
  try {
    const { origin, searchParams } = new URL(await addressOf(start, ended));
    const contents = new URL(`/api/contents/es/index.ipynb?token=${searchParams.get("token") ?? ""}`, origin);
    const { content } = (await (await fetch(contents)).json()) as { content: { metadata: unknown } };
    expect(content.metadata).toMatchObject({ kernelspec: { name: "tslab" } });
    const fresh = ["scripts/cli.mjs", "lesson", "fresh", "02", "--lang", "en"];
    const { stdout } = await run(process.execPath, fresh, { cwd: top, env });
    expect(stdout).toBe("en/02-all-at-once.ipynb is as the course has it now.\n");
  } finally {
    start.kill("SIGTERM");
    await ended;
  }
});

/** What `npm start` prints once JupyterLab answers. */
function addressOf({ stdout, stderr }: ReturnType<typeof spawn>, ended: Promise<unknown>): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    for (const stream of [stdout, stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        const found = /http:\S+token=\w+/.exec(printed)?.[0];
        if (found) resolve(found);
      });
    }
    void ended.then(() => reject(new Error(`npm start ended before JupyterLab answered:\n${printed}`)));
  });
}
