import { exportFilters, type Locale, maxPdfRows } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { type ExportRow, writeTable } from "@gloria/exporters";
import { translate } from "@gloria/i18n";
import { readInTenant, type Services } from "../../platform/index.ts";
import { assertMayExport } from "./assert-may-export.ts";
import { columnTitle } from "./column-title.ts";
import { describeFilter } from "./describe-filter.ts";
import { countOneRoster } from "./oneroster/count-one-roster.ts";
import { openOneRoster } from "./oneroster/open-one-roster.ts";
import type { ExportRequest } from "./read-export-request.ts";
import { rowSource } from "./row-source.ts";

export interface ExportOptions {
  readonly locale: Locale;
  readonly timeZone: string;
  /** Told after each batch how many rows there were in it; what it throws ends the export. */
  readonly onRows: (rows: number) => Promise<void>;
  /** Told once, before the first row, how many there will be, where that is known. */
  readonly onTotal?: (total: number) => Promise<void>;
}

/**
 * The bytes of an export, made while they are read, with the rights of `ctx` asked anew for every batch.
 *
 * Errors: `access.denied`; `PdfTooLong` of the exporters.
 */
export async function openExport(
  services: Services,
  ctx: TenantContext,
  request: ExportRequest,
  { locale, timeZone, onRows, onTotal }: ExportOptions,
): Promise<AsyncIterable<Uint8Array>> {
  const filter = await readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    assertMayExport(access, request);
    const narrowed = ctx.schoolId === null ? {} : { schoolId: ctx.schoolId };
    return describeFilter(tx, locale, { ...narrowed, ...request.filter });
  });
  const { kind, format, columns } = request;
  const generatedAt = services.clock.now();
  if (kind === "oneroster" || format === "zip") {
    const wanted = exportFilters.oneroster.parse(request.filter);
    await onTotal?.(await countOneRoster(services, ctx, wanted));
    return openOneRoster(services, ctx, wanted, { generatedAt, onRows });
  }
  const { kinds, total, batches } = await rowSource(services, ctx, kind, request);
  if (total !== null) await onTotal?.(total);
  const table = {
    title: translate(locale, `exported.title_${kind}`),
    columns: columns.map(({ key }) => ({ key, title: columnTitle(locale, key) ?? key, kind: kinds[key] ?? "text" })),
    rows: eachRow(batches, onRows),
    locale,
    timeZone,
    filter,
    generatedAt,
  };
  return writeTable(format, table, { maxPdfRows });
}

async function* eachRow(
  batches: AsyncIterable<readonly ExportRow[]>,
  onRows: (rows: number) => Promise<void>,
): AsyncGenerator<ExportRow> {
  for await (const rows of batches) {
    yield* rows;
    await onRows(rows.length);
  }
}
