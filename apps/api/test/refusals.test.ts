import {
  hashTables,
  makeOneOfEverything,
  makeTenant,
  type OneOfEverything,
  type TestTenant,
  testDatabase,
} from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { apiHouse } from "./support/api-house.ts";
import { type Described, describeProcedures, restCall, validInput, withValue } from "./support/procedure-inputs.ts";

const database = testDatabase();
const house = apiHouse(database);
let tenant: TestTenant;
let rows: OneOfEverything;
let stranger: string;

beforeAll(async () => {
  tenant = await makeTenant(database);
  rows = await makeOneOfEverything(database, tenant);
  await tenant.addUser({ email: "stranger@demo.example" });
  stranger = await house.tokenOf("stranger@demo.example");
});

const procedures = describeProcedures().filter(({ kind }) => kind !== "subscription");
const closed = procedures.filter(({ meta }) => meta.permission !== "public");
const permitted = closed.filter(({ meta }) => meta.permission !== "self");

/** Valid, and about rows that are really there, so that only the right is missing. */
function realInput(procedure: Described): Record<string, unknown> | undefined {
  const [router] = procedure.name.split(".");
  const ids: Record<string, string> = {
    users: rows.userId,
    positions: rows.positionId,
    schools: rows.schoolId,
    departments: rows.departmentId,
    audit: rows.auditEventId,
    outbox: rows.capturedMessageId,
    exports: rows.exportId,
    invitations: rows.invitationId,
    imports: rows.importId,
  };
  let input = validInput(procedure);
  if (input !== undefined && "id" in input) input = withValue(input, ["id"], ids[router ?? ""] ?? rows.userId);
  if (input !== undefined && "nip" in input) input = withValue(input, ["nip"], rows.nip);
  if (procedure.name === "schools.byCode") input = withValue(input, ["code"], rows.schoolCode);
  return input;
}

describe("without a token", () => {
  it.each(closed)("$name is refused over REST and tRPC", async (procedure) => {
    const before = await hashTables(database.owner);
    const input = realInput(procedure);
    for (const headers of [
      {},
      { authorization: "Bearer" },
      { authorization: "Bearer nonsense" },
      { authorization: "Basic YTpi" },
    ]) {
      const rest = restCall(procedure.meta, input);
      if (rest !== null) {
        const answer = await house.call(rest.method, rest.path, {
          headers,
          ...(rest.body === undefined ? {} : { body: rest.body }),
        });
        expect(answer.status).toBe(401);
        expect(answer.headers.get("www-authenticate")).toBe("Bearer");
        expect(answer.body.code).toMatch(/^auth\.(unauthenticated|token_invalid)$/);
      }
    }
    const answer = await house.trpc(procedure.kind === "query" ? "query" : "mutation", procedure.name, input);
    expect(answer.status).toBe(401);
    expect(await hashTables(database.owner)).toEqual(before);
  });

  it("an invalid input tells a stranger no more than that", async () => {
    const answer = await house.call("POST", "/users", { body: { nonsense: true } });
    expect(answer.body).toMatchObject({ status: 401, code: "auth.unauthenticated" });
    const known = await house.call("GET", `/users/${rows.userId}`);
    const unknown = await house.call("GET", "/users/not-even-an-id");
    expect([known.status, unknown.status]).toEqual([401, 401]);
  });

  it("the stream is refused", async () => {
    expect((await house.call("GET", "/notifications/stream")).status).toBe(401);
    // tRPC begins to stream before it asks; what it streams is the refusal alone.
    const streamed = await house.call("GET", "./trpc/notifications.stream");
    expect(streamed.text).toContain("auth.unauthenticated");
    expect(streamed.text).not.toContain("unread");
  });
});

describe("a person without grants", () => {
  it("is there to be refused", () => {
    expect(permitted.length).toBeGreaterThan(15);
  });

  it.each(permitted)("may not call $name", async (procedure) => {
    const before = await hashTables(database.owner);
    const input = realInput(procedure);
    const rest = restCall(procedure.meta, input);
    const answers = [
      await house.trpc(procedure.kind === "query" ? "query" : "mutation", procedure.name, input, stranger),
      ...(rest === null
        ? []
        : [
            await house.call(rest.method, rest.path, {
              token: stranger,
              ...(rest.body === undefined ? {} : { body: rest.body }),
            }),
          ]),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(403);
      expect(answer.text).toContain("access.denied");
      expect(answer.text).toContain(procedure.meta.permission);
      expect(answer.text).not.toContain("Wulan");
    }
    expect(await hashTables(database.owner)).toEqual(before);
    const [denials] = await database.owner<{ n: number }[]>`
      select count(*)::int as n from gloria.audit_events where action = 'access.denied' and outcome = 'denied' and reason = ${procedure.meta.permission}`;
    expect(denials?.n).toBeGreaterThanOrEqual(answers.length);
  });

  it("reads about themselves", async () => {
    const me = await house.call("GET", "/auth/me", { token: stranger });
    expect(me.body.permissions).toEqual([]);
    expect(me.body.schools).toEqual([]);
  });
});
