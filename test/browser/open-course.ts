import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Language } from "@async-lab/notebook";
import { courseFolder } from "async-lab/course";

/** A course that was opened as a learner opens it, on copies of the notebooks. */
export interface OpenCourse extends AsyncDisposable {
  /** Address of JupyterLab, without path. */
  readonly origin: string;
  /** What lets the browser in. */
  readonly token: string;
  /** Folder of the copies, with `en` and `es` in it. */
  readonly notebooks: string;
}

/**
 * Runs `npm start -- --no-browser` on copies of the notebooks with small parameters, and waits for JupyterLab.
 *
 * @param port where to look for a free one first
 * @param command another one that opens JupyterLab, with its arguments
 * @throws Error with what it printed, when it ends before JupyterLab answers
 */
export async function openCourse(
  language: Language,
  port: number,
  command: readonly string[] = ["start"],
): Promise<OpenCourse> {
  const folder = mkdtempSync(join(tmpdir(), "async-lab-browser-"));
  const notebooks = join(folder, "notebooks");
  cpSync(join(courseFolder(), "notebooks"), notebooks, { recursive: true });
  hurry(join(notebooks, language));
  const start = spawn(
    process.execPath,
    [
      join(courseFolder(), "scripts", "cli.mjs"),
      ...command,
      ...["--no-browser", "--lang", language, "--port", String(port), "--notebooks", notebooks],
    ],
    { env: { ...process.env, ASYNC_LAB_STATE: join(folder, "state") }, stdio: ["ignore", "pipe", "pipe"] },
  );
  const ended = once(start, "exit");
  const end = async () => {
    start.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };

  let printed = "";
  const address = new Promise<URL>((resolve, reject) => {
    for (const stream of [start.stdout, start.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        const found = /http:\S+token=\w+/.exec(printed)?.[0];
        if (found) resolve(new URL(found));
      });
    }
    void ended.then(() => {
      reject(new Error(`npm start ended before JupyterLab answered:\n${printed}`));
    });
  });
  try {
    const { origin, searchParams } = await address;
    return { origin, token: searchParams.get("token") ?? "", notebooks, [Symbol.asyncDispose]: end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Other tests run the lessons at their own pace. */
function hurry(folder: string): void {
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".ipynb"))) {
    const file = join(folder, name);
    const text = readFileSync(file, "utf8");
    writeFileSync(
      file,
      text
        .replace(/const delay = [\d.]+/, "const delay = 0.05")
        .replace(/const count = \d+/, "const count = 10"),
    );
  }
}
