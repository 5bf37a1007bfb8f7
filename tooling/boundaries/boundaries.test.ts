import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBoundaryViolations } from "./find-boundary-violations.mjs";
import { importTable } from "./import-table.mjs";

/** File → its text, and the rules that it breaks. */
type Planted = Readonly<Record<string, { readonly text: string; readonly breaks: readonly string[] }>>;

const houses = Object.keys(importTable).filter((house) => house.includes("/") && house !== "packages/exporters");
const nameOf = (house: string) => `@gloria/${house.split("/")[1]}`;

/** A workspace in small: every house, doing nothing wrong. */
const sound: Readonly<Record<string, string>> = {
  "packages/contracts/src/index.ts": 'import { z } from "zod";\nexport const contract = z;\n',
  "packages/config/src/index.ts": 'import "zod";\nexport const settings = process.env;\n',
  "packages/core/src/index.ts": 'export { contract as core } from "@gloria/contracts";\n',
  "packages/i18n/src/index.ts": 'export { contract as text } from "@gloria/contracts";\n',
  "packages/db/src/index.ts": 'import "drizzle-orm";\nexport { core as db } from "@gloria/core";\n',
  "packages/db/src/open.db.test.ts": 'import "@gloria/testkit";\n',
  "packages/permissions/src/index.ts": 'export { db as permissions } from "@gloria/db";\n',
  "packages/jobs/src/index.ts": 'import "node:fs";\nexport { db as jobs } from "@gloria/db";\n',
  "packages/auth/src/index.ts": 'export { db as auth } from "@gloria/db";\n',
  "packages/emails/src/index.ts": 'export { text as mail } from "@gloria/i18n";\n',
  "packages/testkit/src/index.ts": 'import "@gloria/services";\nexport const kit = process.env;\n',
  "packages/services/src/index.ts": 'export * from "./platform/index.ts";\nexport * from "./access/index.ts";\n',
  "packages/services/src/platform/index.ts": 'export { record } from "./audit/record.ts";\n',
  "packages/services/src/platform/audit/record.ts": 'export { db as record } from "@gloria/db";\n',
  "packages/services/src/organisation/index.ts": 'import "../platform/index.ts";\nexport const organisation = 1;\n',
  "packages/services/src/access/index.ts":
    'import "../platform/index.ts";\nimport "@gloria/emails";\nexport const access = 1;\n',
  "packages/services/src/notifications/index.ts": 'import "../access/index.ts";\nexport const notifications = 1;\n',
  "packages/services/src/workflows/index.ts": 'import "../notifications/index.ts";\nexport const workflows = 1;\n',
  "apps/api/src/main.ts": 'import "@gloria/db";\nimport "@gloria/services";\nimport "@gloria/config";\n',
  "apps/api/src/router-types.ts": "export type AppRouter = 1;\n",
  "apps/worker/src/main.ts": 'import "@gloria/jobs";\n',
  "apps/worker/test/worker.test.ts":
    'import "@gloria/testkit";\nimport "@gloria/db";\nconst { env } = process;\nexport { env };\n',
  "apps/cli/src/main.ts": 'import "@gloria/db";\n',
  "apps/cli/src/database-port.ts": 'import type { db } from "@gloria/db";\nexport type Port = typeof db;\n',
  "apps/admin/src/main.tsx":
    'import type { AppRouter } from "@gloria/api/router";\nexport const page = (router: AppRouter) => <p>{router}</p>;\n',
  "apps/admin/vite.config.ts": 'import "node:path";\nexport default process.env;\n',
  "scripts/start.mjs": 'import "@gloria/config";\nexport const home = process.env.GLORIA_HOME;\n',
};

const planted: Planted = {
  "packages/core/src/cycle-a.ts": { text: 'import "./cycle-b.ts";\n', breaks: ["no-cycles"] },
  // A cycle is reported once, at one of its ends.
  "packages/core/src/cycle-b.ts": { text: 'import "./cycle-a.ts";\n', breaks: [] },
  "packages/core/src/types-a.ts": {
    text: 'import type { B } from "./types-b.ts";\nexport type A = B[];\n',
    breaks: ["no-cycles"],
  },
  "packages/core/src/types-b.ts": {
    text: 'import type { A } from "./types-a.ts";\nexport type B = A[];\n',
    breaks: [],
  },
  "packages/core/src/nowhere.ts": { text: 'import "./nobody.ts";\n', breaks: ["resolvable"] },
  "packages/core/src/undeclared.ts": { text: 'import "left-out";\n', breaks: ["declared-packages"] },
  "packages/core/src/looks-up.ts": { text: 'import "@gloria/db";\n', breaks: ["import-table/packages/core"] },
  "packages/core/src/looks-up-lazily.ts": {
    text: 'export const later = () => import("@gloria/db");\n',
    breaks: ["import-table/packages/core"],
  },
  "packages/emails/src/looks-up.ts": { text: 'import "@gloria/core";\n', breaks: ["import-table/packages/emails"] },
  "packages/db/src/looks-up.ts": {
    text: 'export type { permissions } from "@gloria/permissions";\n',
    breaks: ["import-table/packages/db"],
  },
  "packages/services/src/platform/settings.ts": {
    text: 'import "@gloria/config";\n',
    breaks: ["import-table/packages/services"],
  },
  "packages/services/src/access/sign-in.ts": {
    text: 'import "@gloria/auth";\n',
    breaks: ["import-table/packages/services"],
  },
  "packages/auth/src/identity.db.test.ts": {
    text: 'import "@gloria/services";\n',
    breaks: ["import-table-of-tests/packages/auth"],
  },
  "apps/worker/src/opens-too.ts": { text: 'import "@gloria/db";\n', breaks: ["import-table/apps/worker"] },
  "apps/worker/src/decides.ts": { text: 'import "@gloria/permissions";\n', breaks: ["import-table/apps/worker"] },
  "apps/worker/src/other-app.ts": { text: 'import "../../api/src/main.ts";\n', breaks: ["import-table/apps/worker"] },
  "apps/api/src/queries.ts": { text: 'import "drizzle-orm";\n', breaks: ["sql-behind-verbs"] },
  "apps/api/src/database-port.ts": { text: 'import "@gloria/db";\n', breaks: ["database-port-as-type"] },
  "apps/api/src/tables.ts": {
    text: 'import "../../../packages/db/src/open.ts";\n',
    breaks: ["import-table/apps/api", "through-the-front-door"],
  },
  "packages/db/src/open.ts": { text: "export const open = 1;\n", breaks: [] },
  "packages/jobs/src/inside.ts": {
    text: 'import "../../db/src/open.ts";\n',
    breaks: ["through-the-front-door"],
  },
  "packages/jobs/src/fakes.ts": {
    text: 'import "@gloria/testkit";\n',
    breaks: ["import-table/packages/jobs", "testkit-in-tests"],
  },
  "packages/jobs/src/borrows.ts": { text: 'import "./some.fixture.ts";\n', breaks: ["testkit-in-tests"] },
  "packages/jobs/src/some.fixture.ts": { text: "export const some = 1;\n", breaks: [] },
  "packages/contracts/src/heavy.ts": { text: 'import "drizzle-orm";\n', breaks: ["sql-behind-verbs", "zod-only"] },
  "packages/contracts/src/of-node.ts": { text: 'import "node:crypto";\n', breaks: ["browser-safe"] },
  "packages/config/src/looks.ts": { text: 'import "@gloria/core";\n', breaks: ["import-table/packages/config"] },
  "apps/admin/src/value.ts": { text: 'import "@gloria/api/router";\n', breaks: ["router-as-type"] },
  "apps/admin/src/inside-api.ts": {
    text: 'import type {} from "../../api/src/main.ts";\n',
    breaks: ["import-table/apps/admin"],
  },
  "apps/admin/src/of-node.tsx": { text: 'import "node:fs";\n', breaks: ["browser-safe"] },
  "apps/admin/src/core.ts": { text: 'import "@gloria/core";\n', breaks: ["import-table/apps/admin"] },
  "packages/services/src/platform/looks-right.ts": {
    text: 'import "../organisation/index.ts";\n',
    breaks: ["domains-look-left/platform"],
  },
  "packages/services/src/workflows/aside.ts": {
    text: 'import "../onboarding/index.ts";\n',
    breaks: ["domains-look-left/workflows"],
  },
  "packages/services/src/onboarding/index.ts": { text: "export const onboarding = 1;\n", breaks: [] },
  "packages/services/src/access/inside.ts": {
    text: 'import "../platform/audit/record.ts";\n',
    breaks: ["domains-by-index"],
  },
  "packages/permissions/src/reads.ts": {
    text: 'export const a = process.env["A"];\n',
    breaks: ["environment-in-config"],
  },
  "packages/permissions/src/reads-all.ts": {
    text: "const { env } = process;\nexport { env };\n",
    breaks: ["environment-in-config"],
  },
  "apps/worker/src/reads.ts": {
    text: 'export { environment } from "node:process";\nimport { env } from "node:process";\nexport const e = env;\n',
    breaks: ["environment-in-config"],
  },
  "apps/cli/src/reads.ts": {
    text: "export const a = globalThis.process?.env;\n",
    breaks: ["environment-in-config"],
  },
  "scripts/reaches-in.mjs": { text: 'import "@gloria/services";\n', breaks: ["import-table/scripts"] },
  "packages/new-house/package.json": { text: '{ "name": "@gloria/new-house" }\n', breaks: [] },
};

describe("boundaries", () => {
  let root: string;
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "boundaries-"));
    for (const [file, text] of Object.entries(sound)) write(file, text);
    for (const npm of ["zod", "drizzle-orm", "left-out"]) {
      write(`node_modules/${npm}/package.json`, JSON.stringify({ name: npm, main: "index.js" }));
      write(`node_modules/${npm}/index.js`, "");
    }
    mkdirSync(join(root, "node_modules/@gloria"));
    const dependencies = Object.fromEntries(["zod", "drizzle-orm", ...houses.map(nameOf)].map((name) => [name, "*"]));
    for (const house of [...houses, "scripts"]) {
      const exports =
        house === "apps/api" ? { "./router": { types: "./src/router-types.ts" } } : { ".": "./src/index.ts" };
      write(`${house}/package.json`, JSON.stringify({ name: nameOf(house), exports, dependencies }));
    }
    for (const house of houses) symlinkSync(join(root, house), join(root, "node_modules", nameOf(house)));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it("finds nothing in a sound workspace, and reads all of it", async () => {
    const { modules, violations } = await findBoundaryViolations({ root, minimum: 1 });
    expect(violations).toEqual([]);
    expect(modules).toBe(Object.keys(sound).length);
  });

  it("finds too few modules", async () => {
    const { violations } = await findBoundaryViolations({ root, minimum: 1000 });
    expect(violations.map(({ rule }) => rule)).toEqual(["enough-cruised"]);
  });

  it("finds what is planted, where it is planted, and nothing else", async () => {
    for (const [file, { text }] of Object.entries(planted)) write(file, text);
    const { violations } = await findBoundaryViolations({ root, minimum: 1 });
    const found = new Map<string, Set<string>>();
    for (const { rule, from } of violations) {
      const file = from.replace(/:\d+$/, "");
      found.set(file, (found.get(file) ?? new Set()).add(rule));
    }
    for (const [file, { breaks }] of Object.entries(planted)) {
      expect([...(found.get(file) ?? [])].sort(), file).toEqual([...breaks].sort());
    }
    expect([...found.keys()].filter((file) => planted[file] === undefined)).toEqual(["packages/new-house"]);
  });

  it("ends with 1 and says what is wrong", async () => {
    const script = resolve(import.meta.dirname, "../check-boundaries.mjs");
    const run = promisify(execFile)(process.execPath, [script, "--root", root, "--minimum", "1"]);
    await expect(run).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("✗ sql-behind-verbs: apps/api/src/queries.ts"),
    });
  });
});
