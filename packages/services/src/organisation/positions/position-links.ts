import { AppError } from "@gloria/core";
import { positionReports, positions, type TenantTransaction } from "@gloria/db";
import { and, eq, inArray, isNull } from "drizzle-orm";

/** Whom a position reports to. */
export interface PositionLinks {
  readonly reportsToId: string | null;
  /** Each once, in order, without the position in the line. */
  readonly coordinatorIds: readonly string[];
}

/** A position in the line needs no dotted line as well: the line says more. */
export function linksOf(reportsToId: string | null, coordinatorIds: readonly string[]): PositionLinks {
  const [line, dotted] = [reportsToId?.toLowerCase() ?? null, coordinatorIds.map((id) => id.toLowerCase())];
  return { reportsToId: line, coordinatorIds: [...new Set(dotted)].filter((id) => id !== line).sort() };
}

export function sameLinks(a: PositionLinks, b: PositionLinks): boolean {
  return a.reportsToId === b.reportsToId && a.coordinatorIds.join() === b.coordinatorIds.join();
}

/** The lines of a position to positions that live. */
export async function readLinks(tx: TenantTransaction, positionId: string): Promise<PositionLinks> {
  const rows = await tx.db
    .select({ id: positionReports.reportsToId, kind: positionReports.kind })
    .from(positionReports)
    .innerJoin(
      positions,
      and(eq(positions.tenantId, positionReports.tenantId), eq(positions.id, positionReports.reportsToId)),
    )
    .where(
      and(
        eq(positionReports.tenantId, tx.tenantId),
        eq(positionReports.positionId, positionId),
        isNull(positions.deletedAt),
      ),
    );
  return linksOf(
    rows.find((row) => row.kind === "line")?.id ?? null,
    rows.filter((row) => row.kind === "coordinator").map((row) => row.id),
  );
}

/**
 * Puts these lines in the place of all that the position had.
 *
 * @throws AppError `position.not_found` when one leads to no living position, `position.cycle` from the database
 */
export async function replaceLinks(tx: TenantTransaction, positionId: string, links: PositionLinks): Promise<void> {
  const wanted = [
    ...(links.reportsToId === null ? [] : [{ reportsToId: links.reportsToId, kind: "line" as const }]),
    ...links.coordinatorIds.map((reportsToId) => ({ reportsToId, kind: "coordinator" as const })),
  ];
  const ids = wanted.map((link) => link.reportsToId);
  if (ids.length > 0) {
    const living = await tx.db
      .select({ id: positions.id })
      .from(positions)
      .where(and(eq(positions.tenantId, tx.tenantId), inArray(positions.id, ids), isNull(positions.deletedAt)));
    if (living.length < ids.length) throw new AppError("position.not_found");
  }
  await tx.db
    .delete(positionReports)
    .where(and(eq(positionReports.tenantId, tx.tenantId), eq(positionReports.positionId, positionId)));
  if (wanted.length === 0) return;
  await tx.db.insert(positionReports).values(wanted.map((link) => ({ ...link, tenantId: tx.tenantId, positionId })));
}
