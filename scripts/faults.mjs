import "./lib/require-node.mjs";

// Imported only now, so that an older Node has already been told.
import("./lib/run-script.mjs").then(({ runNamedScript }) =>
  runNamedScript({ command: "faults", folder: "bench/faults" }),
);
