import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { UserError } from "../set-up/failure.mjs";
import { interrupted } from "../set-up/interrupted.mjs";
import { run, tail } from "./command.mjs";
import { IMAGE } from "./image.mjs";

const CONFINED = [
  ...["--network=none", "--read-only", "--read-only-tmpfs=false", "--tmpfs=/tmp:size=1g"],
  // Less than podman's own, which take CAP_SYS_RESOURCE to set.
  ...["--ulimit=nofile=4096", "--ulimit=nproc=4096"],
  // Else podman leaves it to systemd to ask for the health, also where there is none.
  "--health-interval=disable",
];
const WITHOUT_RIGHTS = ["--cap-drop=ALL", "--security-opt=no-new-privileges"];

/**
 * Podman, with all that it keeps in a folder of its own.
 *
 * @param store path of that folder
 * @returns `podman`, which runs one of its commands to its end, and `spawnPodman`, which starts one
 */
export function openPodman(store) {
  const places = ["root", "runroot", "tmpdir"].flatMap((name) => [`--${name}`, join(store, name)]);
  // runc also knows machines with control groups of both versions, which crun does not.
  const global = [...places, "--runtime", "runc"];
  return {
    podman: (args, options) => run("podman", [...global, ...args], { name: `podman ${args[0]}`, ...options }),
    spawnPodman: (args) => spawn("podman", [...global, ...args], { stdio: ["ignore", "pipe", "pipe"] }),
  };
}

/** Runs a program of an image to its end, as root, and returns what it wrote. */
export async function runOnce({ podman }, image, [program, ...args]) {
  const options = [...CONFINED, "--user", "0:0", "--entrypoint", program];
  return (await podman(["run", "--rm", ...options, image, ...args])).stdout;
}

/**
 * Starts a container of the image, and removes it when `use` has ended.
 *
 * @param engine what `openPodman` returned
 * @param options.args what stands after the image's name on the command line
 * @param options.env variables, as with `--env`
 * @param options.user as with `--user`, both numbers; all but root are without capabilities
 * @param options.volumes `FROM:TO` or `FROM:TO:ro`, as with `--volume`
 * @param options.limits further options of `podman run`
 * @param use what to do with it
 * @returns what `use` returned
 */
export async function withContainer(engine, options, use) {
  const name = `async-lab-${randomUUID()}`;
  const container = startContainer(engine, name, options);
  try {
    return await use(container);
  } finally {
    const remove = ["rm", "--force", "--ignore", "--volumes", "--time", "0", name];
    await engine.podman(remove, { always: true });
    await container.ended;
  }
}

function startContainer({ podman, spawnPodman }, name, options) {
  const { args = [], env = {}, user = "1000:100", volumes = [], limits = [] } = options;
  const child = spawnPodman([
    ...["run", "--name", name, "--user", user, ...CONFINED, ...limits],
    ...(user.startsWith("0:") ? [] : WITHOUT_RIGHTS),
    ...Object.entries(env).map(([key, value]) => `--env=${key}=${value}`),
    ...volumes.map((volume) => `--volume=${volume}`),
    ...[IMAGE, ...args],
  ]);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => (output += text));
  let code;
  const ended = once(child, "close").then(([exitCode, signal]) => (code = exitCode ?? signal));
  const inspect = async (what) =>
    JSON.parse((await podman(["inspect", "--format", `{{json .State.${what}}}`, name])).stdout);
  return {
    output: () => output,
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
    /** Runs a command in it, and returns what that wrote. */
    exec: async (command, options) =>
      (await podman(["exec", "--interactive", name, ...command], options)).stdout,
    /** Waits until the image's own health check is content, and returns what it said. */
    async isHealthy(timeoutMs = 30_000) {
      for (const deadline = Date.now() + timeoutMs; ; await wait(200)) {
        const { code: unhealthy } = await podman(["healthcheck", "run", name], { codes: [0, 1] });
        const said = (await inspect("Health.Log")).at(-1)?.Output.trim();
        if (!unhealthy) return said;
        if (Date.now() > deadline)
          throw new UserError(`The container is not healthy: ${said}\n${tail(output)}`);
      }
    },
    /** Ends it as `docker stop` does, and returns how long that took, in seconds. */
    async stop() {
      const pid = await inspect("Pid");
      const startedAt = Date.now();
      // Not by `podman stop`, which would be measured too, as would be the taking apart that follows the end.
      process.kill(pid, "SIGTERM");
      await ended;
      return ((await inspect("FinishedAt.UnixMilli")) - startedAt) / 1000;
    },
  };
}
