import "./check-node.mjs";
import("./main.mjs").then(({ runMain }) =>
  runMain(() => import("./lint/main.mjs").then(({ format }) => ({ main: format }))),
);
