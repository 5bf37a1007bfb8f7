import { type ErrorCode, errorFamilies, httpStatusOf } from "@gloria/contracts";
import { makeTenant, testDatabase, wellFormed } from "@gloria/testkit";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Answer, apiHouse } from "./support/api-house.ts";
import {
  describeProcedures,
  fieldsOf,
  type JsonSchema,
  restCall,
  validInput,
  withValue,
} from "./support/procedure-inputs.ts";

const database = testDatabase();
const house = apiHouse(database);
let token: string;

beforeAll(async () => {
  const tenant = await makeTenant(database);
  const [admin] = await database.owner<
    { email: string }[]
  >`select email from gloria.users where id = ${tenant.adminId}`;
  token = await house.tokenOf(admin?.email ?? "");
});

const nested = (depth: number): unknown => Array.from({ length: depth }).reduce<unknown>((inner) => ({ a: inner }), 1);

/** Wrong types, and text that breaks what is careless with it. */
const nasty: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  1e308,
  [],
  ["x"],
  {},
  { $ne: null },
  nested(60),
  "",
  " ",
  "' or 1=1; drop table gloria.users; --",
  '"; select pg_sleep(9); --',
  "%_\\",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "x\udfffy",
  "\u202e\u200b\ufeff",
  "Ελληνικά العربية 漢字 😀",
  "../../etc/passwd",
  "{{7*7}}<%= 7*7 %>",
  "__proto__",
  "x".repeat(5_000),
  "2026-02-30",
  "0000-01-01T00:00:00Z",
  "2026-01-01T00:00:00+23:59",
  "NaN",
  "1e999",
];

function isPlainObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Signing in and out change whose token it is; the stream does not answer at once. */
const procedures = describeProcedures().filter(({ name, kind }) => kind !== "subscription" && name !== "auth.logout");

function assertRefusedWell(answer: Answer, what: string): void {
  expect(answer.status, `${what} → ${answer.text.slice(0, 300)}`).toBeLessThan(500);
  if (answer.status < 400) return;
  const problem = answer.body?.error?.data ?? answer.body;
  const code = problem.code as ErrorCode;
  expect(Object.hasOwn(errorFamilies, code), `${what} → ${answer.text.slice(0, 300)}`).toBe(true);
  expect(problem.status ?? problem.httpStatus).toBe(httpStatusOf(code));
  expect(answer.text).not.toMatch(/ at \S+ \(|node_modules|PostgresError|select .* from/i);
  if (code === "request.invalid") {
    expect(problem.errors.length, what).toBeGreaterThan(0);
    for (const error of problem.errors) expect(`${error.path}${error.code}`.length, what).toBeGreaterThan(0);
  }
}

describe("every field of every procedure", () => {
  const cases = procedures.flatMap((procedure) => fieldsOf(procedure.input).map((field) => ({ procedure, ...field })));

  it("makes more than three hundred cases", () => {
    expect(cases.length * nasty.length).toBeGreaterThan(300);
  });

  it.each(procedures.filter((procedure) => procedure.input !== null))(
    "refuses or takes what it is given, over REST and tRPC: $name",
    { timeout: 60_000 },
    async (procedure) => {
      for (const [place, { path, schema }] of fieldsOf(procedure.input).entries()) {
        for (const [turn, value] of nasty.entries()) {
          const what = `${procedure.name} ${path.join(".")} = ${JSON.stringify(value)?.slice(0, 60)}`;
          const input = withValue(validInput(procedure), path, value);
          const rest = restCall(procedure.meta, input);
          // Turn about, so that every field meets every value, and every kind of value meets both transports.
          const byRest = rest !== null && (place + turn) % 2 === 0;
          const answer = byRest
            ? await house.call(rest.method, rest.path, { token, ...(rest.body && { body: rest.body }) })
            : await house.trpc(procedure.kind === "query" ? "query" : "mutation", procedure.name, input, token);
          assertRefusedWell(answer, what);
          // In an address everything is text, so that only what is sent as JSON can be of a wrong type.
          if (!byRest && isPlainObject(value) && !mayBeObject(schema)) {
            const { code, errors } = answer.body.error?.data ?? answer.body;
            expect(code, what).toBe("request.invalid");
            const named = errors.map((error: { path: string }) => error.path);
            // Of a union it is the field within that tells which of its shapes was meant.
            expect(`${named.join(" ")} `, what).toMatch(new RegExp(`(^| )${path.join("\\.")}[. ]`));
          }
        }
      }
    },
  );

  it.each(procedures.filter((procedure) => procedure.input !== null))(
    "refuses a field that it does not know: $name",
    async (procedure) => {
      const input = { ...validInput(procedure), unheardOf: "x" };
      const viaTrpc = await house.trpc(procedure.kind === "query" ? "query" : "mutation", procedure.name, input, token);
      expect(viaTrpc.body.error.data).toMatchObject({ code: "request.invalid", httpStatus: 422 });
      expect(viaTrpc.body.error.data.errors).toContainEqual(
        expect.objectContaining({ path: "unheardOf", code: "unrecognized_keys" }),
      );
      const rest = restCall(procedure.meta, input);
      if (rest === null) return;
      const viaRest = await house.call(rest.method, rest.path, {
        token,
        ...(rest.body === undefined ? {} : { body: rest.body }),
      });
      expect(viaRest.body).toMatchObject({ status: 422, code: "request.invalid" });
      expect(viaRest.body.errors).toContainEqual(expect.objectContaining({ path: "unheardOf" }));
    },
  );

  it("refuses parameters where a procedure takes none", async () => {
    for (const procedure of procedures.filter(({ input, meta }) => input === null && meta.rest !== null)) {
      const answer = await house.call(procedure.meta.rest?.method ?? "", `${procedure.meta.rest?.path}?unheardOf=1`, {
        token,
      });
      expect(answer.body, procedure.name).toMatchObject({ status: 422, code: "request.invalid" });
    }
  });
});

describe("a body", () => {
  const posting = procedures.filter(({ meta }) => meta.rest?.method === "POST" || meta.rest?.method === "PATCH");
  const target = (path: string) => path.replaceAll(/\{\w+\}/g, "0197f000-0000-7000-8000-000000000000");

  it.each(posting)("that is no JSON object is refused: $name", async ({ meta }) => {
    for (const raw of ["{", "nonsense", "[1]", '"text"', "1", "null", '{"a":1}}', "\u0000", '{"a":"\\ud8"}']) {
      const answer = await house.call(meta.rest?.method ?? "", target(meta.rest?.path ?? ""), {
        token,
        raw,
        headers: { "content-type": "application/json" },
      });
      expect(answer.body, raw).toMatchObject({ status: 400, code: "request.malformed" });
    }
  });

  it.each(posting)("of another media type is refused: $name", async ({ name, meta }) => {
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      // An import's file may come with it.
      ...(name === "imports.create" ? [] : ["multipart/form-data; boundary=x"]),
      "application/xml",
    ]) {
      const answer = await house.call(meta.rest?.method ?? "", target(meta.rest?.path ?? ""), {
        token,
        raw: '{"a":1}',
        headers: { "content-type": type },
      });
      expect(answer.body, type).toMatchObject({ status: 415, code: "request.unsupported_media" });
    }
  });

  it("of more than a mebibyte is refused, told by its length or not, over REST and tRPC", async () => {
    const big = JSON.stringify({ name: "x".repeat(1024 * 1024 + 1) });
    const streamed = () =>
      new ReadableStream({
        start(controller) {
          for (let at = 0; at < big.length; at += 65_536)
            controller.enqueue(new TextEncoder().encode(big.slice(at, at + 65_536)));
          controller.close();
        },
      });
    for (const path of ["/api/v1/users", "/trpc/users.create", "/webhooks/clerk", "/api/v1/auth/login"]) {
      for (const body of [big, streamed()]) {
        const response = await house.fetch(path, {
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          body,
          ...(typeof body === "string" ? {} : { duplex: "half" }),
        } as RequestInit);
        expect(response.status, `${path} ${typeof body}`).toBe(413);
        expect(await response.json()).toMatchObject({ code: "request.too_large" });
      }
    }
  });

  it("nested a thousand deep, or repeating a name, is refused without harm", async () => {
    const deep = `{"name":${"[".repeat(5_000)}${"]".repeat(5_000)}}`;
    assertRefusedWell(
      await house.call("POST", "/users", { token, raw: deep, headers: { "content-type": "application/json" } }),
      "deep",
    );
    const polluted = await house.call("POST", "/users", {
      token,
      raw: '{"name":"P","nip":"PP1","__proto__":{"admin":true}}',
      headers: { "content-type": "application/json" },
    });
    expect(polluted.status).toBe(400);
    expect(({} as Record<string, unknown>)["admin"]).toBeUndefined();
    const twice = await house.call("PATCH", "/users/0197f000-0000-7000-8000-000000000000?name=a", {
      token,
      body: { name: "b" },
    });
    expect(twice.body).toMatchObject({ status: 400, code: "request.malformed" });
    const repeated = await house.call("GET", "/users?limit=1&limit=2", { token });
    expect(repeated.body).toMatchObject({ status: 400, code: "request.malformed" });
  });
});

describe("a cursor", () => {
  const lists = procedures.filter(({ input }) => input?.properties?.["cursor"] !== undefined);
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const id = "0197f000-0000-7000-8000-000000000000";

  it.each(lists)("that is not ours is refused: $name", async (procedure) => {
    for (const cursor of [
      "x",
      "%%%",
      encoded(null),
      encoded([]),
      encoded(["name"]),
      encoded(["name", []]),
      encoded(["name", ["a"]]),
      encoded(["name", ["a", "not an id"]]),
      encoded(["name", ["a\u0000", id]]),
      encoded(["name", [{}, id]]),
      encoded(["-createdAt", ["2026-01-01T00:00:00+23:59", id]]),
      encoded(["-createdAt", ["yesterday", id]]),
      encoded(["-occurredAt", ["2026-01-01T00:00:00+23:59", id]]),
      encoded(["-occurredAt", [`2026-01-01T00:00:00.${"1".repeat(200)}Z`, id]]),
      encoded(["rev", ["x", id]]),
      "A".repeat(1_000),
    ]) {
      const answer = await house.trpc(
        procedure.kind === "query" ? "query" : "mutation",
        procedure.name,
        withValue(validInput(procedure), ["cursor"], cursor),
        token,
      );
      assertRefusedWell(answer, `${procedure.name} ${cursor.slice(0, 80)}`);
      expect(answer.status, `${procedure.name} ${Buffer.from(cursor, "base64url").toString()}`).toBe(
        cursor.length > 1_000 ? 422 : 400 + (answer.status === 422 ? 22 : 0),
      );
      const sorted = await house.trpc(
        "query",
        procedure.name,
        {
          ...withValue(validInput(procedure), ["cursor"], cursor),
          ...("sort" in (procedure.input?.properties ?? {}) ? { sort: "-createdAt" } : {}),
        },
        token,
      );
      assertRefusedWell(sorted, `${procedure.name} sorted ${cursor.slice(0, 80)}`);
      expect(sorted.status).toBeGreaterThanOrEqual(400);
    }
  });
});

describe("tRPC", () => {
  it("refuses malformed inputs, unknown procedures and other methods", async () => {
    for (const path of [
      "./trpc/users.get?input={",
      "./trpc/users.get?input=%00",
      "./trpc/users.list?batch=1&input=[",
      "./trpc/users.get?input=%FF",
    ]) {
      const answer = await house.call("GET", path, { token });
      expect(answer.status, path).toBe(400);
    }
    expect((await house.call("GET", "./trpc/users.unheard", { token })).status).toBe(404);
    expect((await house.call("GET", "./trpc/", { token })).status).toBe(404);
    expect((await house.call("GET", "./trpc/users.create", { token })).status).toBe(405);
    expect((await house.call("POST", "./trpc/users.list", { token, body: {} })).status).toBe(405);
    expect(
      (
        await house.call("POST", "./trpc/users.create", {
          token,
          raw: "{",
          headers: { "content-type": "application/json" },
        })
      ).status,
    ).toBe(400);
    const many = Array.from({ length: 21 }, () => "users.me").join(",");
    expect((await house.call("GET", `./trpc/${many}?batch=1`, { token })).status).toBe(400);
  });

  it("answers a batch one by one", async () => {
    const input = encodeURIComponent(JSON.stringify({ 0: {}, 1: { id: "nonsense" } }));
    const answer = await house.call("GET", `./trpc/users.list,users.get?batch=1&input=${input}`, { token });
    expect(answer.status).toBe(207);
    expect(answer.body[0].result.data.items.length).toBeGreaterThan(0);
    expect(answer.body[1].error.data.code).toBe("request.invalid");
  });

  it("keeps types apart: a text is no boolean and no number", async () => {
    for (const input of [{ deleted: "false" }, { limit: "5" }]) {
      expect((await house.trpc("query", "users.list", input, token)).body.error.data.code).toBe("request.invalid");
      const rest = await house.call("GET", `/users?${new URLSearchParams(input as Record<string, string>)}`, { token });
      expect(rest.status).toBe(200);
    }
  });
});

describe("any text at all", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 120 }),
    fc.string({ unit: "grapheme", maxLength: 60 }),
    fc.string({ unit: fc.constantFrom("\ud800", "\udc00", "\0", "'", "\\", "%") }),
  );

  it("may be searched for, signed in with, or be a name", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        assertRefusedWell(await house.trpc("query", "users.list", { q: value }, token), "users.list");
        assertRefusedWell(await house.trpc("query", "users.list", { q: value, sort: "-name" }, token), "users.list");
        assertRefusedWell(await house.trpc("query", "schools.list", { q: value }, token), "schools.list");
        assertRefusedWell(await house.trpc("query", "audit.list", { q: value }, token), "audit.list");
        assertRefusedWell(await house.call("POST", "/auth/login", { body: { identifier: value } }), "login");
        const made = await house.trpc(
          "mutation",
          "users.create",
          { name: value, username: `u${Math.random().toString(36).slice(2)}` },
          token,
        );
        assertRefusedWell(made, "users.create");
        if (made.status === 200) expect(made.body.result.data.name).toBe(value.normalize("NFC").trim());
      }),
      { numRuns: 40 },
    );
  });

  it("may stand in an address", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 40 }), async (value) => {
        assertRefusedWell(
          await house.call("GET", `/users/${encodeURIComponent(wellFormed(value))}`, { token }),
          "path",
        );
        assertRefusedWell(
          await house.call("GET", `/users/by-nip/${encodeURIComponent(wellFormed(value))}`, { token }),
          "nip",
        );
      }),
      { numRuns: 60 },
    );
    for (const path of ["/users/%", "/users/%ff", "/users/%00", "/users/%C0%80"]) {
      assertRefusedWell(await house.call("GET", path, { token }), path);
    }
  });
});

function mayBeObject({ type, properties, anyOf = [] }: JsonSchema): boolean {
  return type === "object" || properties !== undefined || anyOf.some(mayBeObject);
}
