import "./check-node.mjs";
import("./main.mjs").then(({ runMain }) => runMain(() => import("./make-notebooks/main.mjs")));
