import {
  foundationWide,
  type ListPositionsInput,
  listPositionsInput,
  type Page,
  type PositionRow,
} from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import { departments, positions, schools } from "@gloria/db";
import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import {
  beginsNameOrCode,
  type Cursor,
  cursorText,
  decodeCursor,
  pageFrom,
  parseInput,
  readInTenant,
  type Services,
  textKey,
} from "../../platform/index.ts";
import {
  filledToday,
  type LoadedPositionRow,
  positionRowColumns,
  toPositionRow,
  visiblePositions,
} from "./position-queries.ts";

export interface PositionPage extends Page<PositionRow> {
  readonly can: { readonly create: boolean };
}

type Wanted = z.output<typeof listPositionsInput>;

/** `(level, name, id)`, the key of the list sorted by level. */
const levelKey = z.tuple([z.int().min(1).max(20), cursorText, z.guid()]);

/** The positions that the caller may see, a page at a time. A department is itself alone, without those below it. */
export async function listPositions(
  services: Services,
  ctx: TenantContext,
  input: ListPositionsInput,
): Promise<PositionPage> {
  const wanted = parseInput(listPositionsInput, input);
  const after = placeAfter(wanted);
  const order = wanted.sort === "-name" ? desc : asc;
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    access.assert("position:read");
    const rows = await tx.db
      .select(positionRowColumns)
      .from(positions)
      .leftJoin(schools, and(eq(schools.tenantId, positions.tenantId), eq(schools.id, positions.schoolId)))
      .leftJoin(
        departments,
        and(eq(departments.tenantId, positions.tenantId), eq(departments.id, positions.departmentId)),
      )
      .where(and(eq(positions.tenantId, tx.tenantId), visiblePositions(access), ...filtersOf(wanted), after))
      .orderBy(
        ...(wanted.sort === "level" ? [asc(positions.level)] : []),
        order(positions.sortName),
        order(positions.id),
      )
      .limit(wanted.limit + 1);
    const page = pageFrom(
      rows,
      wanted.limit,
      (row) => toPositionRow(row, access),
      (row) => cursorOf(wanted, row),
    );
    return { ...page, can: { create: access.can("position:create") } };
  });
}

function filtersOf(wanted: Wanted): (SQL | undefined)[] {
  return [
    wanted.deleted ? isNotNull(positions.deletedAt) : isNull(positions.deletedAt),
    wanted.schoolId === undefined
      ? undefined
      : wanted.schoolId === foundationWide
        ? isNull(positions.schoolId)
        : eq(positions.schoolId, wanted.schoolId),
    wanted.departmentId === undefined ? undefined : eq(positions.departmentId, wanted.departmentId),
    wanted.vacant === undefined
      ? undefined
      : sql`${filledToday} ${wanted.vacant ? sql`<` : sql`>=`} ${positions.headcount}`,
    wanted.q === undefined ? undefined : beginsNameOrCode(wanted.q, positions.name, positions.code),
  ];
}

/** The condition that a row comes after the place where the last page ended. */
function placeAfter({ cursor, sort }: Wanted): SQL | undefined {
  if (sort === "level") {
    const after = decodeCursor(cursor, sort, levelKey);
    if (after === null) return undefined;
    const [level, name, id] = after;
    return sql`(${positions.level}, ${positions.sortName}, ${positions.id}) > (${level}::int, ${name}::text, ${id}::uuid)`;
  }
  const after = decodeCursor(cursor, sort, textKey);
  if (after === null) return undefined;
  const [name, id] = after;
  return sql`(${positions.sortName}, ${positions.id}) ${sort === "name" ? sql`>` : sql`<`} (${name}::text, ${id}::uuid)`;
}

function cursorOf({ sort }: Wanted, { position }: LoadedPositionRow): Cursor {
  const byName = [position.sortName, position.id];
  return { sort, after: sort === "level" ? [position.level, ...byName] : byName };
}
