import { newId } from "@gloria/core";
import type { TestDatabase, TestTenant } from "@gloria/testkit";

type Columns = Readonly<Record<string, string | readonly string[] | number | boolean | Date | null>>;

/** Writes rows that give or take rights, as the database's owner: committed when the call returns. */
export interface RightRows {
  person(name: string): Promise<{ readonly email: string; readonly userId: string }>;
  /** The new row's id. */
  insert(table: string, columns: Columns): Promise<string>;
  grant(
    kind: "user" | "role" | "position" | "department",
    subjectId: string,
    code: string,
    until?: Date,
  ): Promise<string>;
  role(code: string): Promise<string>;
  department(code: string, parentId: string | null): Promise<string>;
  position(code: string, departmentId: string | null): Promise<string>;
  /** From today on. */
  hold(userId: string, positionId: string, departmentId: string | null): Promise<string>;
  delegate(delegatorId: string, delegateId: string, code: string, parentId?: string): Promise<string>;
  close(table: string, id: string): Promise<void>;
}

export function rightRows({ owner }: TestDatabase, tenant: TestTenant): RightRows {
  async function insert(table: string, columns: Columns): Promise<string> {
    const id = newId();
    await owner`insert into gloria.${owner.unsafe(table)} ${owner({ tenant_id: tenant.id, id, ...columns })}`;
    return id;
  }
  return {
    insert,
    async person(name) {
      const email = `${name}.${tenant.code}@demo.example`;
      return { email, userId: await tenant.addUser({ email }) };
    },
    grant: (kind, subjectId, code, until) =>
      insert("grants", {
        subject_kind: kind,
        subject_id: subjectId,
        code,
        effect: "ALLOW",
        scope: "ALL",
        valid_until: until ?? null,
      }),
    role: (code) => insert("roles", { code, name: code }),
    department: (code, parentId) => insert("departments", { code, name: code, parent_id: parentId }),
    position: (code, departmentId) => insert("positions", { code, name: code, level: 5, department_id: departmentId }),
    async hold(userId, positionId, departmentId) {
      const [day] = await owner<{ today: string }[]>`select (now() at time zone 'Asia/Jakarta')::date::text as today`;
      return insert("assignments", {
        user_id: userId,
        position_id: positionId,
        department_id: departmentId,
        valid_from: day?.today ?? "",
      });
    },
    delegate: (delegatorId, delegateId, code, parentId) =>
      insert("delegations", {
        delegator_id: delegatorId,
        delegate_id: delegateId,
        codes: [code],
        valid_until: new Date(Date.now() + 86_400_000),
        parent_id: parentId ?? null,
      }),
    async close(table, id) {
      await owner`update gloria.${owner.unsafe(table)} set ended_at = now() where tenant_id = ${tenant.id} and id = ${id}`;
    },
  };
}
