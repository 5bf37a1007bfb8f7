import type { TenantContext } from "@gloria/core";
import { type ExportRow, type ExportTable, writeCsv, writeZip } from "@gloria/exporters";
import { listSchools, listUsers, loadUserTargets } from "../../../organisation/index.ts";
import { readInTenant, type Services, targetAttributes } from "../../../platform/index.ts";
import { oneRosterName, oneRosterRole, schoolYearOf } from "../../oneroster/one-roster-role.ts";
import { pagesOf } from "../pages-of.ts";
import type { FilterOf } from "../sources/export-source.ts";
import { readAssignments } from "../sources/read-assignments.ts";
import { manifestLines, type OneRosterFile, oneRosterColumns, oneRosterFiles } from "./one-roster-files.ts";

interface OneRosterOptions {
  readonly generatedAt: Date;
  readonly onRows: (rows: number) => Promise<void>;
}

type Line = Readonly<Record<string, string | null | undefined>>;
type LineBatches = AsyncGenerator<readonly Line[]>;

/**
 * A OneRoster 1.2 archive for bulk rostering: the foundation as district with its schools, the people who may sign in,
 * and what they do where, today. `sourcedId`s are our ids; status and date are left out, as a bulk file has it.
 *
 * Errors: `access.denied`.
 */
export function openOneRoster(
  services: Services,
  ctx: TenantContext,
  filter: FilterOf<"oneroster">,
  { generatedAt, onRows }: OneRosterOptions,
): AsyncIterable<Uint8Array> {
  const sources: Readonly<Record<OneRosterFile, () => LineBatches>> = {
    academicSessions: () => academicSessions(generatedAt),
    orgs: () => orgs(services, ctx, filter),
    users: () => people(services, ctx, filter),
    roles: () => roles(services, ctx, filter),
  };
  const manifest = () =>
    csvOf(["propertyName", "value"], only(manifestLines().map(([propertyName, value]) => ({ propertyName, value }))), {
      generatedAt,
      onRows: async () => {},
    });
  const entries = Object.entries(oneRosterFiles).map(([file, columns]) => ({
    name: `${file}.csv`,
    open: () => csvOf(columns, sources[file as OneRosterFile](), { generatedAt, onRows }),
  }));
  return writeZip([{ name: "manifest.csv", open: manifest }, ...entries], generatedAt);
}

async function* only(lines: readonly Line[]): AsyncGenerator<readonly Line[]> {
  yield lines;
}

function academicSessions(at: Date): LineBatches {
  const { startDate, endDate, schoolYear } = schoolYearOf(at);
  const title = `${Number(schoolYear) - 1}/${schoolYear}`;
  return only([{ sourcedId: `school-year-${schoolYear}`, title, type: "schoolYear", startDate, endDate, schoolYear }]);
}

async function* orgs(services: Services, ctx: TenantContext, { schoolId }: FilterOf<"oneroster">): LineBatches {
  const name = await readInTenant(services, ctx, (tx) => tx.tenantName);
  yield [{ sourcedId: ctx.tenantId, name, type: "district" }];
  for await (const schools of pagesOf((place) => listSchools(services, ctx, place))) {
    yield await readInTenant(services, ctx, async (tx) => {
      const access = await tx.access;
      return schools
        .filter((school) => schoolId === undefined || school.id === schoolId.toLowerCase())
        .filter((school) =>
          access.can("school:export", {
            ownerId: null,
            departmentIds: [],
            schoolIds: [school.id],
            resource: { type: "school", id: school.id },
            attributes: targetAttributes("school", school),
          }),
        )
        .map((school) => ({
          sourcedId: school.id,
          name: school.name,
          type: "school",
          identifier: school.npsn,
          parentSourcedId: ctx.tenantId,
        }));
    });
  }
}

async function* people(services: Services, ctx: TenantContext, { schoolId }: FilterOf<"oneroster">): LineBatches {
  const within = schoolId === undefined ? {} : { schoolId };
  const list = (place: { limit: number }) => listUsers(services, ctx, { status: "active", ...within, ...place });
  for await (const users of pagesOf(list)) {
    yield await readInTenant(services, ctx, async (tx) => {
      const access = await tx.access;
      const targets = await loadUserTargets(tx, users);
      return users.flatMap((user) => {
        const target = targets.get(user.id) ?? { ownerId: user.id };
        if (!access.can("user:export", target)) return [];
        const sensitive = access.can("user.sensitive:read", target);
        return [
          {
            sourcedId: user.id,
            enabledUser: "true",
            username: sensitive ? (user.username ?? user.email ?? user.nip) : (user.nip ?? user.id),
            ...oneRosterName(user.name),
            identifier: user.nip,
            email: sensitive ? user.email : null,
            phone: sensitive ? user.phone : null,
            primaryOrgSourcedId: user.homeSchoolId ?? ctx.tenantId,
          },
        ];
      });
    });
  }
}

async function* roles(services: Services, ctx: TenantContext, filter: FilterOf<"oneroster">): LineBatches {
  for await (const rows of readAssignments(services, ctx, filter)) {
    yield rows.map((row) => ({
      sourcedId: row.id,
      userSourcedId: row.userId,
      roleType: row.isPrimary ? "primary" : "secondary",
      role: oneRosterRole(row.positionName, row.schoolId === null),
      beginDate: row.validFrom,
      endDate: row.validUntil,
      orgSourcedId: row.schoolId ?? ctx.tenantId,
    }));
  }
}

/** A file as the standard wants it: comma, no byte order mark. */
function csvOf(names: readonly string[], lines: LineBatches, { generatedAt, onRows }: OneRosterOptions) {
  const columns = oneRosterColumns(names);
  async function* rows(): AsyncGenerator<ExportRow> {
    for await (const batch of lines) {
      for (const line of batch) yield names.map((name) => line[name] ?? null);
      await onRows(batch.length);
    }
  }
  const table: ExportTable = {
    title: "OneRoster",
    columns,
    rows: rows(),
    locale: "en",
    timeZone: "UTC",
    filter: null,
    generatedAt,
  };
  return writeCsv(table, { delimiter: ",", bom: false });
}
