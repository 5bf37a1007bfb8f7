import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { judgeVerbs } from "./judge-verbs.mjs";

const platform: Readonly<Record<string, string>> = {
  "platform/in-tenant.ts": `
    import { readInOneStatement, readTenant, withTenant } from "@gloria/db";
    import { recordAudit } from "./audit/record-audit.ts";
    export function writeInTenant(s, ctx, work) { return withTenant(s.app, ctx, work).catch(() => recordAudit()); }
    export function readInTenant(s, ctx, work) { return readTenant(s.app, ctx, work); }
    export function readAtOnce(s, ctx, work) { return readInOneStatement(s.app, ctx, work); }`,
  "platform/audit/record-audit.ts": "export async function recordAudit(tx, action) { await tx.db.insert(events); }",
  "platform/notify.ts": "export async function notify(tx) { await tx.db.insert(notifications); }",
  "platform/index.ts": `
    export { writeInTenant, readAtOnce, readInTenant } from "./in-tenant.ts";
    export { recordAudit } from "./audit/record-audit.ts";
    export { notify } from "./notify.ts";`,
  "people/read-person.ts": `
    export async function readPerson(tx, id) { const access = await tx.access; access.assert("user:read", id); return id; }
    export async function peekPerson(tx, id) { return tx.db.select(id); }`,
};
const catalogue = `export const permissionCatalogue = {
  ...define("organisation", "people", "user", ["create", "purge"], { sensitive: ["purge"] }),
  ...define("organisation", "people", "school", ["read"]),
};`;
const verbImports = `
  import { notify, readAtOnce, readInTenant, recordAudit, writeInTenant } from "../platform/index.ts";
  import { peekPerson, readPerson } from "./read-person.ts";
  import { readInOneStatement, withTenant } from "@gloria/db";`;

describe("judgeVerbs", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "verbs-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };

  /** Judges one verb of this body, and says which rules it breaks. */
  function judge(body: string, options: { exceptions?: object; router?: string; publicProcedures?: object } = {}) {
    for (const [file, text] of Object.entries(platform)) write(`packages/services/src/${file}`, text);
    write("packages/contracts/src/access/permission-catalogue.ts", catalogue);
    write("packages/services/src/people/verb.ts", `${verbImports}\nexport ${body}`);
    write("packages/services/src/people/index.ts", 'export * from "./verb.ts";');
    write("packages/services/src/index.ts", 'export * from "./people/index.ts";\nexport * from "./platform/index.ts";');
    if (options.router !== undefined) write("apps/api/src/trpc/routers/people.ts", options.router);
    const judged = judgeVerbs({
      root,
      exceptions: (options.exceptions ?? {}) as Parameters<typeof judgeVerbs>[0]["exceptions"],
      publicProcedures: (options.publicProcedures ?? {}) as Record<string, string>,
    });
    return { ...judged, rules: judged.violations.map(({ rule }) => rule) };
  }

  const sound = `async function verb(services, ctx) {
    return writeInTenant(services, ctx, async (tx) => {
      (await tx.access).assert("user:create");
      await tx.db.insert(users).values({});
      await recordAudit(tx, "user.create", {});
    });
  }`;

  it("is content with a verb that authorizes, writes and audits", () => {
    expect(judge(sound)).toMatchObject({ verbs: 1, rules: [] });
  });

  it.each([
    [
      "no audit event",
      `async function verb(s, ctx) { return writeInTenant(s, ctx, async (tx) => { (await tx.access).assert("user:create"); await tx.db.insert(users); }); }`,
      ["audit"],
    ],
    [
      "no permission",
      `async function verb(s, ctx) { return writeInTenant(s, ctx, async (tx) => { await tx.db.update(users); await recordAudit(tx, "user.update"); }); }`,
      ["authorize"],
    ],
    ["neither", `const verb = (s, ctx) => writeInTenant(s, ctx, (tx) => tx.db.delete(users));`, ["authorize", "audit"]],
    [
      "written by plain SQL",
      `async function verb(s, ctx) { return readInTenant(s, ctx, async (tx) => { (await tx.access).assert("user:create"); await tx.sql.unsafe("delete from gloria.users"); }); }`,
      ["audit"],
    ],
    [
      "written by a tagged template",
      'async function verb(s, ctx) { return readInTenant(s, ctx, async (tx) => { (await tx.access).assert("user:create"); await tx.sql`update gloria.users set a = 1`; }); }',
      ["audit"],
    ],
    [
      "only a notification",
      `async function verb(s, ctx) { return readInTenant(s, ctx, async (tx) => { (await tx.access).assert("user:create"); await notify(tx, {}); }); }`,
      ["audit"],
    ],
    [
      "a look at something else",
      `async function verb(s, ctx) { return readInTenant(s, ctx, async (tx) => { await tx.access; return peekPerson(tx, 1); }); }`,
      ["authorize"],
    ],
    [
      "a right of no name",
      `async function verb(s, ctx, code) { return readInTenant(s, ctx, async (tx) => { (await tx.access).assert(code); return 1; }); }`,
      ["authorize"],
    ],
    [
      "can, not assert",
      `async function verb(s, ctx) { return readInTenant(s, ctx, async (tx) => { (await tx.access).can("user:read"); return 1; }); }`,
      ["authorize"],
    ],
    [
      "another way into the tenant",
      `async function verb(s, ctx) { return withTenant(s.app, ctx, async (tx) => { (await tx.access).assert("user:read"); }); }`,
      ["tenant"],
    ],
    [
      "a single statement of its own",
      `async function verb(s, ctx) { return readInOneStatement(s.app, ctx, async (tx) => { (await tx.access).assert("user:read"); }); }`,
      ["tenant"],
    ],
    [
      "a read on remembered rights that asks for none",
      `async function verb(s, ctx) { return readAtOnce(s, ctx, async (tx) => tx.db.select(users)); }`,
      ["authorize"],
    ],
    ["the system's pool", "async function verb(s) { return s.system.sql`select 1`; }", ["tenant", "authorize"]],
    [
      "the system's pool, taken apart",
      "async function verb(s) { const { sql } = s.system; return sql`select 1`; }",
      ["tenant", "authorize"],
    ],
    [
      "a signed-in person who is not asked for",
      `async function verb(s, ctx) { if (ctx.actor.kind !== "user") return null; return readInTenant(s, ctx, async () => 1); }`,
      ["authorize"],
    ],
  ])("finds a verb with %s", (_, body, rules) => {
    expect(judge(body).rules).toEqual(rules);
  });

  it.each([
    ["asserts elsewhere", `async function verb(s, ctx) { return readInTenant(s, ctx, (tx) => readPerson(tx, 1)); }`],
    [
      "filters rows",
      `async function verb(s, ctx) { return readInTenant(s, ctx, async (tx) => (await tx.access).filter("user:read")); }`,
    ],
    [
      "is about the caller alone",
      `async function verb(s, ctx) { const { actor } = ctx; if (actor.kind !== "user") throw new AppError("auth.unauthenticated"); return readInTenant(s, ctx, async () => actor.userId); }`,
    ],
    [
      "is for the system alone",
      `async function verb(s, ctx) { if (ctx.actor.kind !== "system") { throw new AppError("access.denied", {}); } return readInTenant(s, ctx, async () => 1); }`,
    ],
    [
      "is handed its permission",
      `function verb(s, ctx) { return change(s, ctx, { permission: "user:suspend" }); }
      const change = (s, ctx, how) => readInTenant(s, ctx, async (tx) => (await tx.access).assert(how.permission));`,
    ],
  ])("is content with a verb that %s", (_, body) => {
    expect(judge(body)).toMatchObject({ verbs: 1, rules: [] });
  });

  const sensitive = (holding: string) => `async function verb(s, ctx) {
    return writeInTenant(s, ctx, async (tx) => {
      ${holding}
      (await tx.access).assert("user:purge");
      await tx.db.delete(users);
      await recordAudit(tx, "user.purge");
    });
  }`;

  it("finds a verb that writes what is sensitive on rights that may be gone when it commits", () => {
    expect(judge(sensitive("")).rules).toEqual(["epoch"]);
    const excused = { verb: { without: ["epoch"], because: "…" } };
    expect(judge(sensitive(""), { exceptions: excused }).rules).toEqual([]);
    expect(judge(sensitive("await tx.shareEpoch();"), { exceptions: excused }).rules).toEqual(["needless-exception"]);
  });

  it.each(["await tx.shareEpoch();", "await tx.lockEpoch();", 'await tx.sql.unsafe("select gloria.lock_epoch()");'])(
    "is content with %s before it",
    (holding) => {
      expect(judge(sensitive(holding)).rules).toEqual([]);
    },
  );

  it("lets what is sensitive be read without", () => {
    const body = `async function verb(s, ctx) { return readInTenant(s, ctx, async (tx) => { (await tx.access).assert("user:purge"); return tx.db.select(users); }); }`;
    expect(judge(body).rules).toEqual([]);
  });

  it("excuses what is written down, and nothing more", () => {
    const body = "async function verb(s, ctx) { return writeInTenant(s, ctx, (tx) => tx.db.delete(users)); }";
    expect(judge(body, { exceptions: { verb: { without: ["audit"], because: "…" } } }).rules).toEqual(["authorize"]);
    expect(judge(body, { exceptions: { verb: { without: ["audit", "authorize"], because: "…" } } }).rules).toEqual([]);
  });

  it("finds an exception that nobody needs", () => {
    expect(judge(sound, { exceptions: { verb: { without: ["audit"], because: "…" } } }).rules).toEqual([
      "needless-exception",
    ]);
    expect(judge(sound, { exceptions: { gone: { without: ["audit"], because: "…" } } }).rules).toEqual([
      "needless-exception",
    ]);
  });

  const routerOf = (procedure: string) => `
    import { verb } from "@gloria/services";
    import { initTRPC } from "@trpc/server";
    import { permitted, publicProcedure, router, selfProcedure } from "../procedures.ts";
    export const peopleRouter = router({ one: ${procedure}, other: selfProcedure({}).query(() => 1) });`;

  it.each([
    ["asks for what it declares", 'permitted("user:create", {}).input(x).mutation(({ ctx }) => verb(ctx))', []],
    ["declares something else", 'permitted("user:read", {}).mutation(({ ctx }) => verb(ctx))', ["kept-promise"]],
    ["calls no verb", 'permitted("user:create", {}).mutation(() => 1)', ["kept-promise"]],
    ["computes its permission", "permitted(code, {}).mutation(({ ctx }) => verb(ctx))", ["declared-permission"]],
    ["has no permission", "t.procedure.mutation(({ ctx }) => verb(ctx))", ["declared-permission"]],
    ["is open without a reason", "publicProcedure({}).mutation(({ ctx }) => verb(ctx))", ["declared-permission"]],
    [
      "is made from nothing",
      "initTRPC.create().procedure.query(() => 1)",
      ["declared-permission", "procedures-by-builder"],
    ],
  ])("judges a procedure that %s", (_, procedure, rules) => {
    expect(judge(sound, { router: routerOf(procedure) })).toMatchObject({ procedures: 2, rules });
  });

  it("lets a procedure be open for a reason", () => {
    const router = routerOf("publicProcedure({}).mutation(({ ctx }) => verb(ctx))");
    expect(judge(sound, { router, publicProcedures: { "people.one": "…" } }).rules).toEqual([]);
    expect(judge(sound, { router, publicProcedures: { "people.one": "…", "people.two": "…" } }).rules).toEqual([
      "needless-exception",
    ]);
  });
});
