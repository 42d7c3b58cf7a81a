// Runs on the pinned Node: node serve.mjs FOLDER LANGUAGE PORT. Serves dist/materials/ to this machine alone; its first
// page is the site of that language. Ends with the signal that it gets.
import express from "express";

const [folder, language, port] = process.argv.slice(2);

const app = express();
app.disable("x-powered-by");
app.get("/", (_request, response) => response.redirect(`${language}/site/`));
app.use(express.static(folder));
const server = app.listen(Number(port), "127.0.0.1", (error) => {
  if (!error) return console.log(`\n  http://127.0.0.1:${server.address().port}/${language}/site/\n`);
  console.error(error.message);
  process.exitCode = 1;
});
