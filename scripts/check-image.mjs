// By this path in the README and in CI: it needs no npm, and sets nothing up.
import "./check-node.mjs";
import("./main.mjs").then(({ runCommand }) => runCommand(["check-image"].concat(process.argv.slice(2))));
