/**
 * What people who know Python write, and the TypeScript for it. Each entry lists Python's form, then TypeScript's, one
 * or several; a last one that begins with `import` is needed for it.
 */
import { messages } from "./messages/index.js";

/** Python's form, then TypeScript's. */
export type PythonWord = readonly [python: string, ...typescript: string[]];

/** What stands for a text between backticks, whose own would be lost among those that mark code. */
export const template = "`";

type Words = Readonly<Record<string, PythonWord>>;

const sleep = 'import { setTimeout as sleep } from "node:timers/promises"';
const readFile = 'import { readFile } from "node:fs/promises"';

/** Names that mean something in Python wherever they stand. */
export const names: Words = {
  None: ["None", "null", "undefined"],
  True: ["True", "true"],
  False: ["False", "false"],
  self: ["self.x", "this.x"],
  cls: ["cls.x", "this.constructor.x"],
  elif: ["elif x:", "else if (x) { … }"],
  lambda: ["lambda x: x", "(x) => x"],
  not: ["not x", "!x"],
  Exception: ["Exception", "Error"],
  ...Object.fromEntries(
    ["Attribute", "FileNotFound", "Import", "Index", "IO", "Key", "ModuleNotFound", "NotImplemented", "OS"]
      .concat(["Runtime", "Value", "ZeroDivision"])
      .map((name): [string, PythonWord] => [`${name}Error`, [`${name}Error`, "Error"]]),
  ),
  KeyboardInterrupt: ["KeyboardInterrupt", "Error"],
  StopIteration: ["StopIteration", "{ done: true }"],
  np: ["np.array(xs)", "Float64Array.from(xs)"],
  numpy: ["numpy.array(xs)", "Float64Array.from(xs)"],
  pd: ["pd.DataFrame(rows)", "aq.from(rows)", 'import * as aq from "arquero"'],
  pandas: ["pandas.DataFrame(rows)", "aq.from(rows)", 'import * as aq from "arquero"'],
  defaultdict: ["defaultdict(list)", "new Map()"],
  OrderedDict: ["OrderedDict()", "new Map()"],
  Counter: ["Counter(xs)", "Object.groupBy(xs, (x) => x)"],
  deque: ["deque()", "[]"],
  namedtuple: ["namedtuple", "interface"],
  dataclass: ["@dataclass", "interface"],
  __name__: ['if __name__ == "__main__":', "await main()"],
};

/** Statements of Python that are a single word. */
export const statements: Words = {
  pass: ["pass", "{}"],
  raise: ["raise", "throw error"],
};

/** Names of Python that are functions there; without a call they may be a learner's own. */
export const calls: Words = {
  print: ["print(x)", "console.log(x)"],
  len: ["len(xs)", "xs.length", "map.size"],
  str: ["str(x)", "String(x)"],
  int: ["int(x)", "Number(x)", "Math.trunc(x)"],
  float: ["float(x)", "Number(x)"],
  bool: ["bool(x)", "Boolean(x)"],
  complex: ["complex(a, b)", "{ re: a, im: b }"],
  list: ["list(xs)", "[...xs]"],
  dict: ["dict()", "{}", "new Map()"],
  set: ["set(xs)", "new Set(xs)"],
  frozenset: ["frozenset(xs)", "new Set(xs)"],
  tuple: ["tuple(xs)", "[...xs]"],
  bytes: ["bytes(x)", "Buffer.from(x)"],
  bytearray: ["bytearray(n)", "new Uint8Array(n)"],
  range: ["range(n)", "Array.from({ length: n }, (_, i) => i)", "for (let i = 0; i < n; i++)"],
  enumerate: ["enumerate(xs)", "xs.entries()"],
  zip: ["zip(xs, ys)", "xs.map((x, i) => [x, ys[i]])"],
  map: ["map(f, xs)", "xs.map(f)"],
  filter: ["filter(f, xs)", "xs.filter(f)"],
  reduce: ["reduce(f, xs, start)", "xs.reduce(f, start)"],
  sum: ["sum(xs)", "xs.reduce((a, b) => a + b, 0)"],
  min: ["min(xs)", "Math.min(...xs)"],
  max: ["max(xs)", "Math.max(...xs)"],
  abs: ["abs(x)", "Math.abs(x)"],
  round: ["round(x)", "Math.round(x)", "x.toFixed(2)"],
  pow: ["pow(x, y)", "x ** y"],
  divmod: ["divmod(x, y)", "[Math.floor(x / y), x % y]"],
  sorted: ["sorted(xs)", "xs.toSorted()"],
  reversed: ["reversed(xs)", "xs.toReversed()"],
  any: ["any(xs)", "xs.some((x) => x)"],
  all: ["all(xs)", "xs.every((x) => x)"],
  type: ["type(x)", "typeof x"],
  isinstance: ["isinstance(x, C)", "x instanceof C"],
  issubclass: ["issubclass(A, B)", "A.prototype instanceof B"],
  callable: ["callable(x)", 'typeof x === "function"'],
  getattr: ["getattr(x, name)", "x[name]"],
  setattr: ["setattr(x, name, value)", "x[name] = value"],
  hasattr: ["hasattr(x, name)", "name in x"],
  dir: ["dir(x)", "Object.keys(x)"],
  vars: ["vars(x)", "Object.entries(x)"],
  repr: ["repr(x)", "JSON.stringify(x)"],
  format: ["format(x, '.2f')", "x.toFixed(2)"],
  ord: ["ord(c)", "c.codePointAt(0)"],
  chr: ["chr(n)", "String.fromCodePoint(n)"],
  hex: ["hex(n)", "n.toString(16)"],
  bin: ["bin(n)", "n.toString(2)"],
  oct: ["oct(n)", "n.toString(8)"],
  iter: ["iter(xs)", "xs[Symbol.iterator]()"],
  next: ["next(it)", "it.next().value"],
  exit: ["exit()", 'throw new Error("…")'],
  quit: ["quit()", 'throw new Error("…")'],
  open: ["open(path).read()", 'await readFile(path, "utf8")', readFile],
};

/** Names of Python that are types there. */
export const types: Words = {
  str: ["str", "string"],
  int: ["int", "number"],
  float: ["float", "number"],
  bool: ["bool", "boolean"],
  None: ["None", "null", "void"],
  bytes: ["bytes", "Uint8Array"],
  list: ["list[int]", "number[]"],
  List: ["List[int]", "number[]"],
  dict: ["dict[str, int]", "Record<string, number>"],
  Dict: ["Dict[str, int]", "Record<string, number>"],
  set: ["set[str]", "Set<string>"],
  tuple: ["tuple[str, int]", "[string, number]"],
  Tuple: ["Tuple[str, int]", "[string, number]"],
  Any: ["Any", "unknown"],
  Optional: ["Optional[int]", "number | undefined"],
  Union: ["Union[int, str]", "number | string"],
  Callable: ["Callable[[int], str]", "(x: number) => string"],
  Exception: ["Exception", "Error"],
};

/** Modules of Python, by `module.member`; `module.` is any other member. */
export const members: Words = {
  "asyncio.sleep": ["await asyncio.sleep(1)", "await sleep(1000)", sleep],
  "asyncio.gather": ["await asyncio.gather(a, b)", "await Promise.all([a, b])"],
  "asyncio.run": ["asyncio.run(main())", "await main()"],
  "asyncio.create_task": ["asyncio.create_task(f())", "const task = f()"],
  "asyncio.ensure_future": ["asyncio.ensure_future(f())", "const task = f()"],
  "asyncio.wait": ["await asyncio.wait(tasks)", "await Promise.allSettled(tasks)"],
  "asyncio.wait_for": ["asyncio.wait_for(f(), 1)", "AbortSignal.timeout(1000)"],
  "asyncio.timeout": ["asyncio.timeout(1)", "AbortSignal.timeout(1000)"],
  "asyncio.as_completed": ["asyncio.as_completed(tasks)", "Promise.race(tasks)"],
  "asyncio.Semaphore": ["asyncio.Semaphore(10)", "pLimit(10)", 'import pLimit from "p-limit"'],
  "asyncio.to_thread": [
    "asyncio.to_thread(f)",
    "new Worker(file)",
    'import { Worker } from "node:worker_threads"',
  ],
  "asyncio.TaskGroup": ["asyncio.TaskGroup()", "await Promise.all(tasks)"],
  "asyncio.": ["asyncio", "Promise"],
  "time.sleep": ["time.sleep(1)", "await sleep(1000)", sleep],
  "time.time": ["time.time()", "Date.now() / 1000"],
  "time.perf_counter": ["time.perf_counter()", "performance.now() / 1000"],
  "time.monotonic": ["time.monotonic()", "performance.now() / 1000"],
  "json.dumps": ["json.dumps(x)", "JSON.stringify(x)"],
  "json.loads": ["json.loads(text)", "JSON.parse(text)"],
  "json.load": ["json.load(file)", 'JSON.parse(await readFile(path, "utf8"))', readFile],
  "json.dump": ["json.dump(x, file)", "JSON.stringify(x)"],
  "math.": ["math.sqrt(x)", "Math.sqrt(x)"],
  "random.choice": ["random.choice(xs)", "xs[Math.floor(Math.random() * xs.length)]"],
  "random.randint": ["random.randint(1, n)", "1 + Math.floor(Math.random() * n)"],
  "random.random": ["random.random()", "Math.random()"],
  "random.uniform": ["random.uniform(a, b)", "a + (b - a) * Math.random()"],
  "os.environ": ["os.environ", "process.env"],
  "os.getenv": ["os.getenv(name)", "process.env[name]"],
  "os.getcwd": ["os.getcwd()", "process.cwd()"],
  "os.listdir": ["os.listdir(path)", "await readdir(path)", 'import { readdir } from "node:fs/promises"'],
  "os.path": ["os.path.join(a, b)", "join(a, b)", 'import { join } from "node:path"'],
  "sys.": ["sys", "process"],
  "re.compile": ["re.compile(r'…')", "/…/"],
  "re.search": ["re.search(r'…', text)", "/…/.exec(text)"],
  "re.match": ["re.match(r'…', text)", "/^…/.exec(text)"],
  "re.findall": ["re.findall(r'…', text)", "text.match(/…/g)"],
  "re.sub": ["re.sub(r'…', new, text)", "text.replace(/…/g, new)"],
  "datetime.now": ["datetime.now()", "new Date()"],
  "datetime.datetime": ["datetime.datetime.now()", "new Date()"],
  "logging.": ["logging.info(x)", "console.info(x)"],
  "requests.get": ["requests.get(url)", "await fetch(url)"],
  "requests.post": ["requests.post(url, data)", 'await fetch(url, { method: "POST", body })'],
  "requests.Session": ["requests.Session()", "got.extend({ … })", 'import got from "got"'],
  "requests.exceptions": ["requests.exceptions", "error.code"],
  "httpx.": ["httpx.get(url)", "await got(url)", 'import got from "got"'],
  "aiohttp.": ["aiohttp.ClientSession()", "await got(url)", 'import got from "got"'],
  "plt.": ["plt.plot(x, y)", "vl.compile(spec)", 'import * as vl from "vega-lite"'],
};

/** Arguments that Python's own functions take by name; `` is any other. */
export const keywords: Words = {
  end: ["print(x, end='')", "process.stdout.write(x)"],
  sep: ["print(x, y, sep=', ')", 'console.log([x, y].join(", "))'],
  reverse: ["sorted(xs, reverse=True)", "xs.toSorted().reverse()"],
  key: ["sorted(xs, key=f)", "xs.toSorted((a, b) => f(a) - f(b))"],
  indent: ["json.dumps(x, indent=2)", "JSON.stringify(x, null, 2)"],
  "": ["f(x, n=1)", "f(x, { n: 1 })"],
};

/** Methods of Python's lists. */
export const ofArrays: Words = {
  append: ["xs.append(x)", "xs.push(x)"],
  extend: ["xs.extend(ys)", "xs.push(...ys)"],
  insert: ["xs.insert(i, x)", "xs.splice(i, 0, x)"],
  remove: ["xs.remove(x)", "xs.splice(xs.indexOf(x), 1)"],
  index: ["xs.index(x)", "xs.indexOf(x)"],
  count: ["xs.count(x)", "xs.filter((y) => y === x).length"],
  copy: ["xs.copy()", "[...xs]"],
  clear: ["xs.clear()", "xs.length = 0"],
  len: ["len(xs)", "xs.length"],
  __len__: ["len(xs)", "xs.length"],
};

/** Methods of Python's strings. */
export const ofStrings: Words = {
  upper: ["s.upper()", "s.toUpperCase()"],
  lower: ["s.lower()", "s.toLowerCase()"],
  strip: ["s.strip()", "s.trim()"],
  lstrip: ["s.lstrip()", "s.trimStart()"],
  rstrip: ["s.rstrip()", "s.trimEnd()"],
  startswith: ["s.startswith(x)", "s.startsWith(x)"],
  endswith: ["s.endswith(x)", "s.endsWith(x)"],
  find: ["s.find(x)", "s.indexOf(x)"],
  join: ["s.join(xs)", "xs.join(s)"],
  format: ["'… {}'.format(x)", template],
  count: ["s.count(x)", "s.split(x).length - 1"],
  splitlines: ["s.splitlines()", 's.split("\\n")'],
  capitalize: ["s.capitalize()", "s.charAt(0).toUpperCase() + s.slice(1)"],
  isdigit: ["s.isdigit()", "/^\\d+$/.test(s)"],
  zfill: ["s.zfill(3)", 's.padStart(3, "0")'],
  ljust: ["s.ljust(9)", "s.padEnd(9)"],
  rjust: ["s.rjust(9)", "s.padStart(9)"],
  encode: ["s.encode()", "Buffer.from(s)"],
  len: ["len(s)", "s.length"],
};

/** Methods of Python's dicts, on an object. */
export const ofObjects: Words = {
  items: ["d.items()", "Object.entries(d)"],
  keys: ["d.keys()", "Object.keys(d)"],
  values: ["d.values()", "Object.values(d)"],
  get: ["d.get(key, other)", "d[key] ?? other"],
  update: ["d.update(e)", "Object.assign(d, e)"],
  setdefault: ["d.setdefault(key, x)", "d[key] ??= x"],
  pop: ["d.pop(key)", "delete d[key]"],
  copy: ["d.copy()", "{ ...d }"],
};

/** Methods of Python's dicts and sets, on a `Map` or a `Set`. */
export const ofMaps: Words = {
  items: ["d.items()", "map.entries()"],
  append: ["s.add(x)", "set.add(x)"],
  remove: ["s.remove(x)", "set.delete(x)"],
  discard: ["s.discard(x)", "set.delete(x)"],
  pop: ["d.pop(key)", "map.delete(key)"],
  copy: ["d.copy()", "new Map(map)"],
  len: ["len(d)", "map.size"],
};

/** What a response is asked in Python, of any type. */
export const ofAnything: Words = {
  status_code: ["response.status_code", "response.status", "response.statusCode"],
  raise_for_status: ["response.raise_for_status()", "if (!response.ok) throw new Error(response.statusText)"],
  __name__: ["C.__name__", "C.name"],
  __class__: ["x.__class__", "x.constructor"],
  __dict__: ["x.__dict__", "Object.entries(x)"],
};

/** What somebody wrote: Python, or what only its notebooks have. */
export type PythonMistake =
  PythonWord | "timing" | "magic" | "shell" | "package" | "help" | "noDeclaration" | "object" | "block";

/**
 * The sentence that names the TypeScript way, in the notebook's language.
 *
 * @example
 * sentenceOf(["len(xs)", "xs.length"]) // "Python's `len(xs)` is `xs.length` in TypeScript."
 */
export function sentenceOf(mistake: PythonMistake): string {
  if (typeof mistake === "string") return messages().pythonMistakes[mistake];
  const [form, ...ways] = mistake;
  if (ways[0] === template) return messages().template(quote(form));
  const imports = ways.at(-1)?.startsWith("import ") && ways.length > 1 ? ways.pop() : undefined;
  return messages().fromPython(
    quote(form),
    ways.map(quote),
    imports === undefined ? undefined : quote(imports),
  );
}

/** What has backticks of its own stands as it is. */
function quote(code: string): string {
  return code.includes("`") ? code : `\`${code}\``;
}
