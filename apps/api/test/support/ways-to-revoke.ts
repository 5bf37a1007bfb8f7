import { newId } from "@gloria/core";
import type { TestDatabase, TestTenant } from "@gloria/testkit";

/** A person whose right to one thing comes and goes in one way. */
export interface RevocableRight {
  readonly name: string;
  readonly email: string;
  readonly code: string;
  /** Commits that they may; answers the instant (ms) from which they may not although nothing is written, or null. */
  give(): Promise<number | null>;
  /** Commits that they may not. */
  take(): Promise<void>;
}

/** So long a right without a revocation lasts, milliseconds: time for checks that are allowed. */
const untilMs = 1_500;

/** One person for each way in which a right can be taken away, each with a permission of their own. */
export async function waysToRevoke(database: TestDatabase, tenant: TestTenant): Promise<RevocableRight[]> {
  const sql = database.owner;
  const person = async (name: string) => {
    const email = `${name}.${tenant.code}@demo.example`;
    return { email, userId: await tenant.addUser({ email }) };
  };
  const grant = async (kind: "user" | "role", subjectId: string, code: string, until: Date | null = null) => {
    const id = newId();
    await sql`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, effect, scope, valid_until)
      values (${tenant.id}, ${id}, ${kind}, ${subjectId}, ${code}, 'ALLOW', 'ALL', ${until})`;
    return id;
  };
  const role = async (code: string) => {
    const id = newId();
    await sql`insert into gloria.roles (tenant_id, id, code, name) values (${tenant.id}, ${id}, ${code}, ${code})`;
    return id;
  };
  const assign = async (userId: string, roleId: string) => {
    const id = newId();
    await sql`insert into gloria.role_assignments (tenant_id, id, user_id, role_id) values (${tenant.id}, ${id}, ${userId}, ${roleId})`;
    return id;
  };
  const delegate = async (delegatorId: string, delegateId: string, code: string) => {
    const id = newId();
    await sql`insert into gloria.delegations (tenant_id, id, delegator_id, delegate_id, codes, valid_until)
      values (${tenant.id}, ${id}, ${delegatorId}, ${delegateId}, ${[code]}, now() + interval '1 day')`;
    return id;
  };
  const close = (table: string, id: string) =>
    sql`update gloria.${sql.unsafe(table)} set ended_at = now() where tenant_id = ${tenant.id} and id = ${id}`;
  /** Rows that are closed and made anew. */
  const rows = (table: string, make: () => Promise<string>) => {
    let id = "";
    return {
      give: async () => {
        id = await make();
        return null;
      },
      take: async () => void (await close(table, id)),
    };
  };

  const direct = await person("direct");
  const assigned = await person("assigned");
  const holder = await person("holder");
  const heir = await person("heir");
  const deputy = await person("delegate");
  const dependent = await person("dependent");
  const guarded = await person("guarded");
  const suspended = await person("suspended");
  const temporary = await person("temporary");
  const [reader, writer, child, parent] = [
    await role("reader"),
    await role("writer"),
    await role("child"),
    await role("parent"),
  ];
  await grant("role", reader, "school:export");
  await assign(holder.userId, writer);
  await assign(heir.userId, child);
  await grant("role", parent, "position:export");
  const [boss, wavering] = [await tenant.addUser(), await tenant.addUser()];
  await grant("user", boss, "calendar:read");
  await delegate(wavering, dependent.userId, "calendar:update");
  await grant("user", guarded.userId, "position:delete");
  await grant("user", suspended.userId, "position:update");

  return [
    {
      name: "a grant",
      ...direct,
      code: "user:export",
      ...rows("grants", () => grant("user", direct.userId, "user:export")),
    },
    {
      name: "a role",
      ...assigned,
      code: "school:export",
      ...rows("role_assignments", () => assign(assigned.userId, reader)),
    },
    {
      name: "a grant of a role",
      ...holder,
      code: "department:export",
      ...rows("grants", () => grant("role", writer, "department:export")),
    },
    {
      name: "a role's inheritance",
      ...heir,
      code: "position:export",
      ...rows("role_edges", async () => {
        const id = newId();
        await sql`insert into gloria.role_edges (tenant_id, id, child_role_id, parent_role_id) values (${tenant.id}, ${id}, ${child}, ${parent})`;
        return id;
      }),
    },
    {
      name: "a delegation",
      ...deputy,
      code: "calendar:read",
      ...rows("delegations", () => delegate(boss, deputy.userId, "calendar:read")),
    },
    {
      name: "the right of who delegates",
      ...dependent,
      code: "calendar:update",
      ...rows("grants", () => grant("user", wavering, "calendar:update")),
    },
    {
      name: "a guardrail",
      ...guarded,
      code: "position:delete",
      ...(() => {
        let id: string | null = null;
        return {
          give: async () => {
            if (id !== null) await close("guardrails", id);
            return null;
          },
          take: async () => {
            id = newId();
            await sql`insert into gloria.guardrails (tenant_id, id, kind, name, code) values (${tenant.id}, ${id}, 'other', 'Jangan', 'position:delete')`;
          },
        };
      })(),
    },
    {
      name: "a suspension",
      ...suspended,
      code: "position:update",
      give: async () => {
        await sql`update gloria.users set status = 'active' where tenant_id = ${tenant.id} and id = ${suspended.userId}`;
        return null;
      },
      take: async () =>
        void (await sql`update gloria.users set status = 'suspended' where tenant_id = ${tenant.id} and id = ${suspended.userId}`),
    },
    {
      name: "an end that was set",
      ...temporary,
      code: "department:delete",
      give: async () => {
        const until = Date.now() + untilMs;
        await grant("user", temporary.userId, "department:delete", new Date(until));
        return until;
      },
      take: () => Promise.reject(new Error("nothing is to be written")),
    },
  ];
}
