import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { course } from "../set-up/paths.mjs";
import { run } from "./command.mjs";

const NAME = "async-lab";
// Any path that no package of the base makes use of.
const CERTIFICATES = "/mnt/certificates.crt";

/**
 * Builds the image without an engine, with buildah in a store of its own.
 *
 * @param store folder for all that buildah keeps; what it holds already is used again
 */
export function imageStore(store) {
  const places = [
    "--root",
    join(store, "storage"),
    "--runroot",
    join(store, "run"),
    "--storage-driver",
    "vfs",
  ];
  const buildah = (args, options) => run("buildah", [...places, ...args], options);
  const base = /^ARG BASE=(\S+)$/m.exec(readFileSync(join(course, "Dockerfile"), "utf8"))[1];
  return {
    /** Makes a Debian with debootstrap, as small as the registry's, and gives it the base's name. */
    async makeBase() {
      const { code } = await buildah(["inspect", "--type", "image", base], { codes: [0, 125, 1] });
      if (code === 0) return;
      const [, release] = /:(\w+)/.exec(base);
      const folder = join(store, "base");
      mkdirSync(folder, { recursive: true });
      await run("debootstrap", ["--variant=minbase", release, folder, debianMirror()]);
      const left = [
        "var/cache/apt",
        "var/lib/apt/lists",
        "usr/share/doc",
        "usr/share/man",
        "usr/share/locale",
      ];
      for (const path of left) rmSync(join(folder, path), { recursive: true, force: true });
      const container = (await buildah(["from", "scratch"])).stdout.trim();
      await buildah(["add", "--quiet", container, folder, "/"]);
      const path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
      await buildah(["config", "--cmd", "bash", "--env", path, container]);
      await buildah(["commit", "--quiet", "--rm", container, base]);
      rmSync(folder, { recursive: true, force: true });
    },
    async build() {
      const how = ["--isolation", "chroot", "--format", "docker", "--pull-never", "--tag", NAME];
      const without = ["--build-arg", "BASE_DIGEST="]; // The stand-in has another one.
      const { output } = await buildah(["bud", ...how, ...without, ...(await registrySettings()), course]);
      return output;
    },
    /** Mounts the image: `root`, where its files are, and what it says of itself. */
    async mount() {
      const container = (await buildah(["from", "--pull-never", NAME])).stdout.trim();
      const root = (await buildah(["mount", container])).stdout.trim();
      const about = JSON.parse((await buildah(["inspect", "--type", "image", NAME])).stdout);
      // Only Docker's own format has a health check.
      return {
        root,
        config: about.OCIv1.config,
        healthcheck: about.Docker.config.Healthcheck.Test.slice(1),
        unmount: () => buildah(["rm", container]),
      };
    },
  };
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
