// Called by the entrypoint: puts the lessons into the learner's folder and writes what JupyterLab starts with there.
import { accessSync, constants, mkdirSync } from "node:fs";
import { placeLessons } from "../lessons/place-lessons.mjs";
import { writeLabDefaults, writeServerConfig } from "../start/jupyter-settings.mjs";
import { speak, systemLanguage, words } from "../words/index.mjs";

const [lessons, work] = process.argv.slice(2);
const lang = systemLanguage();
speak(lang);
const say = words().container;
try {
  mkdirSync(work, { recursive: true });
  accessSync(work, constants.W_OK);
  const { offered, gone } = placeLessons(lessons, work);
  for (const file of offered) console.error(words().lessons.offered(file));
  for (const file of gone) console.error(words().lessons.gone(file));
  // For those who start JupyterLab themselves: JupyterHub, Binder.
  writeServerConfig({ folder: process.env.JUPYTER_CONFIG_DIR, appSettings: writeLabDefaults(lang) });
} catch (error) {
  if (!["EACCES", "EPERM", "EROFS", "ENOSPC"].includes(error.code)) throw error;
  const { uid, gid } = { uid: process.getuid(), gid: process.getgid() };
  console.error(error.code === "ENOSPC" ? say.full(work) : say.notWritable(work, uid, gid));
  process.exitCode = 1;
}
