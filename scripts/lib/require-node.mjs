// Written for every Node that knows modules, so that an old one gets this message and not a syntax error.
const needed = [20, 19];
const have = process.versions.node.split(".").map(Number);
if (have[0] < needed[0] || (have[0] === needed[0] && have[1] < needed[1])) {
  console.error(
    [
      "",
      "  Gloria cannot run here.",
      `  Why: this is Node.js ${process.versions.node}, and Gloria needs ${needed.join(".")} or newer.`,
      "  What to do: install a newer Node.js from https://nodejs.org, then run the same command again.",
      "",
    ].join("\n"),
  );
  process.exit(1);
}
