import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { course } from "../set-up/paths.mjs";
import { run } from "./command.mjs";

/** The image's name, as in the README. */
export const IMAGE = "async-lab";
const [, base, release] = /^ARG BASE=(\S+:(\w+)\S*)$/m.exec(readFileSync(join(course, "Dockerfile"), "utf8"));
/** The name of the image that it is built on. */
export const BASE = base;
// Any path that no package of the base makes use of.
const CERTIFICATES = "/mnt/certificates.crt";
const LEFT_OUT = ["var/cache/apt", "var/lib/apt/lists", "usr/share/doc", "usr/share/man", "usr/share/locale"];

/**
 * Makes a Debian with debootstrap, as small as the registry's, and gives it the base's name; one that is there already
 * is used again.
 *
 * @param podman runs a command of podman
 * @param folder where it may write
 */
export async function makeBase(podman, folder) {
  if ((await podman(["image", "exists", BASE], { codes: [0, 1] })).code === 0) return;
  const [root, archive] = ["base", "base.tar"].map((name) => join(folder, name));
  await run("debootstrap", ["--variant=minbase", release, root, debianMirror()]);
  const without = LEFT_OUT.map((path) => `--exclude=./${path}`);
  await run("tar", ["--create", "--file", archive, "--directory", root, ...without, "."]);
  await podman(["import", "--quiet", "--change", "CMD bash", archive, BASE]);
  for (const path of [root, archive]) rmSync(path, { recursive: true });
}

/** Builds the image from the course's Dockerfile. */
export async function buildImage(podman) {
  // Docker's own format, since only that has a health check.
  const how = ["--isolation=chroot", "--format=docker", "--pull=never", "--layers=false", `--tag=${IMAGE}`];
  const without = "--build-arg=BASE_DIGEST="; // The stand-in has another one.
  await podman(["build", ...how, without, ...(await registrySettings()), course]);
}

/** Where this machine takes its Debian packages from. */
function debianMirror() {
  const lists = ["/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"].filter(existsSync);
  const text = lists.map((file) => readFileSync(file, "utf8")).join("\n");
  return (
    /^(?:URIs:|deb)\s+(?:\[.*?\]\s+)?(https?:\S+\/debian)\/?(?:\s|$)/m.exec(text)?.[1] ??
    "http://deb.debian.org/debian"
  );
}

/** What this machine's pip, npm and uv use to reach their registries, for the build's time only. */
async function registrySettings() {
  const { env } = process;
  const npm = (await run("npm", ["config", "get", "registry"], { codes: [0, 1] })).stdout.trim();
  const pip = (await run("python3", ["-m", "pip", "config", "list"], { codes: [0, 1] })).stdout;
  const fromPip = (name) => new RegExp(`\\.${name}='(.*)'$`, "m").exec(pip)?.[1];
  const index = env.PIP_INDEX_URL ?? fromPip("index-url");
  const certificates = env.SSL_CERT_FILE ?? env.PIP_CERT ?? fromPip("cert") ?? env.NODE_EXTRA_CA_CERTS;
  const settings = {
    NPM_CONFIG_REGISTRY: npm.startsWith("http") ? npm : undefined,
    PIP_INDEX_URL: index,
    PIP_EXTRA_INDEX_URL: env.PIP_EXTRA_INDEX_URL ?? fromPip("extra-index-url"),
    UV_DEFAULT_INDEX: env.UV_DEFAULT_INDEX ?? index,
    ...(certificates && {
      NODE_EXTRA_CA_CERTS: CERTIFICATES,
      PIP_CERT: CERTIFICATES,
      SSL_CERT_FILE: CERTIFICATES,
    }),
  };
  return [
    ...Object.entries(settings)
      .filter(([, value]) => value)
      .flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]),
    ...(certificates ? ["--volume", `${certificates}:${CERTIFICATES}:ro`] : []),
  ];
}
