import "./check-node.mjs";
import("./main.mjs").then(({ runMain }) => runMain(() => import("./nbgrader/main.mjs")));
