// Every command of the course: `node scripts/cli.mjs COMMAND`, which package.json gives its short name.
import "./check-node.mjs";
import("./main.mjs").then(({ runCommand }) => runCommand(process.argv.slice(2)));
