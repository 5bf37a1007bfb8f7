import { makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { apiHouse } from "./support/api-house.ts";

const database = testDatabase();
const house = apiHouse(database);
let tenant: TestTenant;
let token: string;

beforeAll(async () => {
  tenant = await makeTenant(database);
  const [admin] = await database.owner<
    { email: string }[]
  >`select email from gloria.users where id = ${tenant.adminId}`;
  token = await house.tokenOf(admin?.email ?? "");
});

const create = (nip: string, headers: Record<string, string> = {}, body: object = { name: "Ani", nip }) =>
  house.call("POST", "/users", { token, headers, body });

describe("creating", () => {
  it("answers 201 with the address and the version of what was made", async () => {
    for (const [path, body] of [
      ["/users", { name: "Ani", nip: "R1" }],
      ["/organizations/schools", { name: "SD Satu", code: "SD1", level: "SD" }],
    ] as const) {
      const made = await house.call("POST", path, { token, body });
      expect(made.status).toBe(201);
      expect(made.headers.get("etag")).toBe('"1"');
      const location = made.headers.get("location") ?? "";
      expect(location).toBe(`/api/v1${path}/${made.body.id}`);
      const read = await house.call("GET", `.${location}`, { token });
      expect(read.body).toEqual(made.body);
      expect(read.headers.get("etag")).toBe('"1"');
    }
  });

  it("names the conflict", async () => {
    await create("R2");
    const again = await create("R2");
    expect(again.body).toMatchObject({
      status: 409,
      code: "user.nip_in_use",
      type: "urn:gloria:error:user.nip_in_use",
    });
    expect(again.headers.get("content-type")).toBe("application/problem+json");
    expect(again.body.requestId).toBe(again.headers.get("x-request-id"));
  });
});

describe("an idempotency key", () => {
  it("makes once, and answers the same again, status and location too", async () => {
    const first = await create("I1", { "idempotency-key": "k-1" });
    const second = await create("I1", { "idempotency-key": "k-1" });
    expect(first.status).toBe(201);
    expect(second.status).toBe(201);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get("location")).toBe(first.headers.get("location"));
    const at = await Promise.all(Array.from({ length: 10 }, () => create("I2", { "idempotency-key": "k-2" })));
    expect(new Set(at.map((answer) => answer.body.id)).size).toBe(1);
    expect(at.every((answer) => answer.status === 201)).toBe(true);
    const [count] = await database.owner<
      { n: number }[]
    >`select count(*)::int as n from gloria.audit_events where action = 'user.create' and entity_label = 'Ani' and entity_id = ${at[0]?.body.id}`;
    expect(count?.n).toBe(1);
  });

  it("with another body is a conflict, and is free after a failure", async () => {
    await create("I3", { "idempotency-key": "k-3" });
    expect((await create("I4", { "idempotency-key": "k-3" })).body).toMatchObject({
      status: 409,
      code: "request.idempotency_mismatch",
    });
    expect((await create("I3", { "idempotency-key": "k-4" })).status).toBe(409);
    expect((await create("I5", { "idempotency-key": "k-4" })).status).toBe(201);
  });

  it("that is malformed is refused, and is of no other operation", async () => {
    for (const key of ["a b", "x".repeat(256), "é"]) {
      expect((await create("I6", { "idempotency-key": key })).body, key).toMatchObject({
        status: 400,
        code: "request.idempotency_key_invalid",
      });
    }
    await create("I7", { "idempotency-key": "k-5" });
    const school = await house.call("POST", "/organizations/schools", {
      token,
      headers: { "idempotency-key": "k-5" },
      body: { name: "S", code: "S5", level: "SD" },
    });
    expect(school.body.code).toBe("request.idempotency_mismatch");
  });
});

describe("versions", () => {
  it("are told by ETag and guard a change", async () => {
    const { id } = (await create("V1")).body;
    // The version says what may be changed, not what is shown: what the caller may do changes without it.
    const again = await house.call("GET", `/users/${id}`, { token, headers: { "if-none-match": '"1"' } });
    expect([again.status, again.headers.get("etag")]).toEqual([200, '"1"']);
    const changed = await house.call("PATCH", `/users/${id}`, {
      token,
      headers: { "if-match": '"1"' },
      body: { phone: "+62000001" },
    });
    expect([changed.status, changed.headers.get("etag")]).toEqual([200, '"2"']);
    const late = await house.call("PATCH", `/users/${id}`, {
      token,
      headers: { "if-match": '"1"' },
      body: { phone: null },
    });
    expect(late.body).toMatchObject({
      status: 412,
      code: "request.precondition_failed",
      params: { seen: 1, current: 2 },
    });
    const inBody = await house.call("PATCH", `/users/${id}`, { token, body: { phone: null, version: 1 } });
    expect(inBody.body).toMatchObject({ status: 409, code: "user.version_conflict", params: { seen: 1, current: 2 } });
    expect((await house.call("DELETE", `/users/${id}`, { token, headers: { "if-match": '"1"' } })).status).toBe(412);
    expect((await house.call("DELETE", `/users/${id}`, { token, headers: { "if-match": '"2"' } })).status).toBe(200);
    expect((await house.call("POST", `/users/${id}/restore`, { token })).body.deletedAt).toBeNull();
    for (const header of ["2", "W/2", '"x"', '"2", "3"']) {
      expect(
        (await house.call("PATCH", `/users/${id}`, { token, headers: { "if-match": header }, body: {} })).body,
        header,
      ).toMatchObject({ status: 400, code: "request.header_invalid" });
    }
    expect(
      (await house.call("PATCH", `/users/${id}`, { token, headers: { "if-match": "*" }, body: { name: "Bu Ani" } }))
        .status,
    ).toBe(200);
  });
});

describe("a problem", () => {
  it("is told in the language that was asked for, Indonesian when none was", async () => {
    const of = async (language?: string) =>
      (
        await house.call("GET", "/users/0197f000-0000-7000-8000-000000000000", {
          token,
          headers: language === undefined ? {} : { "accept-language": language },
        })
      ).body;
    const indonesian = await of();
    const english = await of("en");
    expect(indonesian).toMatchObject({ status: 404, code: "user.not_found", title: indonesian.detail, params: {} });
    expect(english.detail).not.toBe(indonesian.detail);
    expect((await of("en-GB,id;q=0.5")).detail).toBe(english.detail);
    expect((await of("id,en;q=0.5")).detail).toBe(indonesian.detail);
    expect((await of("fr")).detail).toBe(indonesian.detail);
    expect(Object.keys(english).sort()).toEqual(["code", "detail", "params", "requestId", "status", "title", "type"]);
  });

  it("says what is missing when something is not allowed, and which field when something is wrong", async () => {
    await tenant.addUser({ email: "plain@demo.example" });
    const plain = await house.tokenOf("plain@demo.example");
    expect((await house.call("GET", "/users", { token: plain })).body).toMatchObject({
      status: 403,
      code: "access.denied",
      params: { permission: "user:read" },
    });
    const wrong = await house.call("POST", "/users", { token, body: { name: "", email: "x", homeSchoolId: "y" } });
    expect(wrong.body.errors.map((error: { path: string }) => error.path).sort()).toEqual([
      "email",
      "homeSchoolId",
      "name",
    ]);
  });
});

describe("lists", () => {
  it("page forward, each row once, and refuse what they do not know", async () => {
    for (let index = 0; index < 7; index++) await create(`L${index}`);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await house.call(
        "GET",
        `/users?limit=3&sort=-createdAt${cursor === null ? "" : `&cursor=${cursor}`}`,
        { token },
      );
      seen.push(...page.body.items.map((item: { id: string }) => item.id));
      cursor = page.body.nextCursor;
    } while (cursor !== null);
    const [count] = await database.owner<
      { n: number }[]
    >`select count(*)::int as n from gloria.users where tenant_id = ${tenant.id} and deleted_at is null`;
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(count?.n);
    for (const query of [
      "limit=0",
      "limit=201",
      "limit=x",
      "sort=shoe",
      "page=2",
      "deleted=yes",
      "cursor=",
      "status=gone",
    ]) {
      expect((await house.call("GET", `/users?${query}`, { token })).status, query).toBe(422);
    }
  });

  it("are narrowed by X-Gloria-School, which leaves out other schools and widens nothing", async () => {
    const [school, elsewhere] = [await tenant.addSchool(), await tenant.addSchool()];
    const inside = await tenant.addUser({ homeSchoolId: school });
    const outside = await tenant.addUser({ homeSchoolId: elsewhere });
    const headers = { "x-gloria-school": school };
    const page = await house.call("GET", "/users?limit=200", { token, headers });
    const ids = page.body.items.map((item: { id: string }) => item.id);
    expect(ids).toContain(inside);
    expect(ids).not.toContain(outside);
    expect((await house.call("GET", `/users/${inside}`, { token, headers })).status).toBe(200);
    expect((await house.call("GET", `/users/${outside}`, { token, headers })).status).toBe(403);
    const malformed = await house.call("GET", "/users", { token, headers: { "x-gloria-school": "nonsense" } });
    expect(malformed.body).toMatchObject({ status: 400, code: "request.header_invalid" });
  });
});
