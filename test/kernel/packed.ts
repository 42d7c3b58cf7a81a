/** The kernel as a tarball, and what must work wherever npm has installed it: no course is near. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect } from "vitest";
import { emptyEnvironment, npm, pack } from "../packed/pack.js";
import { Kernel, resultOf, tracebackOf } from "./kernel.js";

const node = dirname(process.execPath);

/** A folder for the kernel and one for a notebook, with an empty home beside them. */
export class Elsewhere implements AsyncDisposable {
  readonly home: string;
  /** Where the kernel gets installed. */
  readonly project: string;
  /** Where no kernel is. */
  readonly notebooks: string;
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
    this.home = join(root, "home");
    this.project = join(root, "project");
    this.notebooks = join(root, "notebooks");
  }

  static async make(): Promise<Elsewhere> {
    const made = new Elsewhere(await realpath(await mkdtemp(join(tmpdir(), "async-lab-elsewhere-"))));
    for (const folder of [made.home, made.project, made.notebooks]) await mkdir(folder);
    return made;
  }

  /** Runs a program of Node's in the project's folder. */
  async node(...args: readonly string[]): Promise<string> {
    const options = { cwd: this.project, env: this.#environment() };
    return (await promisify(execFile)(process.execPath, args, options)).stdout;
  }

  /** Runs npm in the project's folder. */
  async npm(...args: readonly string[]): Promise<string> {
    return await npm(args, this.project, this.#environment());
  }

  #environment(): NodeJS.ProcessEnv {
    return { ...emptyEnvironment(this.home), INIT_CWD: this.project };
  }

  /** @returns the path of the kernel's tarball */
  async pack(): Promise<string> {
    return (await pack("kernel", this.#root)).tarball;
  }

  /**
   * Runs cells in the kernel that is installed under `prefix`.
   *
   * @param folder the notebook's; it gets a package with types
   */
  async check(prefix: string, folder: string): Promise<void> {
    await addPackage(join(folder, "node_modules", "halves"));
    const env = { HOME: this.home, PATH: node, XDG_CACHE_HOME: "" };
    await using kernel = await Kernel.start({ folder, env, jupyterPath: join(prefix, "share", "jupyter") });
    const { reply } = await kernel.execute('import { half } from "halves"; half("2");');
    expect(tracebackOf(reply)).toContain("'string' is not assignable to parameter of type 'number'");
    const cell = 'import { half } from "halves"; import { sep } from "node:path"; half(84) + sep.length';
    expect(resultOf(await kernel.run(cell))).toBe("43");
    await kernel.run('import { display } from "tslab"; display.html("<b>42</b>");');
    expect((await kernel.execute('import got from "got";')).reply.evalue).toContain("Cannot find module");
    const missing = await kernel.execute('const name = "got"; await import(name);');
    expect(missing.reply.evalue).toContain("Cannot find the module 'got' beside the notebook; ");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#root, { recursive: true, force: true });
  }
}

async function addPackage(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const manifest = { name: "halves", version: "1.0.0", type: "module", exports: "./index.js" };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  await writeFile(join(folder, "index.js"), "export const half = (value) => value / 2;");
  await writeFile(join(folder, "index.d.ts"), "export declare const half: (value: number) => number;");
}
