import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { UserError } from "../set-up/failure.mjs";
import { interrupted } from "../set-up/interrupted.mjs";
import { run, tail } from "./command.mjs";

// What an engine does with an image, by the kernel's own means: name spaces of its own (no network but the loop-back),
// the root file system read-only, a /tmp in memory, the volumes, and then the user without any capability.
const START = `
set -eu
root=$1; shift
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=1777,size=1g tmpfs "$root/tmp"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for name in null zero full random urandom; do : > "$root/dev/$name"; mount --bind "/dev/$name" "$root/dev/$name"; done
mkdir -m 1777 "$root/dev/shm"; ln -s /proc/self/fd "$root/dev/fd"
while [ "$1" != -- ]; do
  mkdir -p "$root$2"
  mount --bind "$1" "$root$2"
  [ "$3" = rw ] || mount -o remount,bind,ro "$root$2"
  shift 3
done; shift
mount -o remount,bind,ro "$root"
chroot "$root" python3 -c 'import fcntl, socket, struct
fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sh14x", b"lo", 0x49))'
exec chroot "$root" "$@"
`;

/**
 * Runs a container of an image's files, as `docker run --network none --read-only --tmpfs /tmp --cap-drop ALL` would.
 *
 * @param image `{ root, config }`: where its files are mounted, and its OCI configuration
 * @param options.args what stands after the image's name on the command line
 * @param options.env variables, as with `-e`
 * @param options.user as with `--user`, both numbers; root keeps its capabilities
 * @param options.volumes `{ from, to, readOnly }`
 * @param options.limits `{ memory, pids }`, where the machine's control groups can be written
 * @param use what to do with it; afterwards it is gone
 * @returns what `use` returned
 */
export async function withContainer(image, options, use) {
  const container = startContainer(image, options);
  try {
    return await use(container);
  } finally {
    await container.remove();
  }
}

function startContainer(image, { args = [], env = {}, user = "1000:100", volumes = [], limits } = {}) {
  const group = limits && makeGroup(limits);
  const inside = asUser(image.config, user, env);
  const mounts = volumes.flatMap(({ from, to, readOnly }) => [from, to, readOnly ? "ro" : "rw"]);
  const spaces = ["--mount", "--pid", "--fork", "--net", "--ipc", "--uts"];
  const script = `${group?.enter ?? ""}exec unshare ${spaces.join(" ")} sh -c "$0" sh "$@"`;
  const child = spawn(
    "sh",
    ["-c", script, START, image.root, ...mounts, "--", ...inside, ...image.config.Entrypoint, ...args],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => (output += text));
  let code;
  const ended = once(child, "close").then(([exitCode, signal]) => (code = exitCode ?? signal));
  const init = () => {
    const [pid] = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8").trim().split(" ");
    return Number(pid);
  };
  return {
    output: () => output,
    /** What the limits are made of; nothing where they could not be set. */
    limited: group?.names ?? [],
    /** Its exit code, once it has ended. */
    ended,
    /** Waits until its output matches. */
    async says(pattern, timeoutMs = 60_000) {
      for (const deadline = Date.now() + timeoutMs; !interrupted.aborted; await wait(50)) {
        const match = pattern.exec(output);
        if (match) return match;
        if (code !== undefined) throw new UserError(`The container ended with ${code}:\n${tail(output)}`);
        if (Date.now() > deadline)
          throw new UserError(`The container did not say ${String(pattern)}:\n${tail(output)}`);
      }
      throw interrupted.reason;
    },
    /** Runs a command in it, as `docker exec` does. */
    exec: (command, options) => {
      const enter = [
        "--target",
        String(init()),
        "--mount",
        "--pid",
        "--net",
        "--ipc",
        "--uts",
        "--root",
        "--wd",
      ];
      return run("nsenter", [...enter, ...asUser(image.config, user, env), ...command], options);
    },
    /** Waits until the image's own health check is content, as an engine does, and returns what it said. */
    async isHealthy(timeoutMs = 30_000) {
      for (const deadline = Date.now() + timeoutMs; ; await wait(200)) {
        const { code: unhealthy, output: said } = await this.exec(image.healthcheck, { codes: [0, 1] });
        if (!unhealthy) return said.trim();
        if (Date.now() > deadline)
          throw new UserError(`The container is not healthy: ${said}${tail(output)}`);
      }
    },
    /** Ends it as `docker stop` does, and returns how long that took, in seconds. */
    async stop() {
      const startedAt = performance.now();
      process.kill(init(), "SIGTERM");
      await ended;
      return (performance.now() - startedAt) / 1000;
    },
    async remove() {
      // The first process of its name space: with it, all the others go.
      if (code === undefined) process.kill(init(), "SIGKILL");
      await ended;
      group?.remove();
    },
  };
}

function asUser(config, user, env) {
  const [uid, gid] = user.split(":");
  const drop = ["--inh-caps=-all", "--ambient-caps=-all", "--bounding-set=-all", "--no-new-privs"];
  const variables = { ...Object.fromEntries(config.Env.map((line) => line.split(/=(.*)/s))), ...env };
  return [
    ...["env", "-i", ...Object.entries(variables).map(([name, value]) => `${name}=${value}`)],
    ...["setpriv", "--reuid", uid, "--regid", gid, "--clear-groups", ...(uid === "0" ? [] : drop), "--"],
  ];
}

/** A control group with these limits, in the first or the second version of the kernel's; `undefined` where none can be made. */
function makeGroup({ memory, pids }) {
  const base = "/sys/fs/cgroup";
  const second = existsSync(join(base, "cgroup.controllers"));
  const wanted = second
    ? [["", { "memory.max": memory, "pids.max": pids }]]
    : [
        ["memory", { "memory.limit_in_bytes": memory }],
        ["pids", { "pids.max": pids }],
      ];
  const folders = [];
  const remove = () => folders.forEach((folder) => rmdirSync(folder));
  try {
    for (const [controller, files] of wanted) {
      const folder = join(base, controller, `async-lab-${process.pid}-${Date.now()}`);
      mkdirSync(folder);
      folders.push(folder);
      for (const [name, value] of Object.entries(files)) writeFileSync(join(folder, name), String(value));
    }
  } catch {
    remove();
    return undefined;
  }
  const enter = folders.map((folder) => `echo $$ > ${folder}/cgroup.procs; `).join("");
  return { enter, remove, names: ["memory", "pids"] };
}
