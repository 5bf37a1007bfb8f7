import { exportLifetimeMs } from "@gloria/contracts";
import { AppError, isAppError, newId, type TenantContext } from "@gloria/core";
import { exports as exportsTable, withTenant } from "@gloria/db";
import { PdfTooLong } from "@gloria/exporters";
import { sql } from "drizzle-orm";
import {
  nextVersion,
  notify,
  readInTenant,
  type Services,
  storeFile,
  systemContext,
  type VerbTransaction,
  writeInTenant,
} from "../../platform/index.ts";
import { readerPermissionsOf } from "./assert-may-export.ts";
import { exportFileName, exportMediaTypes } from "./export-file-name.ts";
import { type ExportLease, ExportStopped, releaseLease, renewLease, takeExport, updateHeld } from "./export-lease.ts";
import { openExport } from "./open-export.ts";
import { readExportRequest } from "./read-export-request.ts";

/** Far beyond any foundation: what grows larger is a mistake. */
const maxExportBytes = 2 * 1024 ** 3;
const reportEveryMs = 1000;

/**
 * Makes the file of an export, with the rights of whoever asked for it: they are asked anew for every batch. It may be
 * run again after a crash, and then begins from the beginning; of a half-written file nobody sees anything. A failure
 * that another run may mend is thrown; any other is written into the row, and told, as is that its runs die each time.
 */
export async function runExport(
  services: Services,
  ref: { readonly tenantId: string; readonly exportId: string },
  signal: AbortSignal,
): Promise<void> {
  const system = systemContext(ref.tenantId, "worker.export");
  const lease = await takeExport(services, system, ref.exportId);
  if (lease === null) return;
  if (lease.isHopeless) return writeFailure(services, system, lease, new AppError("service.internal"));
  try {
    await writeFile(services, system, lease, signal);
  } catch (error) {
    if (error instanceof ExportStopped) return;
    await settleFailure(services, system, lease, error);
  }
}

async function writeFile(services: Services, system: TenantContext, lease: ExportLease, signal: AbortSignal) {
  const { row } = lease;
  const { kind, format, filter, columns, locale, timeZone } = row;
  const request = readExportRequest({ kind, format, filter, ...(columns === null ? {} : { columns }) });
  let done = 0;
  let reportedAt = performance.now();
  const onRows = async (rows: number): Promise<void> => {
    signal.throwIfAborted();
    done += rows;
    if (performance.now() - reportedAt < reportEveryMs) return;
    await renewLease(services, system, lease, done);
    reportedAt = performance.now();
  };
  const onTotal = (total: number) =>
    withTenant(services.app, system, (tx) => updateHeld(tx, row.id, lease.leaseId, { total }));
  const requester = requesterOf(system, row);
  const bytes = await openExport(services, requester, request, { locale, timeZone, onRows, onTotal });
  const expiresAt = new Date(services.clock.now().getTime() + exportLifetimeMs);
  const facts = {
    name: exportFileName(kind, format, services.clock.now(), timeZone),
    mediaType: exportMediaTypes[format],
    purpose: "export",
    expiresAt,
    createdBy: row.requestedBy,
    readerPermissions: readerPermissionsOf(await readInTenant(services, requester, (tx) => tx.access), request),
  } as const;
  await storeFile(services, system, facts, bytes, {
    maxBytes: maxExportBytes,
    completing: async (tx, { id }) => {
      const finished = { status: "done", fileId: id, done, total: done, expiresAt, error: null } as const;
      await updateHeld(tx, row.id, lease.leaseId, { ...finished, ...ending() });
      await tell(tx, lease, "done", done);
    },
  });
}

const ending = () => ({ finishedAt: sql`now()`, ...nextVersion(exportsTable) });

/** Whoever asked, as if they read now; their session may have ended meanwhile, their rights not. */
function requesterOf({ tenantId }: TenantContext, row: ExportLease["row"]): TenantContext {
  return {
    tenantId,
    actor: { kind: "user", userId: row.requestedBy, sessionId: null },
    origin: { requestId: newId(), ip: null, userAgent: null, traceId: null, channel: "job" },
    locale: row.locale,
    schoolId: row.schoolId,
  };
}

async function settleFailure(
  services: Services,
  system: TenantContext,
  lease: ExportLease,
  cause: unknown,
): Promise<void> {
  const error = cause instanceof PdfTooLong ? new AppError("export.pdf_too_long", { maxRows: cause.maxRows }) : cause;
  const isPassing = !isAppError(error) || ["UNAVAILABLE", "RATE_LIMITED", "INTERNAL"].includes(error.family);
  try {
    if (isPassing && !lease.isLast) {
      await releaseLease(services, system, lease);
    } else {
      await writeFailure(services, system, lease, isAppError(error) ? error : new AppError("service.internal"));
    }
  } catch (failure) {
    // Cancelled in the same moment: there is nobody left to tell.
    if (!(failure instanceof ExportStopped)) throw failure;
  }
  if (isPassing) throw error;
}

async function writeFailure(
  services: Services,
  system: TenantContext,
  lease: ExportLease,
  { code, params }: AppError,
): Promise<void> {
  await writeInTenant(services, system, async (tx) => {
    await updateHeld(tx, lease.row.id, lease.leaseId, { status: "failed", error: { code, params }, ...ending() });
    await tell(tx, lease, "failed", 0);
  });
}

function tell(tx: VerbTransaction, { row }: ExportLease, status: "done" | "failed", rows: number) {
  return notify(tx, {
    type: "export.finished",
    recipientIds: [row.requestedBy],
    entity: { type: "export", id: row.id },
    data: { kind: row.kind, format: row.format, status, rows },
  });
}
