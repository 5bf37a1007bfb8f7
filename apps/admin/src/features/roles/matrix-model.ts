import {
  commonActions,
  type Grant,
  type PermissionEffect,
  type PermissionEntry,
  type PermissionScope,
  permissionMatcher,
  type RoleGrant,
} from "@gloria/contracts";

/** What a cell says: nothing, one effect over one scope, or more than a cell can say. */
export type CellValue = "" | "several" | `${PermissionEffect}:${PermissionScope}`;

/** A right that reaches a cell without being the cell's own. */
export interface Inherited {
  readonly grant: Grant;
  /** Null for a pattern of the role itself. */
  readonly from: { readonly id: string; readonly name: string } | null;
  readonly distance: number;
}

export interface MatrixCell {
  readonly entry: PermissionEntry;
  /** The role's own grants of this very code, without condition, window or single thing: what the cell can change. */
  readonly plain: readonly Grant[];
  /** Its other own grants of this very code. */
  readonly special: number;
  readonly value: CellValue;
  /** Nearest first; at the same distance a DENY first. */
  readonly inherited: readonly Inherited[];
}

export interface MatrixRow {
  readonly resource: string;
  readonly cells: ReadonlyMap<string, MatrixCell>;
}

export interface MatrixGroup {
  readonly group: string;
  /** Those that any resource of the group has, in the order in which they are read. */
  readonly actions: readonly string[];
  readonly rows: readonly MatrixRow[];
}

const readingOrder: readonly string[] = ["read", ...commonActions.filter((action) => action !== "read")];
const scopeOrder: readonly PermissionScope[] = ["ALL", "SCHOOL", "DEPARTMENT", "OWN"];

/** The cells of a role by code, for every permission of the catalogue. */
export function matrixCells(
  catalogue: readonly PermissionEntry[],
  rights: readonly RoleGrant[],
): ReadonlyMap<string, MatrixCell> {
  const exact = new Map<string, Grant[]>();
  const reaching: (Inherited & { readonly matches: (code: string) => boolean })[] = [];
  for (const { grant, from, distance } of rights) {
    if (distance === 0 && !grant.code.includes("*")) {
      exact.set(grant.code, [...(exact.get(grant.code) ?? []), grant]);
    } else if (grant.state === "active" && grant.resource === null) {
      reaching.push({
        grant,
        distance,
        from: distance === 0 ? null : from,
        matches: permissionMatcher(grant.code),
      });
    }
  }
  reaching.sort(
    (a, b) =>
      a.distance - b.distance ||
      Number(b.grant.effect === "DENY") - Number(a.grant.effect === "DENY") ||
      scopeOrder.indexOf(a.grant.scope) - scopeOrder.indexOf(b.grant.scope),
  );
  return new Map(
    catalogue.map((entry) => {
      const own = exact.get(entry.code) ?? [];
      const plain = own.filter(isPlain);
      const inherited = reaching.filter(({ matches }) => matches(entry.code));
      const cell: MatrixCell = {
        entry,
        plain,
        special: own.length - plain.length,
        value: cellValueOf(plain),
        inherited,
      };
      return [entry.code, cell] as const;
    }),
  );
}

function isPlain(grant: Grant): boolean {
  return grant.condition === null && grant.validFrom === null && grant.validUntil === null && grant.resource === null;
}

function cellValueOf(plain: readonly Grant[]): CellValue {
  const [first, second] = plain;
  if (first === undefined) return "";
  return second === undefined ? `${first.effect}:${first.scope}` : "several";
}

/** Cells as the table shows them: by group, a row for each resource. */
export function matrixGroups(cells: Iterable<MatrixCell>): readonly MatrixGroup[] {
  const groups = new Map<string, Map<string, Map<string, MatrixCell>>>();
  for (const cell of cells) {
    const { group, resource, action } = cell.entry;
    const rows = groups.get(group) ?? new Map<string, Map<string, MatrixCell>>();
    const row = rows.get(resource) ?? new Map<string, MatrixCell>();
    row.set(action, cell);
    rows.set(resource, row);
    groups.set(group, rows);
  }
  return [...groups].map(([group, rows]) => ({
    group,
    actions: [...new Set([...rows.values()].flatMap((row) => [...row.keys()]))].sort(byReading),
    rows: [...rows].map(([resource, row]) => ({ resource, cells: row })),
  }));
}

function byReading(a: string, b: string): number {
  const [placeA, placeB] = [a, b].map((action) => readingOrder.indexOf(action));
  return placeOf(placeA) - placeOf(placeB) || (a < b ? -1 : 1);
}

function placeOf(place: number | undefined): number {
  return place === undefined || place < 0 ? readingOrder.length : place;
}

/** One cell that is to say something else. */
export interface MatrixChange {
  readonly code: string;
  readonly before: CellValue;
  readonly after: CellValue;
}

export interface MatrixPlan {
  readonly add: readonly {
    readonly code: string;
    readonly effect: PermissionEffect;
    readonly scope: PermissionScope;
  }[];
  /** Ids of grants. */
  readonly end: readonly string[];
  readonly changes: readonly MatrixChange[];
}

/** What saving has to add and to end, so that the cells say what was set. */
export function planOf(cells: ReadonlyMap<string, MatrixCell>, values: ReadonlyMap<string, CellValue>): MatrixPlan {
  const changes = [...values]
    .flatMap(([code, after]) => {
      const cell = cells.get(code);
      return cell === undefined || cell.value === after || after === "several"
        ? []
        : [{ code, before: cell.value, after }];
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  return {
    changes,
    end: changes.flatMap(({ code }) => cells.get(code)?.plain.map(({ id }) => id) ?? []),
    add: changes.flatMap(({ code, after }) => {
      const terms = termsOf(after);
      return terms === null ? [] : [{ code, ...terms }];
    }),
  };
}

/** Effect and scope of a value; null where it says nothing, or more than one thing. */
export function termsOf(
  value: CellValue,
): { readonly effect: PermissionEffect; readonly scope: PermissionScope } | null {
  if (value === "" || value === "several") return null;
  const [effect, scope] = value.split(":") as [PermissionEffect, PermissionScope];
  return { effect, scope };
}
