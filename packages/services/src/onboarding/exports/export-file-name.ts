import type { ExportFormat, ExportKind } from "@gloria/contracts";

export const exportMediaTypes: Readonly<Record<ExportFormat, string>> = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  json: "application/json",
  ndjson: "application/x-ndjson",
  pdf: "application/pdf",
  zip: "application/zip",
};

/** Such as `gloria-users-20261122-1705.csv`, by the clocks of the zone. */
export function exportFileName(kind: ExportKind, format: ExportFormat, at: Date, timeZone: string): string {
  const text = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(at);
  return `gloria-${kind}-${text.replaceAll(/[-:]/g, "").replace(" ", "-")}.${format}`;
}
