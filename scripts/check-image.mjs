import "./check-node.mjs";
import("./main.mjs").then(({ runMain }) => runMain(() => import("./check-image/main.mjs")));
