import type { TestDatabase, TestTenant } from "@gloria/testkit";
import { type AdminCall, comesAndGoes, type RevocableRight, refusals, switches } from "./revocable-right.ts";
import { rightRows } from "./right-rows.ts";

/** So long a right without a revocation lasts, milliseconds: time for checks that are allowed. */
const untilMs = 1_500;

/** One person for each way in which a right can be taken away, each with a permission of their own. */
export async function waysToRevoke(
  database: TestDatabase,
  tenant: TestTenant,
  call: AdminCall,
): Promise<RevocableRight[]> {
  const rows = rightRows(database, tenant);
  const sql = database.owner;
  const rights: RevocableRight[] = [];
  const add = (
    name: string,
    code: string,
    person: { readonly email: string },
    way: Pick<RevocableRight, "give" | "take">,
    byVerb: boolean,
  ) => rights.push({ name, code, email: person.email, byVerb, endsByItself: false, ...way });

  const direct = await rows.person("direct");
  add(
    "a grant",
    "user:export",
    direct,
    comesAndGoes(
      () => rows.grant("user", direct.userId, "user:export"),
      (id) => call("DELETE", `/permissions/grants/${id}`),
    ),
    true,
  );

  const assigned = await rows.person("assigned");
  const reader = await rows.role("reader");
  await rows.grant("role", reader, "school:export");
  add(
    "a role",
    "school:export",
    assigned,
    comesAndGoes(
      () => rows.insert("role_assignments", { user_id: assigned.userId, role_id: reader }),
      () => call("DELETE", `/roles/remove/${assigned.userId}/${reader}`),
    ),
    true,
  );

  const holder = await rows.person("holder");
  const writer = await rows.role("writer");
  await rows.insert("role_assignments", { user_id: holder.userId, role_id: writer });
  add(
    "a grant of a role",
    "department:export",
    holder,
    comesAndGoes(
      () => rows.grant("role", writer, "department:export"),
      (id) => call("DELETE", `/roles/${writer}/permissions/${id}`),
    ),
    true,
  );

  const heir = await rows.person("heir");
  const [child, parent] = [await rows.role("child"), await rows.role("parent")];
  await rows.insert("role_assignments", { user_id: heir.userId, role_id: child });
  await rows.grant("role", parent, "position:export");
  const inheritance = (action: "add" | "remove") =>
    call("POST", `/roles/${child}/hierarchy`, { parentId: parent, action });
  add(
    "a role's inheritance",
    "position:export",
    heir,
    switches(
      () => inheritance("add"),
      () => inheritance("remove"),
    ),
    true,
  );

  // The verb refuses to retire a role that somebody has: the row says so all the same after an undone import.
  const retired = await rows.person("retired");
  const passing = await rows.role("passing");
  await rows.insert("role_assignments", { user_id: retired.userId, role_id: passing });
  await rows.grant("role", passing, "school:delete");
  const retire = (deleted: Date | null) =>
    sql`update gloria.roles set deleted_at = ${deleted} where tenant_id = ${tenant.id} and id = ${passing}`;
  add(
    "a role that is retired",
    "school:delete",
    retired,
    switches(
      () => retire(null),
      () => retire(new Date()),
    ),
    false,
  );

  const seated = await rows.person("seated");
  const seat = await rows.position("SEAT", null);
  await rows.grant("position", seat, "position:create");
  add(
    "a position that is ended",
    "position:create",
    seated,
    comesAndGoes(
      () => rows.hold(seated.userId, seat, null),
      (id) => call("POST", `/users/${seated.userId}/positions/${id}/end`, {}),
    ),
    true,
  );

  const moved = await rows.person("moved");
  const above = await rows.department("ATAS", null);
  const below = await rows.department("BAWAH", null);
  const desk = await rows.position("DESK", below);
  await rows.hold(moved.userId, desk, below);
  await rows.grant("department", above, "department:create");
  const move = (parentId: string | null) =>
    call("POST", `/organizations/departments/${below}/move`, { parentId, schoolId: null });
  add(
    "a department that is moved",
    "department:create",
    moved,
    switches(
      () => move(above),
      () => move(null),
    ),
    true,
  );

  const modular = await rows.person("modular");
  await rows.grant("user", modular.userId, "compliance:read");
  const listed = (await call("GET", "/modules?limit=100")) as { items: { id: string; code: string }[] };
  const moduleId = listed.items.find(({ code }) => code === "compliance")?.id;
  const switchModule = (isEnabled: boolean) => call("PATCH", `/modules/${moduleId}`, { isEnabled });
  add(
    "a module that is switched off",
    "compliance:read",
    modular,
    switches(
      () => switchModule(true),
      () => switchModule(false),
    ),
    true,
  );

  const deputy = await rows.person("delegate");
  const boss = await tenant.addUser();
  await rows.grant("user", boss, "calendar:read");
  add(
    "a delegation",
    "calendar:read",
    deputy,
    comesAndGoes(
      () => rows.delegate(boss, deputy.userId, "calendar:read"),
      (id) => call("POST", `/permission-delegation/${id}/revoke`, {}),
    ),
    true,
  );

  const dependent = await rows.person("dependent");
  const wavering = await tenant.addUser();
  await rows.delegate(wavering, dependent.userId, "calendar:update");
  add(
    "the right of who delegates",
    "calendar:update",
    dependent,
    comesAndGoes(
      () => rows.grant("user", wavering, "calendar:update"),
      (id) => rows.close("grants", id),
    ),
    false,
  );

  const last = await rows.person("last");
  const [first, middle] = [await tenant.addUser(), await tenant.addUser()];
  await rows.grant("user", first, "department:update");
  add(
    "the link above a delegation",
    "department:update",
    last,
    comesAndGoes(
      async () => {
        const link = await rows.delegate(first, middle, "department:update");
        await rows.delegate(middle, last.userId, "department:update", link);
        return link;
      },
      (id) => call("POST", `/permission-delegation/${id}/revoke`, {}),
    ),
    true,
  );

  const guarded = await rows.person("guarded");
  await rows.grant("user", guarded.userId, "position:delete");
  add(
    "a guardrail",
    "position:delete",
    guarded,
    refusals(
      call,
      "/guardrails",
      "guardrail",
      {
        kind: "other",
        name: "Jangan",
        code: "position:delete",
        reason: "Sengketa",
      },
      (id) => call("POST", `/guardrails/${id}/end`, {}),
    ),
    true,
  );

  const denied = await rows.person("denied");
  await rows.grant("user", denied.userId, "user:print");
  add(
    "a denial",
    "user:print",
    denied,
    refusals(
      call,
      "/permissions/grants",
      "grant",
      {
        subjectKind: "user",
        subjectId: denied.userId,
        code: "user:print",
        effect: "DENY",
        scope: "ALL",
      },
      (id) => call("DELETE", `/permissions/grants/${id}`),
    ),
    true,
  );

  const suspended = await rows.person("suspended");
  await rows.grant("user", suspended.userId, "position:update");
  // Suspending by the verb ends the sessions too, and with them whoever asks.
  const standing = (status: "active" | "suspended") =>
    sql`update gloria.users set status = ${status} where tenant_id = ${tenant.id} and id = ${suspended.userId}`;
  add(
    "a suspension",
    "position:update",
    suspended,
    switches(
      () => standing("active"),
      () => standing("suspended"),
    ),
    false,
  );

  const temporary = await rows.person("temporary");
  const give = async () => {
    const until = Date.now() + untilMs;
    await rows.grant("user", temporary.userId, "department:delete", new Date(until));
    return until;
  };
  const take = () => Promise.reject(new Error("nothing is to be written"));
  const name = "an end that was set";
  rights.push({
    name,
    code: "department:delete",
    email: temporary.email,
    byVerb: false,
    endsByItself: true,
    give,
    take,
  });

  return rights;
}
