import "./check-node.mjs";
import("./main.mjs").then(({ runMain }) => runMain(() => import("./lessons/main.mjs")));
