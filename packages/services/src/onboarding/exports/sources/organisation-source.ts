import type { Department, PositionRow, School } from "@gloria/contracts";
import type { TenantContext } from "@gloria/core";
import type { ExportRow } from "@gloria/exporters";
import type { Access } from "@gloria/permissions";
import { listDepartments, listPositions, listSchools } from "../../../organisation/index.ts";
import { readInTenant, type Services, targetAttributes } from "../../../platform/index.ts";
import { pagesOf } from "../pages-of.ts";
import { countOrganisation } from "./count-organisation.ts";
import { type ExportSource, valueIn } from "./export-source.ts";

/** Schools, then departments, then positions, each in the order of its list. */
export const organisationSource: ExportSource<"organisation"> = {
  kinds: { headcount: "integer", filled: "integer" },
  async count(services, ctx, filter) {
    const there = await countOrganisation(services, ctx, filter);
    return there.schools + there.departments + there.positions;
  },
  async *read(services, ctx, { schoolId }, columns) {
    const rowOf = (item: object): ExportRow => columns.map(({ key }) => valueIn(item, key));
    const within = schoolId === undefined ? {} : { schoolId };

    for await (const schools of pagesOf((place) => listSchools(services, ctx, place))) {
      const wanted = schools.filter((school) => schoolId === undefined || school.id === schoolId.toLowerCase());
      const shown = await permitted(services, ctx, wanted, (access, school) =>
        access.can("school:export", schoolTarget(school)),
      );
      yield shown.map((school) => rowOf({ ...school, type: "school", schoolName: school.name }));
    }
    for await (const departments of pagesOf((place) => listDepartments(services, ctx, { ...within, ...place }))) {
      const shown = await permitted(services, ctx, departments, (access, department) =>
        access.can("department:export", departmentTarget(department)),
      );
      yield shown.map((department) => rowOf({ ...department, type: "department" }));
    }
    for await (const positions of pagesOf((place) => listPositions(services, ctx, { ...within, ...place }))) {
      const shown = await permitted(services, ctx, positions, (access, position) =>
        access.can("position:export", positionTarget(position)),
      );
      yield shown.map((position) =>
        rowOf({ ...position, type: "position", level: String(position.level), parentName: position.departmentName }),
      );
    }
  },
};

function permitted<Item>(
  services: Services,
  ctx: TenantContext,
  items: readonly Item[],
  mayExport: (access: Access, item: Item) => boolean,
): Promise<Item[]> {
  return readInTenant(services, ctx, async (tx) => {
    const access = await tx.access;
    return items.filter((item) => mayExport(access, item));
  });
}

const schoolTarget = (school: School) => ({
  ownerId: null,
  departmentIds: [],
  schoolIds: [school.id],
  resource: { type: "school", id: school.id },
  attributes: targetAttributes("school", school),
});

const departmentTarget = ({ id, schoolId, code, parentId }: Department) => ({
  ownerId: null,
  departmentIds: [id],
  schoolIds: schoolId === null ? [] : [schoolId],
  resource: { type: "department", id },
  attributes: targetAttributes("department", { code, parentId }),
});

const positionTarget = ({ id, schoolId, departmentId, code, level, headcount }: PositionRow) => ({
  ownerId: null,
  departmentIds: departmentId === null ? [] : [departmentId],
  schoolIds: schoolId === null ? [] : [schoolId],
  resource: { type: "position", id },
  attributes: targetAttributes("position", { code, level, headcount }),
});
