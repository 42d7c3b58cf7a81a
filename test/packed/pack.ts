/** Packages as their tarballs have them, away from the course. */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { courseFolder } from "async-lab/course";

const run = promisify(execFile);
const paths = pathToFileURL(join(courseFolder(), "scripts", "set-up", "paths.mjs")).href;
const { pinnedNpm } = (await import(paths)) as { pinnedNpm(): string };

/** How a machine reaches the registry, where that is not in a file. */
const ofNetwork = /^(?:npm_config_registry|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE)$/i;

/** The environment of a user whose home is empty: the system's commands and network, and no other settings. */
export function emptyEnvironment(home: string): NodeJS.ProcessEnv {
  mkdirSync(home, { recursive: true });
  const { PATH = "", SystemRoot } = process.env;
  const node = dirname(process.execPath);
  const network = Object.entries(process.env).filter(([name]) => ofNetwork.test(name));
  return {
    ...Object.fromEntries(network),
    ...(SystemRoot && { SystemRoot }),
    PATH: [node, PATH].join(delimiter),
    HOME: home,
    USERPROFILE: home,
  };
}

/** Runs the course's npm; resolves with what it printed. */
export async function npm(args: readonly string[], cwd: string, env = process.env): Promise<string> {
  const { stdout } = await run(process.execPath, [pinnedNpm(), ...args], { cwd, env });
  return stdout;
}

/** The same in a process group of its own, which a signal can end as Ctrl-C in a terminal does. */
export function startNpm(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [pinnedNpm(), ...args], { cwd, env, detached: true });
}

/**
 * Packs a package of the course, with the workspaces that it bundles.
 *
 * @returns the tarball, and the paths of the files in it
 */
export async function pack(
  name: string,
  destination: string,
): Promise<{ readonly tarball: string; readonly files: readonly string[] }> {
  // In a copy, since what is bundled lies in the package's folder for a moment, and other tests run it.
  const copies = await mkdtemp(join(tmpdir(), "async-lab-pack-"));
  const folder = join(copies, "packages", name);
  for (const part of ["packages", join("scripts", "pack")])
    await cp(join(courseFolder(), part), join(copies, part), { recursive: true, filter: isPacked });
  try {
    const args = ["pack", "--json", "--pack-destination", destination];
    const [made] = JSON.parse(await npm(args, folder)) as { filename: string; files: { path: string }[] }[];
    if (!made) throw new Error(`npm pack made nothing of ${folder}`);
    return { tarball: join(destination, made.filename), files: made.files.map(({ path }) => path) };
  } finally {
    await rm(copies, { recursive: true });
  }
}

/** Not the sources: the tarballs have what was built. */
const isPacked = (path: string): boolean => !["node_modules", "src"].includes(basename(path));

/**
 * Puts a tarball into the `node_modules` of `folder`, without a registry: the packages that it depends on are links to
 * the course's own.
 *
 * @returns the package's folder there
 */
export async function unpack(tarball: string, name: string, folder: string): Promise<string> {
  const target = join(folder, "node_modules", ...name.split("/"));
  mkdirSync(target, { recursive: true });
  await run("tar", ["-xzf", tarball, "--strip-components=1", "-C", target]);
  const { dependencies = {}, bundleDependencies = [] } = JSON.parse(
    readFileSync(join(target, "package.json"), "utf8"),
  ) as { dependencies?: Record<string, string>; bundleDependencies?: string[] };
  for (const dependency of Object.keys(dependencies)) {
    if (bundleDependencies.includes(dependency)) continue;
    const link = join(folder, "node_modules", ...dependency.split("/"));
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(courseFolder(), "node_modules", ...dependency.split("/")), link, "junction");
  }
  return target;
}
