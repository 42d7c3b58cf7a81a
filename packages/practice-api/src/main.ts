#!/usr/bin/env node
const [major = ""] = process.versions.node.split(".");
if (Number(major) < 24) {
  console.error(
    `practice-api needs Node 24 or newer, and this is ${process.version}: see https://nodejs.org`,
  );
  process.exit(1);
}
// Loaded here: an older Node could not, and would print no more than a stack.
const { runServer } = await import("./serve.js");
// Ends although a client's connection may stay open: nobody could find the server any more.
process.exit(await runServer(process.argv.slice(2), { command: "practice-api" }));
