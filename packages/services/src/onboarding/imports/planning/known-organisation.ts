import { departments, externalIds, positions, roles, schools, type TenantTransaction } from "@gloria/db";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { Gain } from "../../../platform/index.ts";
import { loadRoleGains, type RoleGains } from "./load-role-gains.ts";
import type { DepartmentRow, PositionRow, SchoolRow } from "./place-effect.ts";

export interface KnownRole {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

/** Definitive holders of a position from `from` (at the earliest the day of planning) until `until`. */
export interface SeatSpan {
  readonly from: string;
  readonly until: string | null;
  readonly holders: number;
}

/** The parts of the organisation that a batch names, by code. Codes are compared without case. */
export class KnownOrganisation {
  readonly #schools = new Map<string, SchoolRow>();
  readonly #schoolsById = new Map<string, SchoolRow>();
  readonly #departments = new Map<string, DepartmentRow>();
  readonly #positions = new Map<string, PositionRow>();
  readonly #places = new Map<string, DepartmentRow | PositionRow>();
  readonly #named = new Map<string, string>();
  readonly #roles = new Map<string, KnownRole>();
  readonly #seats: ReadonlyMap<string, readonly SeatSpan[]>;
  readonly #gains: ReadonlyMap<string, RoleGains>;

  constructor(
    rows: {
      schools: readonly SchoolRow[];
      departments: readonly DepartmentRow[];
      positions: readonly PositionRow[];
      roles: readonly KnownRole[];
      named: readonly { entityType: string; externalId: string; entityId: string }[];
    },
    seats: ReadonlyMap<string, readonly SeatSpan[]>,
    gains: ReadonlyMap<string, RoleGains>,
  ) {
    for (const row of rows.schools) {
      this.#schools.set(row.code.toLowerCase(), row);
      this.#schoolsById.set(row.id, row);
    }
    for (const row of [...rows.departments, ...rows.positions]) this.#places.set(row.id, row);
    for (const row of rows.named) this.#named.set(`${row.entityType} ${row.externalId}`, row.entityId);
    for (const row of rows.departments) this.#departments.set(placeKey(row.schoolId, row.code), row);
    for (const row of rows.positions) this.#positions.set(placeKey(row.schoolId, row.code), row);
    for (const row of rows.roles) this.#roles.set(row.code.toLowerCase(), row);
    this.#seats = seats;
    this.#gains = gains;
  }

  school(code: string): SchoolRow | null {
    return this.#schools.get(code.toLowerCase()) ?? null;
  }

  schoolById(id: string): SchoolRow | null {
    return this.#schoolsById.get(id) ?? null;
  }

  /** In exactly this place: null is foundation-wide. */
  department(schoolId: string | null, code: string): DepartmentRow | null {
    return this.#departments.get(placeKey(schoolId, code)) ?? null;
  }

  position(schoolId: string | null, code: string): PositionRow | null {
    return this.#positions.get(placeKey(schoolId, code)) ?? null;
  }

  departmentById(id: string): DepartmentRow | null {
    const found = this.#places.get(id);
    return found === undefined || "headcount" in found ? null : found;
  }

  positionById(id: string): PositionRow | null {
    const found = this.#places.get(id);
    return found !== undefined && "headcount" in found ? found : null;
  }

  /** The id behind another system's name; null for an unknown one. */
  named(entity: "school" | "department" | "position", externalId: string): string | null {
    return this.#named.get(`${entity} ${externalId}`) ?? null;
  }

  positions(): readonly PositionRow[] {
    return [...this.#positions.values()];
  }

  departments(): readonly DepartmentRow[] {
    return [...this.#departments.values()];
  }

  role(code: string): KnownRole | null {
    return this.#roles.get(code.toLowerCase()) ?? null;
  }

  seats(positionId: string): readonly SeatSpan[] {
    return this.#seats.get(positionId) ?? [];
  }

  /** What the role gives at this school. */
  gains(roleId: string, schoolId: string | null): readonly Gain[] {
    return this.#gains.get(roleId)?.(schoolId) ?? [];
  }
}

export function placeKey(schoolId: string | null, code: string): string {
  return `${schoolId ?? ""}/${code.toLowerCase()}`;
}

export interface OrganisationCodes {
  readonly departments: readonly string[];
  readonly positions: readonly string[];
  readonly roles: readonly string[];
  /** Names of other systems for departments and positions. Those for schools are always known. */
  readonly externalIds?: readonly string[];
}

/** @param today seats before it are history */
export async function loadKnownOrganisation(
  tx: TenantTransaction,
  codes: OrganisationCodes,
  today: string,
  lock: boolean,
): Promise<KnownOrganisation> {
  const named = await tx.db
    .select({
      entityType: externalIds.entityType,
      externalId: externalIds.externalId,
      entityId: externalIds.entityId,
    })
    .from(externalIds)
    .where(
      and(
        eq(externalIds.tenantId, tx.tenantId),
        ne(externalIds.entityType, "user"),
        sql`(${externalIds.entityType} = 'school' or ${externalIds.externalId} = any(${sql.param(codes.externalIds ?? [])}::text[]))`,
      ),
    );
  const ids = sql.param(named.map(({ entityId }) => entityId));
  const lower = (list: readonly string[]) => sql.param([...new Set(list.map((code) => code.toLowerCase()))]);
  const someDepartments = tx.db
    .select()
    .from(departments)
    .where(
      and(
        eq(departments.tenantId, tx.tenantId),
        isNull(departments.deletedAt),
        sql`(lower(${departments.code}) = any(${lower(codes.departments)}::text[]) or ${departments.id} = any(${ids}::uuid[]))`,
      ),
    )
    .orderBy(departments.id);
  const somePositions = tx.db
    .select()
    .from(positions)
    .where(
      and(
        eq(positions.tenantId, tx.tenantId),
        isNull(positions.deletedAt),
        sql`(lower(${positions.code}) = any(${lower(codes.positions)}::text[]) or ${positions.id} = any(${ids}::uuid[]))`,
      ),
    )
    .orderBy(positions.id);
  const allSchools = tx.db
    .select()
    .from(schools)
    .where(and(eq(schools.tenantId, tx.tenantId), isNull(schools.deletedAt)))
    .orderBy(schools.id);
  const [schoolRows, departmentRows, positionRows, roleRows] = await Promise.all([
    lock ? allSchools.for("update") : allSchools,
    lock ? someDepartments.for("update") : someDepartments,
    lock ? somePositions.for("update") : somePositions,
    tx.db
      .select({ id: roles.id, code: roles.code, name: roles.name })
      .from(roles)
      .where(
        and(
          eq(roles.tenantId, tx.tenantId),
          isNull(roles.deletedAt),
          sql`lower(${roles.code}) = any(${lower(codes.roles)}::text[])`,
        ),
      ),
  ]);
  const [seats, gains] = await Promise.all([
    loadSeats(
      tx,
      positionRows.map(({ id }) => id),
      today,
    ),
    loadRoleGains(
      tx,
      roleRows.map(({ id }) => id),
    ),
  ]);
  return new KnownOrganisation(
    { schools: schoolRows, departments: departmentRows, positions: positionRows, roles: roleRows, named },
    seats,
    gains,
  );
}

async function loadSeats(
  tx: TenantTransaction,
  positionIds: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, readonly SeatSpan[]>> {
  const seats = new Map<string, SeatSpan[]>();
  if (positionIds.length === 0) return seats;
  const rows = await tx.sql.unsafe<{ position_id: string; from: string; until: string | null; holders: number }[]>(
    `select position_id, greatest(valid_from, $3::date)::text as from, valid_until::text as until, count(*)::int as holders
     from gloria.assignments
     where tenant_id = $1::uuid and position_id = any($2::uuid[]) and kind = 'DEFINITIF' and ended_at is null
       and (valid_until is null or valid_until > $3::date)
     group by 1, 2, 3`,
    [tx.tenantId, [...positionIds], today],
  );
  for (const { position_id, ...span } of rows) seats.set(position_id, [...(seats.get(position_id) ?? []), span]);
  return seats;
}
