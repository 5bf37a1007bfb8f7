import type { ErrorParams, ImportFileProblem, ImportFileProblemCode } from "@gloria/contracts";

/** The file as a whole cannot be imported; thrown when it is opened, and while its rows are read. */
export class ImportFileError extends Error {
  override readonly name = "ImportFileError";
  readonly problem: ImportFileProblem;

  constructor(code: ImportFileProblemCode, params: ErrorParams = {}, options?: ErrorOptions) {
    super(`the file cannot be imported: ${code}`, options);
    this.problem = { code, params };
  }
}
