import type { Language } from "../model.js";

const en = {
  file: "README.html",
  title: "Async HTTP for data scientists, in TypeScript",
  promise:
    "A course that opens in Jupyter and runs on your own machine. In each lesson you predict, run, see the picture, and write a function that is checked at once.",
  before: "Before you begin",
  needs: [
    'You need <a href="https://nodejs.org">Node</a> 20 or newer, which brings npm, and <a href="https://www.python.org/downloads/">Python</a> 3.11 or newer. In a terminal, <code>node --version</code> and <code>python3 --version</code> (on Windows, <code>python --version</code>) show what you have.',
    "The first start downloads some hundred MB, which takes minutes, and sets everything up in this folder. After that, no network is needed.",
  ],
  commands: "Two commands",
  terminal: "Open a terminal in the folder <code>async-lab</code>, which comes out of the archive:",
  systems: [
    [
      "Windows",
      "Right-click the archive, <i>Extract All…</i>. In Explorer, open the folder, type <code>cmd</code> into the address bar, and press <kbd>Enter</kbd>.",
    ],
    [
      "macOS",
      "Double-click the archive. In Finder, right-click the folder, <i>Services</i>, <i>New Terminal at Folder</i>.",
    ],
    ["Linux", "Unpack the archive. In your file manager, right-click the folder, <i>Open in Terminal</i>."],
  ],
  start: "npm start",
  started: "This opens the course in your browser. <kbd>Ctrl</kbd>+<kbd>C</kbd> in the terminal ends it.",
  progress: "npm run progress",
  progressed: "This shows what you have solved.",
  work: "Your work",
  about: [
    "You work in <code>my-notebooks/</code>, which the first start makes. No start overwrites what you did there.",
    "<code>npm run lesson -- fresh 02</code> gives you a fresh copy of lesson 02; yours stays beside it.",
    "<code>npm run submit -- my-notebooks/en/09-homework.ipynb --name … --id …</code> writes the file with your homework to hand in.",
    "A newer archive: unpack it into a folder of its own, and copy your <code>my-notebooks</code> into that. Its first start brings the lessons up to date.",
    "To remove the course, delete the folder.",
  ],
  trouble: "When something goes wrong",
  answers: [
    "<b>“cannot make virtual environments”</b>: on Debian and Ubuntu, <code>sudo apt-get install python3-venv</code>.",
    "<b>Set-up stops half-way</b>: run the same command again, it goes on from there. The line that it printed says what is missing.",
    "<b>No browser opens</b>: copy the address from the terminal.",
    "<b>A cell does not end</b>: the square in the toolbar interrupts it.",
  ],
  other: "The lessons in Spanish: <code>npm start -- --lang es</code>",
  licences: "Code: MIT (LICENSE). Text and pictures: CC BY 4.0 (LICENSE-text).",
};

const es: typeof en = {
  file: "LEEME.html",
  title: "HTTP asincrónico para quienes trabajan con datos, en TypeScript",
  promise:
    "Un curso que se abre en Jupyter y corre en tu propia máquina. En cada lección predecís, ejecutás, mirás el gráfico y escribís una función que se corrige en el momento.",
  before: "Antes de empezar",
  needs: [
    'Necesitás <a href="https://nodejs.org/es">Node</a> 20 o más nuevo, que trae npm, y <a href="https://www.python.org/downloads/">Python</a> 3.11 o más nuevo. En una terminal, <code>node --version</code> y <code>python3 --version</code> (en Windows, <code>python --version</code>) muestran cuáles tenés.',
    "El primer arranque descarga algunos cientos de MB, lo que lleva minutos, e instala todo en esta carpeta. Después no hace falta la red.",
  ],
  commands: "Dos comandos",
  terminal: "Abrí una terminal en la carpeta <code>async-lab</code>, que sale del archivo:",
  systems: [
    [
      "Windows",
      "Clic derecho en el archivo, <i>Extraer todo…</i>. En el Explorador, abrí la carpeta, escribí <code>cmd</code> en la barra de direcciones y apretá <kbd>Enter</kbd>.",
    ],
    [
      "macOS",
      "Doble clic en el archivo. En el Finder, clic derecho en la carpeta, <i>Servicios</i>, <i>Nueva terminal en la carpeta</i>.",
    ],
    [
      "Linux",
      "Descomprimí el archivo. En el administrador de archivos, clic derecho en la carpeta, <i>Abrir en una terminal</i>.",
    ],
  ],
  start: "npm start -- --lang es",
  started: "Abre el curso en tu navegador. Con <kbd>Ctrl</kbd>+<kbd>C</kbd> en la terminal se detiene todo.",
  progress: "npm run progress",
  progressed: "Muestra lo que ya resolviste.",
  work: "Tu trabajo",
  about: [
    "Trabajás en <code>my-notebooks/</code>, que aparece con el primer arranque. Ningún arranque pisa lo que hiciste ahí.",
    "<code>npm run lesson -- fresh 02</code> te da una copia nueva de la lección 02; la tuya queda al lado.",
    "<code>npm run submit -- my-notebooks/es/09-homework.ipynb --name … --id …</code> escribe el archivo con tu tarea para entregar.",
    "Si hay un archivo más nuevo: descomprimilo en otra carpeta y copiá ahí tu <code>my-notebooks</code>. El primer arranque pone las lecciones al día.",
    "Para sacar el curso, borrá la carpeta.",
  ],
  trouble: "Si algo no anda",
  answers: [
    "<b>«no puede crear entornos virtuales»</b>: en Debian y Ubuntu, <code>sudo apt-get install python3-venv</code>.",
    "<b>La instalación se corta</b>: corré el mismo comando otra vez, sigue donde quedó. La línea que mostró dice qué falta.",
    "<b>No se abre el navegador</b>: copiá la dirección de la terminal.",
    "<b>Una celda no termina</b>: el cuadrado de la barra de herramientas la interrumpe.",
  ],
  other: "Las lecciones en inglés: <code>npm start -- --lang en</code>",
  licences: "Código: MIT (LICENSE). Textos e imágenes: CC BY 4.0 (LICENSE-text).",
};

/** What the archive's first page says, as HTML. */
export function messages(language: Language): typeof en {
  return language === "es" ? es : en;
}
