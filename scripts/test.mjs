import "./lib/require-node.mjs";

// Imported only now, so that an older Node has already been told.
import("./lib/run-test.mjs").then(({ runTest }) => runTest());
