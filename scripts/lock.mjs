import "./check-node.mjs";
import("./main.mjs").then(({ runMain }) => runMain(() => import("./python/lock.mjs")));
