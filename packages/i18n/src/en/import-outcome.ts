import type { ImportStatus } from "@gloria/contracts";

/** How a phase of an import has ended. */
export const importOutcome = {
  planned: "checked",
  committed: "applied",
  undone: "taken back",
  cancelled: "cancelled",
  failed: "stopped by an error",
  running: "under way",
} as const satisfies Record<ImportStatus, string>;
