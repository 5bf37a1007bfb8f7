/** Something a person can mend. Printed as what, why and what to do; anything else is printed with its stack. */
export class Failure extends Error {
  /** @param {{what: string, why: string, fix: string}} problem */
  constructor(problem) {
    super(problem.what);
    this.name = "Failure";
    this.what = problem.what;
    this.why = problem.why;
    this.fix = problem.fix;
  }
}

/** Prints any error for a person. Errors of our packages carry the same three fields. @param {unknown} error */
function printFailure(error) {
  const told = error instanceof Error && typeof error.what === "string" && typeof error.why === "string";
  console.error("");
  if (told) {
    console.error(`  ${indent(error.what)}`);
    console.error(`  Why: ${indent(error.why)}`);
    console.error(`  What to do: ${indent(error.fix)}`);
  } else {
    console.error("  Something unexpected went wrong.");
    console.error(`  Why: ${indent(error instanceof Error ? (error.stack ?? error.message) : String(error))}`);
    console.error("  What to do: this is a fault of Gloria; please report it with the lines above.");
  }
  console.error("");
}

function indent(text) {
  return text.split("\n").join("\n    ");
}

/** Runs a command's main function: its number is the exit code, its failure is printed. @param {() => Promise<number>} main */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    printFailure(error);
    process.exitCode = 1;
  }
}
