import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { withTenant } from "@gloria/db";
import { notify } from "@gloria/services";
import { makeTenant, testDatabase } from "@gloria/testkit";
import { describe, expect, it } from "vitest";
import { waitFor } from "./wait-for.ts";
import { workerProcesses } from "./worker-processes.ts";

const database = testDatabase();
const { settings, start, started, killed } = workerProcesses(database);

// Each test starts whole processes, on machines that have other things to do.
describe("the worker's process", { timeout: 90_000 }, () => {
  it.each(["SIGTERM", "SIGINT"] as const)("says when it is ready, and ends cleanly on %s", async (signal) => {
    const child = await started();
    const exited = once(child, "exit");
    child.kill(signal);
    expect(await exited).toEqual([0, null]);
  });

  it("does not outlive whoever started it", async () => {
    const child = await started();
    const exited = once(child, "exit");
    child.disconnect();
    expect(await exited).toEqual([0, null]);
  });

  it("names the settings that are missing", async () => {
    const child = start({}, "pipe");
    const said = child.stderr?.setEncoding("utf8").toArray() ?? Promise.resolve([]);
    expect(await once(child, "exit")).toEqual([1, null]);
    const text = (await said).join("");
    for (const name of Object.keys(settings())) expect(text).toContain(name);
    expect(text).not.toContain("    at ");
  });

  it("refuses a role that row security does not bind", async () => {
    const child = start({ ...settings(), DATABASE_APP_URL: database.urls.owner }, "pipe");
    const said = child.stderr?.setEncoding("utf8").toArray() ?? Promise.resolve([]);
    expect(await once(child, "exit")).toEqual([1, null]);
    expect((await said).join("")).toContain("refuses to run as the database role");
  });

  it("killed between claim and answer, leaves one item in the inbox and one mail", async () => {
    const provider = await startProvider();
    const env = {
      ...settings(),
      RESEND_API_KEY: "re_test",
      RESEND_BASE_URL: provider.url,
      GLORIA_URL: "https://a.example",
    };
    const tenant = await makeTenant(database);
    const userId = await tenant.addUser({ name: "Siti Rahma", email: "siti@demo.example" });
    const first = await started(env);
    await withTenant(database.app, tenant.admin, (tx) =>
      notify(tx, {
        type: "user.welcome",
        recipientIds: [userId],
        data: { name: "Siti", tenantName: "Yayasan", identifier: "siti", signInUrl: "https://a.example" },
      }),
    );
    await waitFor(async () => (provider.requests.length > 0 ? true : null), 30_000);
    await killed(first);
    expect(
      await database.owner`select state, attempt from gloria.deliveries where tenant_id = ${tenant.id} and channel = 'email'`,
    ).toEqual([{ state: "sending", attempt: 1 }]);

    // The dead worker's lease runs out.
    await database.owner`update gloria.deliveries set lease_until = now() where tenant_id = ${tenant.id} and channel = 'email'`;
    provider.answers = true;
    const second = await started(env);
    await waitFor(async () => {
      const [row] =
        await database.owner`select state from gloria.deliveries where tenant_id = ${tenant.id} and channel = 'email'`;
      return row?.["state"] === "sent" ? row : null;
    });
    const exited = once(second, "exit");
    second.kill("SIGTERM");
    await exited;

    expect(provider.requests).toHaveLength(2);
    expect(provider.requests[1]).toEqual(provider.requests[0]);
    expect(await database.owner`select user_id from gloria.inbox_items where tenant_id = ${tenant.id}`).toEqual([
      { user_id: userId },
    ]);
    expect(
      await database.owner`select outcome from gloria.delivery_attempts where tenant_id = ${tenant.id} order by attempt`,
    ).toEqual([{ outcome: "ambiguous" }, { outcome: "accepted" }]);
    provider.server.closeAllConnections();
    provider.server.close();
  });
});

interface Provider {
  readonly url: string;
  readonly server: Server;
  /** Key and body of every request. */
  readonly requests: { key: unknown; body: string }[];
  /** false: requests are taken and never answered. */
  answers: boolean;
}

async function startProvider(): Promise<Provider> {
  const requests: Provider["requests"] = [];
  const server = createServer(async (request, response) => {
    const chunks: string[] = await request.setEncoding("utf8").toArray();
    requests.push({ key: request.headers["idempotency-key"], body: chunks.join("") });
    if (provider.answers) response.writeHead(200, { "content-type": "application/json" }).end('{"id":"mail-1"}');
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const provider: Provider = { url: `http://127.0.0.1:${address.port}`, server, requests, answers: false };
  return provider;
}
