import { newId } from "@gloria/core";
import type { TestDatabase, TestTenant } from "@gloria/testkit";

interface Held {
  readonly positionId: string;
  readonly userId: string;
  readonly from?: string;
  readonly until?: string | null;
  readonly kind?: "DEFINITIF" | "PLT" | "PLH";
  readonly schoolId?: string | null;
  readonly departmentId?: string | null;
}

/** What tests of positions put beside them, written as rows. */
export function positionRows(database: TestDatabase) {
  let serial = 0;
  return {
    fields: (name = "Guru") => ({ code: `P${++serial}`, name, level: 5 }),
    async addDepartment(of: TestTenant, schoolId: string | null, parentId: string | null = null): Promise<string> {
      const id = newId();
      await database.owner`insert into gloria.departments (tenant_id, id, code, name, school_id, parent_id)
        values (${of.id}, ${id}, ${`D${++serial}`}, 'Kurikulum', ${schoolId}, ${parentId})`;
      return id;
    },
    async assign(of: TestTenant, held: Held): Promise<string> {
      const id = newId();
      await database.owner`insert into gloria.assignments (tenant_id, id, user_id, position_id, school_id, department_id, kind, valid_from, valid_until)
        values (${of.id}, ${id}, ${held.userId}, ${held.positionId}, ${held.schoolId ?? null}, ${held.departmentId ?? null},
          ${held.kind ?? "DEFINITIF"}, ${held.from ?? "2020-01-01"}, ${held.until ?? null})`;
      return id;
    },
  };
}
