import { join } from "node:path";
import { course, courseEnvironment, stateFolder } from "../set-up/paths.mjs";
import { writeWhole } from "../set-up/stamp.mjs";

const folder = join(stateFolder, "jupyter");

const LOCALES = { en: "en", es: "es_ES" };

/** Where the course's own extensions of JupyterLab are. */
export const labExtensions = join(course, "scripts", "start", "lab-extensions");

/** Where JupyterLab keeps what was changed in its settings menu. */
export const userSettings = join(folder, "settings");

/** Where JupyterLab remembers a session's open tabs. */
export const workspacesOf = (session) => join(folder, "workspaces", session);

/** Where the token is kept that lets a browser in. */
export const tokenFile = join(folder, "token");

/**
 * The environment that keeps JupyterLab inside the clone: it reads no settings of the learner's other
 * Jupyters, whose extensions may not be installed here, and writes none for them.
 *
 * @param session whose open tabs it remembers: by default a language
 * @param token what the browser shows to be let in; in the environment, where a list of processes does not show it
 */
export function jupyterEnvironment(session, token) {
  const environment = courseEnvironment({
    JUPYTER_TOKEN: token,
    JUPYTER_PREFER_ENV_PATH: "1",
    JUPYTER_CONFIG_DIR: join(folder, "config"),
    JUPYTER_DATA_DIR: join(folder, "data"),
    JUPYTER_RUNTIME_DIR: join(folder, "runtime"),
    JUPYTERLAB_SETTINGS_DIR: userSettings,
    JUPYTERLAB_WORKSPACES_DIR: workspacesOf(session),
    IPYTHONDIR: join(folder, "ipython"),
  });
  for (const name of ["JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "JUPYTERLAB_DIR", "JUPYTER_NO_CONFIG"])
    delete environment[name];
  return environment;
}

/**
 * Writes the defaults that JupyterLab starts with, and which its own settings menu can still change.
 *
 * @param lang language of its menus
 * @param options.session by default the language
 * @param options.settings more of them, by the name of their plugin
 * @returns the folder to give as `LabApp.app_settings_dir`; one for each session, so that two starts do not meet
 */
export function writeLabDefaults(lang, { session = lang, settings = {} } = {}) {
  const defaults = join(folder, "defaults", session);
  const overrides = {
    // `fetchNews` is what asks "would you like to get notified"; LabApp.news_url alone leaves the question.
    "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
    "@jupyterlab/translation-extension:plugin": { locale: LOCALES[lang] },
    // Beside the times of the files, their names would be cut off.
    "@jupyterlab/filebrowser-extension:browser": { showLastModifiedColumn: false },
    ...settings,
  };
  writeWhole(join(defaults, "overrides.json"), `${JSON.stringify(overrides, undefined, 2)}\n`);
  return defaults;
}

/**
 * Writes what is the same for every start of the server.
 *
 * @param options.folder where Jupyter looks for it
 * @param options.appSettings what `writeLabDefaults` returned, for a server that does not get it on its command line
 */
export function writeServerConfig({ folder: config = join(folder, "config"), appSettings } = {}) {
  const settings = {
    ServerApp: {
      port_retries: 0,
      answer_yes: true,
      // Neither is needed to work on notebooks: these are made from course/ beforehand, and the kernel itself
      // completes and inspects, where language servers found on this machine know nothing of its cells.
      jpserver_extensions: { jupyterlab_jupytext: false, jupyter_lsp: false },
    },
    // A notebook of the course runs on the course's kernel: with no other on offer, there is nothing to ask.
    KernelSpecManager: { allowed_kernelspecs: ["tslab"], ensure_native_kernel: false },
    MultiKernelManager: { default_kernel_name: "tslab" },
    LabApp: {
      extra_labextensions_path: [labExtensions],
      news_url: null,
      check_for_updates_class: "jupyterlab.NeverCheckForUpdate",
      ...(appSettings && { app_settings_dir: appSettings }),
    },
  };
  writeWhole(join(config, "jupyter_server_config.json"), `${JSON.stringify(settings, undefined, 2)}\n`);
}
