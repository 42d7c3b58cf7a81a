// Called by the entrypoint: puts the lessons into the learner's folder and writes what JupyterLab starts with there.
import { accessSync, constants, mkdirSync } from "node:fs";
import { placeLessons } from "../lessons/place-lessons.mjs";
import { tellPlaced } from "../lessons/working-copy.mjs";
import { writeLabDefaults, writeServerConfig } from "../start/jupyter-settings.mjs";
import { speak, systemLanguage, words } from "../words/index.mjs";

const [lessons, work] = process.argv.slice(2);
const lang = systemLanguage();
speak(lang);
const say = words().container;
try {
  mkdirSync(work, { recursive: true });
  accessSync(work, constants.W_OK);
  tellPlaced(placeLessons(lessons, work), console.error);
  // For those who start JupyterLab themselves: JupyterHub, Binder.
  writeServerConfig({ folder: process.env.JUPYTER_CONFIG_DIR, appSettings: writeLabDefaults(lang) });
} catch (error) {
  if (!["EACCES", "EPERM", "EROFS", "ENOSPC"].includes(error.code)) throw error;
  const { uid, gid } = { uid: process.getuid(), gid: process.getgid() };
  console.error(error.code === "ENOSPC" ? say.full(work) : say.notWritable(work, uid, gid));
  process.exitCode = 1;
}
