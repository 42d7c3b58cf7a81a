/** What set-up and `npm start` say. {@link es} has the same keys. */
export const en = {
  steps: {
    pythonEnvironment: "Python environment",
    pythonPackages: "JupyterLab and Node 24",
    npmPackages: "npm packages",
    build: "build",
    kernelspec: "TypeScript kernel",
    nbgrader: "nbgrader",
    seal: "only what it takes to run",
    practiceApi: "practice API",
    jupyterLab: "JupyterLab",
  },
  stepFailed: "failed",
  interrupted: "Stopped. Run the command again: it takes up where this one left off.",

  setUp: {
    help: (
      steps,
    ) => `Sets the course up, as every other command does first. What is done already stays as it is.

  node scripts/set-up.mjs [options]

  --only STEP,STEP  only these: ${steps.join(", ")}
  --image           for a container's image: without the tools of tests and development, and never set up again
  --help            this text`,
    badOption: (problem) => `${problem}. \`node scripts/set-up.mjs --help\` lists the options.`,
    notInClone:
      "this is a clone, and the step is for a container's image: it takes the tools of development away.",
    unknownStep: (name, steps) => `\`--only\` knows no step '${name}', only ${steps.join(", ")}.`,
    stoppedAt: (step, reason) => `Set-up stopped at "${step}": ${reason}`,
    waiting: (pid) => `Another set-up of this folder is running (process ${pid}): waiting for it.`,
    commandFailed: (what, cause, log) => `${what} failed: ${cause}. Details: ${log}`,
    notStarted: (what, command, code) => `${what} failed: ${command} could not be started (${code}).`,
    saidNothing: "it said nothing",
    causes: {
      network:
        "no connection to the package registry; check the network (or the proxy) and run the command again",
      certificate:
        "the package registry's certificate is not trusted here; behind a company proxy, set NODE_EXTRA_CA_CERTS, PIP_CERT and SSL_CERT_FILE to its certificate",
      diskFull: "the disk is full; make room and run the command again",
      permission: "no permission to write; check who owns this folder and close programs that use it",
      hash: "a download does not match its hash in the lock; run the command again, and report it if it stays",
    },
  },

  python: {
    noVenv: (path, version) =>
      `${path} cannot make virtual environments: install its venv module ` +
      `(on Debian and Ubuntu: sudo apt-get install python3-venv, or python${version}-venv) and run the command again.`,
    tooOld: (path, version) =>
      `async-lab needs Python 3.11 or newer, and ${path} is ${version}: ` +
      "install a newer one from https://www.python.org/downloads/ and run the command again.",
    none:
      "async-lab needs Python 3.11 or newer, and found none on PATH: install it from " +
      "https://www.python.org/downloads/ (on Debian and Ubuntu: sudo apt-get install python3 python3-venv) and run the command again.",
  },

  start: {
    help: `Opens the course: sets up what is missing, starts the practice API, and opens JupyterLab on the notebooks.

  npm start -- [options]

  --lang en|es       language of the notebooks and of JupyterLab (default: the system's)
  --port N           port of JupyterLab (default: 8888; when it is in use, the next free one)
  --ip ADDRESS       where JupyterLab listens (default: 127.0.0.1, this machine alone)
  --no-browser       do not open a browser; print the address only
  --notebooks FOLDER folder with the notebooks en/ and es/ (default: notebooks/)
  --help             this text

Ctrl-C stops everything that was started.`,
    unknownOption: (name) => `Unknown option '${name}'. \`npm start -- --help\` lists the options.`,
    unexpectedArgument: (value) =>
      `Unexpected argument '${value}'. \`npm start -- --help\` lists the options.`,
    needsValue: (name) => `Option '${name}' needs a value. \`npm start -- --help\` lists the options.`,
    takesNoValue: (name) => `Option '${name}' takes no value. \`npm start -- --help\` lists the options.`,
    badLanguage: (value) => `\`--lang\` is en or es, not \`${value}\`.`,
    badPort: (value) => `\`--port\` is a number from 1 to 65535, not \`${value}\`.`,
    badIp: (value) => `\`--ip\` is an address such as 127.0.0.1, not \`${value}\`.`,
    noNotebook: (folder) => `There is no notebook in ${folder}.`,
    portUsed: (port) => `Port ${port} is in use.`,
    portNeedsRights: (port) => `Port ${port} needs an administrator: choose one from 1024 with \`--port\`.`,
    portsUsed: (first, last) =>
      `The ports from ${first} to ${last} are in use: choose another one with \`--port\`.`,
    apiFailed: (problem) => `The practice API did not start: ${problem}`,
    apiEnded: "it ended at once",
    labEnded: (log) => `JupyterLab ended by itself. Its last lines, of ${log}:`,
    ready: (address, api) => `\n  ${address}\n\nThe practice API is at ${api}. Ctrl-C stops everything.`,
    waiting: (pid) => `Another start of this folder is under way (process ${pid}): waiting for it.`,
    stopping: "\nStopping ...",
    stopped: "Stopped.",
  },

  container: {
    newLesson: (file) => `A lesson has changed: the new one is ${file}, beside yours.`,
    notWritable: (folder, uid, gid) =>
      `${folder} cannot be written by user ${uid} (group ${gid}): mount a folder of theirs, ` +
      "or start with --user and the numbers of its owner.",
    full: (folder) => `The disk behind ${folder} is full: make room and start again.`,
  },
};
