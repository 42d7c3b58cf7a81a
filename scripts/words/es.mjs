/** Lo que dicen la instalación y `npm start`: las mismas claves que {@link en}. */
export const es = {
  steps: {
    "python-environment": "entorno de Python",
    "python-packages": "JupyterLab y Node 24",
    "npm-packages": "paquetes de npm",
    build: "compilación",
    kernelspec: "kernel de TypeScript",
    nbgrader: "nbgrader",
    materials: "herramientas de los materiales",
    "materials-build": "compilación de los materiales",
    seal: "solo lo que hace falta para correr",
    "practice-api": "API de práctica",
    jupyterlab: "JupyterLab",
  },
  stepFailed: "falló",
  interrupted: "Detenido. Corré el comando otra vez: sigue donde quedó este.",

  options: {
    unknownOption: (name, help) => `No existe la opción '${name}'. \`${help}\` muestra las que hay.`,
    unexpectedArgument: (value, help) => `Sobra el argumento '${value}'. \`${help}\` muestra las opciones.`,
    needsValue: (name, help) => `A la opción '${name}' le falta un valor. \`${help}\` muestra las opciones.`,
    takesNoValue: (name, help) => `La opción '${name}' no lleva valor. \`${help}\` muestra las opciones.`,
    badLanguage: (value) => `\`--lang\` es en o es, no \`${value}\`.`,
  },

  setUp: {
    help: (
      steps,
    ) => `Instala el curso, como lo hacen primero todos los demás comandos. Lo que ya está, queda como está.

  node scripts/cli.mjs set-up [opciones]

  --only PASO,PASO  solo estos: ${steps.join(", ")}
  --image           para la imagen de un contenedor: sin las herramientas de pruebas y desarrollo, y de una vez para siempre
  --help            este texto`,
    notInClone:
      "esto es un clon, y el paso es para la imagen de un contenedor: saca las herramientas de desarrollo.",
    unknownStep: (name, steps) => `\`--only\` no conoce el paso '${name}', solo ${steps.join(", ")}.`,
    stoppedAt: (step, reason) => `La instalación se detuvo en «${step}»: ${reason}`,
    waiting: (pid) => `Hay otra instalación en marcha en esta carpeta (proceso ${pid}): la esperamos.`,
    commandFailed: (what, cause, log) => `${what} falló: ${cause}. Detalles: ${log}`,
    notStarted: (what, command, code) => `${what} falló: no se pudo ejecutar ${command} (${code}).`,
    saidNothing: "no dijo nada",
    causes: {
      network:
        "no hay conexión con el registro de paquetes; revisá la red (o el proxy) y corré el comando otra vez",
      certificate:
        "esta máquina no confía en el certificado del registro de paquetes; si hay un proxy de la empresa, poné la ruta de su certificado en NODE_EXTRA_CA_CERTS, PIP_CERT y SSL_CERT_FILE",
      diskFull: "el disco está lleno; hacé lugar y corré el comando otra vez",
      permission:
        "no hay permiso de escritura; fijate de quién es esta carpeta y cerrá los programas que la usen",
      hash: "una descarga no coincide con su hash; corré el comando otra vez y, si sigue igual, avisanos",
    },
  },

  python: {
    noVenv: (path, version) =>
      `${path} no puede crear entornos virtuales: instalá su módulo venv ` +
      `(en Debian y Ubuntu: sudo apt-get install python3-venv, o python${version}-venv) y corré el comando otra vez.`,
    tooOld: (path, version) =>
      `async-lab necesita Python 3.11 o más nuevo, y ${path} es ${version}: ` +
      "instalá uno más nuevo desde https://www.python.org/downloads/ y corré el comando otra vez.",
    none:
      "async-lab necesita Python 3.11 o más nuevo y no hay ninguno en el PATH: instalalo desde " +
      "https://www.python.org/downloads/ (en Debian y Ubuntu: sudo apt-get install python3 python3-venv) y corré el comando otra vez.",
  },

  start: {
    help: `Abre el curso: instala lo que falte, arranca la API de práctica y abre JupyterLab en los notebooks.

  npm start -- [opciones]

  --lang en|es         idioma de los notebooks y de JupyterLab (si no se indica, el del sistema)
  --port N             puerto de JupyterLab (8888; si está ocupado, el siguiente que esté libre)
  --ip DIRECCIÓN       dónde escucha JupyterLab (127.0.0.1, solo esta máquina)
  --no-browser         no abre el navegador; solo muestra la dirección
  --notebooks CARPETA  dónde están tus notebooks, en en/ y es/ (si no se indica, my-notebooks/)
  --help               este texto

Con Ctrl-C se detiene todo lo que se arrancó.`,
    badPort: (value) => `\`--port\` es un número de 1 a 65535, no \`${value}\`.`,
    badIp: (value) => `\`--ip\` es una dirección como 127.0.0.1, no \`${value}\`.`,
    noNotebook: (folder) => `No hay ningún notebook en ${folder}.`,
    portUsed: (port) => `El puerto ${port} está ocupado.`,
    portNeedsRights: (port) =>
      `El puerto ${port} es solo para administradores: elegí uno desde 1024 con \`--port\`.`,
    portsUsed: (first, last) =>
      `Los puertos de ${first} a ${last} están ocupados: elegí otro con \`--port\`.`,
    apiFailed: (problem) => `La API de práctica no arrancó: ${problem}`,
    apiEnded: "terminó enseguida",
    labEnded: (log) => `JupyterLab terminó solo. Sus últimas líneas, de ${log}:`,
    ready: (address, api) =>
      `\n  ${address}\n\nLa API de práctica está en ${api}. Con Ctrl-C se detiene todo.`,
    waiting: (pid) => `Hay otro arranque en marcha en esta carpeta (proceso ${pid}): lo esperamos.`,
    stopping: "\nDeteniendo ...",
    stopped: "Listo, todo detenido.",
  },

  present: {
    help: `Proyecta una lección como diapositivas, en vivo, en JupyterLab. La primera vez instala lo que hace falta.

  npm run present -- [lección] [opciones]
  npm run present -- 02 --lang es

  lección            su número o su nombre (por defecto: 00)
  y todas las opciones de \`npm start\`: --lang, --port, --ip, --no-browser, --notebooks, --help

Hacé clic una vez en la diapositiva; después → y ← pasan las diapositivas, y la barra espaciadora muestra lo que sigue en
una. Shift+Enter corre una celda, y Ctrl+Shift+Enter antes todo lo que está arriba, también lo que no está en ninguna
diapositiva. Escape termina la presentación. Ctrl-C acá detiene todo.`,
    unknownLesson: (given, lessons) => `No hay ninguna lección '${given}', solo ${lessons}.`,
    notHere:
      "La imagen de un contenedor no puede presentar: no trae las herramientas. Usá un clon del curso.",
    oneLesson: (given) => `De a una lección por vez, no también '${given}'.`,
  },

  lessons: {
    help: `Tus propios notebooks, en my-notebooks/. Cada arranque los actualiza y no pisa ningún trabajo.

  npm run lesson -- changes 02   muestra qué cambió en la versión nueva de la lección 02
  npm run lesson -- fresh 02     pone una copia nueva; lo que escribiste queda al lado, como ….mine.ipynb

  --lang en|es         de un solo idioma (si no se indica, de cada uno en que cambiaste la lección)
  --notebooks CARPETA  la carpeta que recibió \`npm start\` (si no se indica, my-notebooks/)
  --help               este texto`,
    badOption: (problem) => `${problem}. \`npm run lesson -- --help\` muestra cómo se usa.`,
    badVerb: (given) => `'${given}' no es ni \`changes\` ni \`fresh\``,
    whichOne: "¿Qué lección? Nombrá una, por ejemplo 02",
    unknownLesson: (given) => `No hay ninguna lección '${given}'`,
    noFolder: (folder) => `${folder} todavía no tiene lecciones: las pone \`npm start\`.`,
    offered: (files, lesson) =>
      `Hay versiones nuevas de lecciones al lado de las tuyas: ${files}. Con \`npm run lesson -- changes ${lesson}\` ves qué cambió en una.`,
    gone: (files) => `Ya no está en el curso, y queda porque trabajaste ahí: ${files}.`,
    taken: (folder, files) => `Tu trabajo de notebooks/ ahora está en ${folder}: ${files}.`,
    notTaken: (file, why) => `No se pudo llevar a my-notebooks/ tu trabajo de ${file}: ${why}.`,
    notUpdated: (folder, why) =>
      `No se pudieron poner al día las lecciones en ${folder}: ${why}. ` +
      "Con `npm start -- --notebooks CARPETA` usás otra carpeta.",
    untouched: (file) => `${file} está tal como lo tiene hoy el curso.`,
    fresh: (file) =>
      `${file} es una copia nueva. Si lo tenés abierto en JupyterLab: Archivo, Recargar Notebook desde el Disco.`,
    kept: (file) => `La tuya ahora es ${file}.`,
    noBase: (file) => `No se sabe de qué versión salió ${file}: comparalo con el nuevo, que está al lado.`,
    noChanges: (file) => `${file}: el curso no cambió nada desde que lo recibiste.`,
    changes: (file, count) =>
      `${file}: ${count === 1 ? "cambió una celda" : `cambiaron ${count} celdas`} desde que lo recibiste.`,
    cell: {
      changed: (number) => `Celda ${number}, cambiada:`,
      added: (number) => `Celda ${number}, nueva:`,
      removed: "Se sacó:",
    },
  },

  materials: {
    help: `Hace lo que recibe una clase a partir de las lecciones, en dist/materials/{en,es}/: guide.pdf, slides.pptx, site/ y notebooks.zip.

  npm run materials -- [opciones]

  --lang en|es          en un solo idioma (si no se indica, en los dos)
  --only NOMBRE,NOMBRE  solo estos: guide, slides, site, notebooks (si no se indica, todos)
  --help                este texto

Primero se ejecutan las lecciones resueltas, una vez para todos los materiales. Lo que está al día queda como está.`,
    unknown: (name, names) => `\`--only\` no conoce '${name}', solo ${names.join(", ")}.`,
    waiting: (pid) => `Este comando ya está en marcha en otro lado (proceso ${pid}): lo esperamos.`,
  },

  site: {
    help: `Muestra el sitio web de las lecciones en esta máquina; antes hace lo que hace \`npm run materials\`, si no está al día.

  npm run site -- [opciones]

  --lang en|es  idioma de la primera página (por defecto, el del sistema)
  --port N      puerto de 127.0.0.1 (por defecto 8000; si está ocupado, el siguiente libre)
  --help        este texto

Ctrl-C lo detiene.`,
    portUsed: (port) => `El puerto ${port} está ocupado: elegí otro con \`--port\`, o no pongas ninguno.`,
  },

  container: {
    notWritable: (folder, uid, gid) =>
      `El usuario ${uid} (grupo ${gid}) no puede escribir en ${folder}: montá una carpeta suya, ` +
      "o arrancá con --user y los números de quien es su dueño.",
    full: (folder) => `El disco de ${folder} está lleno: hacé lugar y arrancá otra vez.`,
  },
};
