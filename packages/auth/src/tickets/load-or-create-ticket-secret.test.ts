import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { loadOrCreateTicketSecret } from "./load-or-create-ticket-secret.ts";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "gloria-secret-"));
});
afterEach(() => rm(home, { recursive: true, force: true }));

it("is made once, whole and private, however many ask for it at once", async () => {
  const secrets = await Promise.all(Array.from({ length: 20 }, () => loadOrCreateTicketSecret(home)));
  expect(new Set(secrets.map((secret) => Buffer.from(secret).toString("hex"))).size).toBe(1);
  expect(secrets[0]).toHaveLength(32);
  expect((await stat(join(home, "ticket-secret"))).mode & 0o777).toBe(0o600);
});
