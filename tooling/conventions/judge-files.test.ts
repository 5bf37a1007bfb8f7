import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { judgeFiles } from "./judge-files.mjs";

describe("judgeFiles", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "files-"));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function judge(file: string, text: string) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
    return judgeFiles(root);
  }

  const verb = "export async function createUser() {}\n";

  it.each([
    ["packages/services/src/people/create-user.ts", verb],
    ["packages/services/src/people/hub.ts", "export interface Hub {}\nexport function openHub() {}\n"],
    ["packages/services/src/people/index.ts", verb],
    ["packages/services/src/people/create-user.db.test.ts", "export const one = 1;\n"],
    ["packages/services/src/people/people.ts", "export const one = 1;\nexport const two = 2;\n"],
    ["packages/db/src/connect.ts", "export function open() {}\n"],
    ["apps/admin/src/features/users/users-page.tsx", "export function UsersPage() { return <p />; }\n"],
    ["apps/admin/src/routes/_app/users/$userId_.edit.tsx", "export const Route = 1;\n"],
    ["scripts/lib/run-test.mjs", "export function runTest() {}\n"],
  ])("lets %s be", (file, text) => {
    expect(judge(file, text)).toEqual({ files: 1, errors: [], warnings: [] });
  });

  it.each([
    ["packages/services/src/people/new-user.ts", verb, "exports createUser alone, so it is create-user"],
    ["apps/worker/src/handlers/mail.ts", "export const deliver = () => {};\n", "so it is deliver"],
    [
      "apps/admin/src/features/users/list.tsx",
      "export function UsersPage() { return <p />; }\n",
      "so it is users-page",
    ],
    ["packages/db/src/createUser.ts", verb, "is not kebab-case"],
    ["packages/db/src/create_user.test.ts", verb, "is not kebab-case"],
    ["packages/core/src/utils.ts", verb, "utils says nothing"],
    ["apps/api/src/http/helpers.ts", verb, "helpers says nothing"],
    ["packages/contracts/src/types.ts", "export type A = 1;\n", "types says nothing"],
    ["packages/core/src/long.ts", "export const a = 1;\n".replace("\n", "\n".repeat(601)), "has 601 lines"],
  ])("finds fault with %s", (file, text, error) => {
    const { errors, warnings } = judge(file, text);
    expect(errors).toEqual([expect.stringContaining(error)]);
    expect(warnings).toEqual([]);
  });

  it("warns before it fails", () => {
    expect(judge("packages/core/src/long.ts", "\n".repeat(400)).warnings).toEqual([]);
    expect(judge("packages/core/src/long.ts", "\n".repeat(401)).warnings).toEqual([
      expect.stringContaining("has 401 lines"),
    ]);
    expect(judge("packages/core/src/long.ts", "\n".repeat(600)).errors).toEqual([]);
  });
});
