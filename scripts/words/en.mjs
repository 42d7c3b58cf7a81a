/** What set-up and `npm start` say. {@link es} has the same keys. */
export const en = {
  steps: {
    "python-environment": "Python environment",
    "python-packages": "JupyterLab and Node 24",
    "npm-packages": "npm packages",
    build: "build",
    kernelspec: "TypeScript kernel",
    nbgrader: "nbgrader",
    materials: "tools of the materials",
    "materials-build": "build of the materials",
    seal: "only what it takes to run",
    "practice-api": "practice API",
    jupyterlab: "JupyterLab",
  },
  stepFailed: "failed",
  interrupted: "Stopped. Run the command again: it takes up where this one left off.",

  options: {
    unknownOption: (name, help) => `Unknown option '${name}'. \`${help}\` lists the options.`,
    unexpectedArgument: (value, help) => `Unexpected argument '${value}'. \`${help}\` lists the options.`,
    needsValue: (name, help) => `Option '${name}' needs a value. \`${help}\` lists the options.`,
    takesNoValue: (name, help) => `Option '${name}' takes no value. \`${help}\` lists the options.`,
    badLanguage: (value) => `\`--lang\` is en or es, not \`${value}\`.`,
  },

  setUp: {
    help: (
      steps,
    ) => `Sets the course up, as every other command does first. What is done already stays as it is.

  node scripts/cli.mjs set-up [options]

  --only STEP,STEP  only these: ${steps.join(", ")}
  --image           for a container's image: without the tools of tests and development, and never set up again
  --help            this text`,
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
  --notebooks FOLDER where your notebooks lie, in en/ and es/ (default: my-notebooks/)
  --help             this text

Ctrl-C stops everything that was started.`,
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

  present: {
    help: `Projects a lesson as slides, live, in JupyterLab. The first time it installs what that takes.

  npm run present -- [lesson] [options]
  npm run present -- 02 --lang es

  lesson             its number or its name (default: 00)
  and every option of \`npm start\`: --lang, --port, --ip, --no-browser, --notebooks, --help

Click on the slide once; then → and ← turn the slides, and the space bar shows what comes next on one. Shift+Enter runs
a cell, and Ctrl+Shift+Enter everything above it first, also what is on no slide. Escape ends the presentation. Ctrl-C
here stops everything.`,
    unknownLesson: (given, lessons) => `There is no lesson '${given}', only ${lessons}.`,
    notHere: "A container's image cannot present: its tools are not in it. Use a clone of the course.",
    oneLesson: (given) => `One lesson at a time, please, not also '${given}'.`,
  },

  lessons: {
    help: `Your own notebooks, in my-notebooks/. Each start brings them up to date and overwrites no work.

  npm run lesson -- changes 02   shows what the new version of lesson 02 changed
  npm run lesson -- fresh 02     puts a fresh copy in place; what you wrote stays beside it, as ….mine.ipynb

  --lang en|es        of one language only (default: of each in which you changed the lesson)
  --notebooks FOLDER  the folder that \`npm start\` got (default: my-notebooks/)
  --help              this text`,
    badOption: (problem) => `${problem}. \`npm run lesson -- --help\` shows how it is used.`,
    badVerb: (given) => `'${given}' is neither \`changes\` nor \`fresh\``,
    whichOne: "Which lesson? Name one, such as 02",
    unknownLesson: (given) => `There is no lesson '${given}'`,
    noFolder: (folder) => `${folder} holds no lessons yet: \`npm start\` puts them there.`,
    offered: (files, lesson) =>
      `New versions of lessons lie beside yours: ${files}. \`npm run lesson -- changes ${lesson}\` shows what is new in one.`,
    gone: (files) => `No longer in the course, and kept because you worked in it: ${files}.`,
    taken: (folder, files) => `Your work from notebooks/ is in ${folder} now: ${files}.`,
    notTaken: (file, why) => `Your work in ${file} could not be moved to my-notebooks/: ${why}.`,
    notUpdated: (folder, why) =>
      `The lessons in ${folder} could not be brought up to date: ${why}. ` +
      "`npm start -- --notebooks FOLDER` takes another folder.",
    untouched: (file) => `${file} is as the course has it now.`,
    fresh: (file) => `${file} is a fresh copy. If it is open in JupyterLab: File, Reload Notebook from Disk.`,
    kept: (file) => `Yours is ${file} now.`,
    noBase: (file) =>
      `It is not known which version ${file} was made of: compare it with the new one beside it.`,
    noChanges: (file) => `${file}: the course has changed nothing since you got it.`,
    changes: (file, count) =>
      `${file}: ${count === 1 ? "one cell" : `${count} cells`} changed since you got it.`,
    cell: {
      changed: (number) => `Cell ${number}, changed:`,
      added: (number) => `Cell ${number}, new:`,
      removed: "Taken out:",
    },
  },

  materials: {
    help: `Makes what a class is given from the lessons, in dist/materials/{en,es}/: guide.pdf, slides.pptx, site/ and notebooks.zip.

  npm run materials -- [options]

  --lang en|es      in one language (default: in both)
  --only NAME,NAME  only these: guide, slides, site, notebooks (default: all)
  --help            this text

The solved lessons are executed first, once for all materials. What is up to date stays as it is.`,
    unknown: (name, names) => `\`--only\` knows no '${name}', only ${names.join(", ")}.`,
    waiting: (pid) => `Another run of this command is under way (process ${pid}): waiting for it.`,
  },

  site: {
    help: `Shows the web site of the lessons on this machine; what \`npm run materials\` makes is made first, if it is not up to date.

  npm run site -- [options]

  --lang en|es  language of the first page (default: the system's)
  --port N      port of 127.0.0.1 (default: 8000; when it is in use, the next free one)
  --help        this text

Ctrl-C stops it.`,
    portUsed: (port) => `Port ${port} is in use: choose another one with \`--port\`, or leave it out.`,
  },

  container: {
    notWritable: (folder, uid, gid) =>
      `${folder} cannot be written by user ${uid} (group ${gid}): mount a folder of theirs, ` +
      "or start with --user and the numbers of its owner.",
    full: (folder) => `The disk behind ${folder} is full: make room and start again.`,
  },
};
