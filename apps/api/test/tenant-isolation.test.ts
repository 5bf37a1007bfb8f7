import { newId } from "@gloria/core";
import {
  hashTables,
  makeOneOfEverything,
  makeTenant,
  type OneOfEverything,
  type TestTenant,
  testDatabase,
} from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { type Answer, apiHouse } from "./support/api-house.ts";
import {
  type Described,
  describeProcedures,
  fieldsOf,
  holdsId,
  restCall,
  validInput,
  withValue,
} from "./support/procedure-inputs.ts";

const database = testDatabase();
const house = apiHouse(database);
let mine: TestTenant;
let theirs: TestTenant;
let theirRows: OneOfEverything;
let token: string;

beforeAll(async () => {
  mine = await makeTenant(database);
  theirs = await makeTenant(database);
  await makeOneOfEverything(database, mine);
  theirRows = await makeOneOfEverything(database, theirs);
  const [admin] = await database.owner<{ email: string }[]>`select email from gloria.users where id = ${mine.adminId}`;
  token = await house.tokenOf(admin?.email ?? "");
});

// Signing out would end the test's own session; it takes no id.
const callable = describeProcedures().filter(
  ({ name, kind }) => kind !== "subscription" && !["auth.logout", "auth.login"].includes(name),
);

// A history of nothing is empty, a list narrowed to nobody as well, a code of a permission names no row, and an id alone
// says nothing without its type.
const namesNobody = ["audit.entityHistory", "employees.list", "permissions.check", "permissions.whoCan"];

const theirIds = () => Object.values(theirRows).filter((value) => value.length === 36);

/** What an answer says, without what differs from call to call. */
function said({ status, text }: Answer): string {
  return `${status} ${text.replaceAll(/"(requestId|at)":"[^"]*"/g, "")}`;
}

/** Calls a procedure over REST and over tRPC. */
async function callBoth(procedure: Described, input: Record<string, unknown>): Promise<Answer[]> {
  const rest = restCall(procedure.meta, input);
  return [
    ...(rest === null
      ? []
      : [await house.call(rest.method, rest.path, { token, ...(rest.body === undefined ? {} : { body: rest.body }) })]),
    await callTrpc(procedure, input),
  ];
}

function callTrpc(procedure: Described, input: Record<string, unknown>): Promise<Answer> {
  return house.trpc(procedure.kind === "query" ? "query" : "mutation", procedure.name, input, token);
}

describe("a procedure that gets another tenant's id", () => {
  const cases = callable.flatMap((procedure) =>
    fieldsOf(procedure.input).flatMap(({ path, schema }) => {
      // A code or NIP that only another tenant has is free here: creating with it is no question of isolation.
      const isKey = ["nip", "code"].includes(path.join(".")) && procedure.kind === "query";
      const holds = holdsId(schema) ?? (isKey ? "one" : null);
      return holds === null ? [] : [{ procedure, path, holds, schema, title: `${procedure.name} ${path.join(".")}` }];
    }),
  );

  it("is there to be tested", () => {
    expect(cases.length).toBeGreaterThan(30);
  });

  it.each(cases)(
    "answers as to an unknown one, and changes nothing: $title",
    async ({ procedure, path, holds, schema }) => {
      const before = await hashTables(database.owner);
      const isText = holdsId(schema) === null;
      const foreign = isText ? [theirRows[path.at(-1) === "nip" ? "nip" : "schoolCode"]] : theirIds();
      const unknown = isText ? `U${newId().slice(-8)}` : newId();
      const base = validInput(procedure);
      const put = (value: string) => withValue(base, path, holds === "many" ? [value] : value);
      const random = await callBoth(procedure, put(unknown));
      // The id that was sent may come back in the answer; nothing else may differ.
      const expected = random.map((answer) => said(answer).replaceAll(unknown, "ID"));
      const isSubject = ["id", "nip", "code"].includes(path.join("."));
      if (isSubject && !namesNobody.includes(procedure.name)) {
        expect(random.map((answer) => answer.status)).toEqual(random.map(() => 404));
      }
      for (const id of foreign) {
        // What names a row is asked for both ways; of the other fields REST reads the same contract.
        const known = isSubject ? await callBoth(procedure, put(id)) : [await callTrpc(procedure, put(id))];
        expect(known.map((answer) => said(answer).replaceAll(id, "ID"))).toEqual(expected.slice(-known.length));
      }
      expect(await hashTables(database.owner)).toEqual(before);
    },
  );

  it("cannot be shown another tenant's school by a header", async () => {
    const school = await house.call("GET", "/users", { token, headers: { "x-gloria-school": theirRows.schoolId } });
    const unknown = await house.call("GET", "/users", { token, headers: { "x-gloria-school": newId() } });
    expect(said(school)).toBe(said(unknown));
    expect(school.body).toMatchObject({ status: 404, code: "school.not_found" });
  });
});

describe("a list", () => {
  it("shows nothing of another tenant, and nobody else's inbox", async () => {
    const listing = callable.filter(
      (procedure) => procedure.kind === "query" && (procedure.input?.required ?? []).length === 0,
    );
    expect(listing.length).toBeGreaterThan(8);
    const foreign = [...Object.values(theirRows), theirs.id, theirs.adminId, theirs.code];
    for (const procedure of listing) {
      for (const answer of await callBoth(procedure, {})) {
        expect(answer.status, procedure.name).toBe(200);
        for (const id of foreign) expect(answer.text.includes(id), `${procedure.name} shows ${id}`).toBe(false);
      }
    }
  });

  it("refuses a cursor of another sort, and one from another tenant opens nothing", async () => {
    const other = await database.owner<
      { email: string }[]
    >`select email from gloria.users where id = ${theirs.adminId}`;
    const theirToken = await house.tokenOf(other[0]?.email ?? "");
    const page = await house.call("GET", "/users?limit=1", { token: theirToken });
    expect(page.body.nextCursor).not.toBeNull();
    const mineByTheirCursor = await house.call("GET", `/users?limit=200&cursor=${page.body.nextCursor}`, { token });
    expect(mineByTheirCursor.status).toBe(200);
    const ids = await database.owner<{ id: string }[]>`select id from gloria.users where tenant_id = ${mine.id}`;
    const own = new Set(ids.map((row) => row.id));
    for (const item of mineByTheirCursor.body.items) expect(own.has(item.id)).toBe(true);
  });
});
