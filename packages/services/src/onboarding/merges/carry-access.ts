import { newId } from "@gloria/core";
import type { MergedRow } from "@gloria/db";
import type { VerbTransaction } from "../../platform/index.ts";
import { type RowImage, readImages } from "./row-images.ts";

/** A table of rows that decide who may do what, each with the person that it is for. */
interface AccessTable {
  readonly table: "assignments" | "role_assignments" | "grants";
  readonly column: "user_id" | "subject_id";
  readonly where: string;
}

const accessTables: readonly AccessTable[] = [
  { table: "assignments", column: "user_id", where: "true" },
  { table: "role_assignments", column: "user_id", where: "true" },
  { table: "grants", column: "subject_id", where: "t.subject_kind = 'user'" },
];

export interface CarriedAccess {
  readonly rows: MergedRow[];
  /** Reasons why it cannot be done, each with what it is about. */
  readonly blocked: string[];
  readonly counts: {
    readonly table: string;
    readonly column: string;
    readonly moved: number;
    readonly ended: number;
  }[];
}

/**
 * Closes the duplicate's open rows and opens those anew for the survivor that the survivor lacks. Rows that decide are
 * closed and never rewritten, so a copy is a new row. With `carry` off they only end.
 */
export async function carryAccess(
  tx: VerbTransaction,
  from: string,
  to: string,
  carry: boolean,
): Promise<CarriedAccess> {
  const result: CarriedAccess = { rows: [], blocked: [], counts: [] };
  for (const of of accessTables) {
    const [theirs, own] = [await readOpen(tx, of, from), await readOpen(tx, of, to)];
    const ids = [...theirs.keys()];
    await close(tx, of.table, ids);
    const closed = await readImages(tx, of.table, ids);
    const copies: RowImage[] = [];
    for (const [id, before] of theirs) {
      result.rows.push({ table: of.table, how: "close", id, before, after: closed.get(id) ?? null });
      if (!carry) continue;
      const kept = [...own.values(), ...copies];
      const verdict = of.table === "assignments" ? judgeAssignment(before, kept) : judgeRight(before, kept);
      if (verdict === "overlaps") result.blocked.push(`assignment_overlap ${String(before["position_id"])}`);
      if (verdict === "copy") copies.push(copyOf(tx, of, before, to, kept));
    }
    await insert(tx, of.table, copies);
    const made = await readImages(
      tx,
      of.table,
      copies.map((copy) => String(copy["id"])),
    );
    for (const [id, after] of made) result.rows.push({ table: of.table, how: "copy", id, before: null, after });
    result.counts.push({ table: of.table, column: of.column, moved: made.size, ended: ids.length - made.size });
  }
  return result;
}

async function readOpen(tx: VerbTransaction, of: AccessTable, person: string): Promise<Map<string, RowImage>> {
  const rows = await tx.sql.unsafe<{ id: string; image: string }[]>(
    `select t.id, to_jsonb(t)::text as image from gloria.${of.table} t
     where t.tenant_id = $1 and t.${of.column} = $2 and t.ended_at is null and ${of.where} order by t.id for update`,
    [tx.tenantId, person],
  );
  return new Map(rows.map((row) => [row.id, JSON.parse(row.image)]));
}

async function close(tx: VerbTransaction, table: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.sql.unsafe(
    `update gloria.${table} set ended_at = now(), ended_by = $3::uuid where tenant_id = $1 and id = any($2::uuid[])`,
    [tx.tenantId, ids, actorOf(tx)],
  );
}

async function insert(tx: VerbTransaction, table: string, rows: readonly RowImage[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.sql.unsafe(
    `insert into gloria.${table} select * from jsonb_populate_recordset(null::gloria.${table}, $1::text::jsonb)`,
    [JSON.stringify(rows)],
  );
}

function copyOf(tx: VerbTransaction, of: AccessTable, row: RowImage, to: string, kept: readonly RowImage[]): RowImage {
  const now = new Date().toISOString();
  return {
    ...row,
    id: newId(),
    [of.column]: to,
    // Of two primary positions the survivor's stays the primary one.
    ...(of.table === "assignments"
      ? {
          is_primary:
            row["is_primary"] === true && !kept.some((one) => one["is_primary"] === true && overlap(one, row)),
        }
      : {}),
    created_epoch: 0,
    created_at: now,
    created_by: actorOf(tx),
    ended_epoch: null,
    ended_at: null,
    ended_by: null,
  };
}

function actorOf(tx: VerbTransaction): string | null {
  return tx.ctx.actor.kind === "user" ? tx.ctx.actor.userId : null;
}

type Verdict = "copy" | "covered" | "overlaps";

/** Nobody holds a position twice: what lies within the survivor's time is theirs already, what juts out is a question. */
function judgeAssignment(row: RowImage, kept: readonly RowImage[]): Verdict {
  const same = kept.filter((one) => one["position_id"] === row["position_id"] && overlap(one, row));
  if (same.length === 0) return "copy";
  return same.some((one) => covers(one, row)) ? "covered" : "overlaps";
}

const identity = [
  "role_id",
  "school_id",
  "department_id",
  "code",
  "effect",
  "scope",
  "resource_type",
  "resource_id",
  "condition",
] as const;

function judgeRight(row: RowImage, kept: readonly RowImage[]): Verdict {
  const same = (one: RowImage) => identity.every((column) => one[column] === row[column]);
  return kept.some((one) => same(one) && covers(one, row)) ? "covered" : "copy";
}

// Dates and instants as PostgreSQL writes them into JSON, all of one zone: their text sorts like their time.
const from = (row: RowImage) => String(row["valid_from"] ?? "");
const until = (row: RowImage) => (row["valid_until"] == null ? "\uffff" : String(row["valid_until"]));

function overlap(left: RowImage, right: RowImage): boolean {
  return from(left) < until(right) && from(right) < until(left);
}

function covers(outer: RowImage, inner: RowImage): boolean {
  return from(outer) <= from(inner) && until(inner) <= until(outer);
}
