import type { ImportFileProblem } from "@gloria/contracts";

/** The file as a whole cannot be imported; the import keeps why. */
export class FileRefused extends Error {
  constructor(readonly problems: readonly ImportFileProblem[]) {
    super(`the file is refused: ${problems.map(({ code }) => code).join(", ")}`);
  }
}
