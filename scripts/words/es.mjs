/** Lo que dicen la instalación y `npm start`: las mismas claves que {@link en}. */
export const es = {
  steps: {
    pythonEnvironment: "entorno de Python",
    pythonPackages: "JupyterLab y Node 24",
    npmPackages: "paquetes de npm",
    build: "compilación",
    kernelspec: "kernel de TypeScript",
    nbgrader: "nbgrader",
    seal: "solo lo que hace falta para correr",
    practiceApi: "API de práctica",
    jupyterLab: "JupyterLab",
  },
  stepFailed: "falló",
  interrupted: "Detenido. Corré el comando otra vez: sigue donde quedó este.",

  setUp: {
    help: (
      steps,
    ) => `Instala el curso, como lo hacen primero todos los demás comandos. Lo que ya está, queda como está.

  node scripts/set-up.mjs [opciones]

  --only PASO,PASO  solo estos: ${steps.join(", ")}
  --image           para la imagen de un contenedor: sin las herramientas de pruebas y desarrollo, y de una vez para siempre
  --help            este texto`,
    badOption: (problem) => `${problem}. \`node scripts/set-up.mjs --help\` muestra las opciones.`,
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
  --notebooks CARPETA  carpeta con los notebooks en/ y es/ (si no se indica, notebooks/)
  --help               este texto

Con Ctrl-C se detiene todo lo que se arrancó.`,
    unknownOption: (name) => `No existe la opción '${name}'. \`npm start -- --help\` muestra las que hay.`,
    unexpectedArgument: (value) =>
      `Sobra el argumento '${value}'. \`npm start -- --help\` muestra las opciones.`,
    needsValue: (name) =>
      `A la opción '${name}' le falta un valor. \`npm start -- --help\` muestra las opciones.`,
    takesNoValue: (name) =>
      `La opción '${name}' no lleva valor. \`npm start -- --help\` muestra las opciones.`,
    badLanguage: (value) => `\`--lang\` es en o es, no \`${value}\`.`,
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

  container: {
    newLesson: (file) => `Cambió una lección: la nueva es ${file}, al lado de la tuya.`,
    notWritable: (folder, uid, gid) =>
      `El usuario ${uid} (grupo ${gid}) no puede escribir en ${folder}: montá una carpeta suya, ` +
      "o arrancá con --user y los números de quien es su dueño.",
    full: (folder) => `El disco de ${folder} está lleno: hacé lugar y arrancá otra vez.`,
  },
};
