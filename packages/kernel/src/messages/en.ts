/** What the kernel says, in English. */
export const en = {
  cell: "cell",
  parameter: (number: number) => `Parameter ${number}`,
  overloads: "It can also be called so:",
  silentCode: "code that ran silently",
  expression: "expression",
  line: "line",
  in: "in",
  causedBy: "caused by",
  frames: (count: number, library: string) => `${count} ${count === 1 ? "frame" : "frames"} of ${library}`,
  more: (count: number) => `and ${count} more`,
  notCompiled: (name: string, cell: number) =>
    `'${name}' is not there yet: cell ${cell}, which declares it, has a mistake. Fix and run that cell first.`,
  install: (module: string) =>
    `Is the name right? If it is, "npm install ${module}" in the notebook's folder brings it.`,
  takenName: (name: string) =>
    `The name '${name}' is taken: a cell runs as a CommonJS module, which has its own. Choose another name.`,
  awaitMissing: "Is an `await` missing in front of it?",
  notClosed: (bracket: string, line: number) => `The \`${bracket}\` of line ${line} is not closed.`,
  thousands: "Between the digits of a number nothing may stand but `_`: `10000` or `10_000`.",
  beginsIn: (line: number) => `It begins in line ${line}.`,
  declaredAgain: (name: string) =>
    `This cell declares '${name}' again, and the value is of the earlier one: create it again in this cell.`,
  otherScope: (name: string, line: number) =>
    `The '${name}' of line ${line} is known only in its block or function.`,
  maybeAbove: "If a cell above declares it, run that cell first.",
  undeclared: (name: string) =>
    `A new variable needs \`const\` or \`let\`: \`let ${name} = …\`. If a cell above declares it, run that cell first.`,
  fromPython: (form: string, ways: readonly string[], imports: string | undefined) =>
    `Python's ${form} is ${ways.join(" or ")} in TypeScript${imports === undefined ? "" : `, after ${imports}`}.`,
  noImportMeta:
    "A cell is no file of its own and has no `import.meta`: the notebook's folder is `process.cwd()`.",
  noPage: "There is no page here: the notebook runs in Node, not in a browser.",
  template: (form: string) =>
    `Python's ${form} is a text between backticks (\`) in TypeScript, and values stand in it as \${x}.`,
  pythonMistakes: {
    magic: "Commands with `%` are IPython's; this kernel has none.",
    timing:
      'Commands with `%` are IPython\'s; to measure time, put `console.time("t")` before the code and `console.timeEnd("t")` behind it.',
    shell:
      'A cell runs no shell commands with `!`: use a terminal, or `console.log(String(execSync("ls")))` after `import { execSync } from "node:child_process"`.',
    package: "Packages are installed in a terminal, in the notebook's folder: `npm install got`.",
    help: "There is no `?` and no `help()` here: put the cursor on the name and press Shift+Tab.",
    block: "Indentation makes no block in TypeScript: put the lines between `{` and `}`.",
    object: "Where a line begins, `{` opens a block; an object stands in parentheses: `({ a: 1 })`.",
    noDeclaration:
      "TypeScript needs no `global` or `nonlocal`: a function may assign what is declared around it.",
  },
  interrupted: (blocked: boolean): string =>
    blocked
      ? "You stopped the cell while it was computing; variables are kept."
      : "You stopped the cell while it was waiting; variables are kept, and its timers and requests are canceled.",
  forgottenAwait: (line: number, call: string) =>
    `Line ${line}: nobody waits for the promise of \`${call}\`. Put \`await\` before it, or \`void\` if that is on purpose.`,
  packageNotFound: (name: string, project: string | undefined) => {
    const places =
      project === undefined ? " beside the notebook" : `, neither beside the notebook nor in ${project}`;
    return `Cannot find the module '${name}'${places}; is the name right? Otherwise "npm install ${name}" in the notebook's folder brings it.`;
  },
  fileNotFound: (file: string, folder: string) => `Cannot find the file '${file}' from ${folder}.`,
  noExport: (file: string, name: string) => `'${file}' has no export called '${name}'.`,
  edited: (file: string) =>
    `${file} has changed since a cell imported it: run that cell again to use the new version.`,
  resources: {
    timer: (count: number) => `${count} ${count === 1 ? "timer" : "timers"}`,
    server: (count: number) => `${count} ${count === 1 ? "server" : "servers"}`,
    socket: (count: number) => `${count} ${count === 1 ? "open socket" : "open sockets"}`,
    process: (count: number) => `${count} ${count === 1 ? "child process" : "child processes"}`,
  },
  stillRunning: (what: string) => `Still running after this cell: ${what}.`,
  ownCode:
    "code of the stopped cell, in a loop that waits for neither a timer nor a request (restart the kernel to end it)",
  cellStopped: "the cell was stopped",
  noInput: "input() needs somebody to ask, and this notebook is run by a program.",
  noStandardInput:
    'Nobody can type into the standard input of a notebook: ask with `await input("name? ")` instead.',
  browserDialog: (name: string) =>
    `${name}() is a dialog of browsers: here ask with \`await input("name? ")\`, and show with console.log().`,
  noDebugger: "This kernel has no debugger; console.log and the traceback's lines are what it offers.",
  outOfMemory: (limitMb: number) =>
    `The kernel ran out of memory (limit: ${limitMb} MB) and was restarted. Its variables are gone: run the cells above again, with less data at a time.`,
  pendingPromise: "The promise is still pending: `await` before it would show its value.",
  displayFailed: (error: string) => `Its own display method failed: ${error}`,
  leftOut: (names: string) => `Not shown: ${names}.`,
  shortened: (length: number) =>
    `This is shortened: in full it has ${length} characters. Show a part of it to see more.`,
  noExit: "process.exit() would end the kernel and lose every variable; end the cell with `throw` instead.",
  /** Why the grader's sandbox denied something: by Node's permission, and what the kernel closes on top. */
  denied: {
    FileSystemRead: (path: string) =>
      `The grader runs a notebook alone, in an empty folder, and other files cannot be read there${path && `, such as ${path}`}.`,
    FileSystemWrite: (path: string) =>
      `The grader lets a notebook write in its own folder alone${path && `, not ${path}`}: give the file a name without a folder.`,
    ChildProcess: () =>
      "The grader lets no notebook start other programs: do the work in the notebook itself.",
    WorkerThreads: () =>
      "The grader lets no notebook start worker threads: do the work in the notebook's own thread.",
    Addons: () => "The grader loads no addons, which are libraries in machine code.",
    WASI: () => "The grader runs no WASI programs.",
    Inspector: () => "The grader lets no notebook use the inspector.",
    Closed: (name: string) => `The grader lets no notebook use ${name || "this"}: do without it.`,
    Network: (what: string) =>
      `${what} could not be reached: where homework is graded there may be no network but the course's own server.`,
  },
};

/** What every language has: a text for each message. */
export type Messages = typeof en;
