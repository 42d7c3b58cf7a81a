import "./check-node.mjs";
import("./main.mjs").then(({ runMain }) => runMain(() => import("./set-up/main.mjs")));
