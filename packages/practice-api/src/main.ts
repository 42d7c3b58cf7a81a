#!/usr/bin/env node
import { runServer } from "./serve.js";

// Ends although a client's connection may stay open: nobody could find the server any more.
process.exit(await runServer(process.argv.slice(2), { command: "practice-api" }));
