import type { ImportStatus } from "@gloria/contracts";

/** How a phase of an import has ended. */
export const importOutcome = {
  planned: "selesai diperiksa",
  committed: "selesai diterapkan",
  undone: "hasilnya dibatalkan",
  cancelled: "dihentikan",
  failed: "terhenti karena galat",
  running: "sedang berjalan",
} as const satisfies Record<ImportStatus, string>;
