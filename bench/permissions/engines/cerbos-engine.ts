import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, openSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { AccessEngine, EngineContext } from "../access-engine.ts";
import { named } from "../access-engine.ts";
import { closure } from "../expected-answers.ts";

interface CheckRequest {
  readonly principal: { readonly id: string; readonly roles: readonly string[] };
  readonly resource: { readonly kind: string; readonly id: string };
  readonly action: string;
}

/** What is used of @cerbos/grpc. */
interface CerbosGrpc {
  readonly GRPC: new (
    target: string,
    options: { readonly tls: false },
  ) => {
    isAllowed(request: CheckRequest): Promise<boolean>;
    checkHealth(): Promise<unknown>;
    close(): void;
  };
}

const startWithinMs = 30_000;

/** Cerbos as a process beside ours, asked over gRPC on the loopback address. */
export async function cerbosGrpc({ scenario, peer, folder }: EngineContext): Promise<AccessEngine> {
  const policies = join(folder, "cerbos-policies");
  rmSync(policies, { recursive: true, force: true });
  mkdirSync(policies, { recursive: true });
  writePolicies(scenario, policies);
  const port = await freePort();
  const log = openSync(join(folder, "cerbos.log"), "a");
  const server = spawn(
    peer("cerbos binary") as string,
    [
      "server",
      "--log-level=error",
      `--set=server.grpcListenAddr=127.0.0.1:${port}`,
      `--set=server.httpListenAddr=127.0.0.1:0`,
      "--set=storage.driver=disk",
      `--set=storage.disk.directory=${policies}`,
      "--set=storage.disk.watchForChanges=false",
      "--set=telemetry.disabled=true",
    ],
    { stdio: ["ignore", log, log], env: { PATH: process.env["PATH"] ?? "", CERBOS_NO_TELEMETRY: "1" } },
  );
  const kill = () => void server.kill("SIGKILL");
  process.on("exit", kill);
  const { GRPC } = peer("@cerbos/grpc") as CerbosGrpc;
  const client = new GRPC(`127.0.0.1:${port}`, { tls: false });
  await answering(client, () => server.exitCode !== null || server.signalCode !== null);
  const reach = scenario.roles.map((_, role) =>
    closure(scenario.roles, role).map((one) => named(scenario.roles, one).code),
  );
  return {
    ...(server.pid === undefined ? {} : { servantPid: server.pid }),
    // It knows no inheritance: whoever asks names every role that the person's roles take over from.
    ask({ user, permission, school }) {
      const person = named(scenario.users, user);
      const held = person.assignments.filter((one) => one.school === school).flatMap(({ role }) => named(reach, role));
      const [kind = "", action = ""] = named(scenario.permissions, permission).split(":");
      return client.isAllowed({
        principal: { id: `${person.id}@${named(scenario.schools, school)}`, roles: [...new Set([...held, "anybody"])] },
        resource: { kind: kindOf(kind), id: "any" },
        action,
      });
    },
    async close() {
      client.close();
      const exited = once(server, "exit");
      server.kill("SIGTERM");
      await exited;
      process.off("exit", kill);
    },
  };
}

async function answering(client: { checkHealth(): Promise<unknown> }, hasEnded: () => boolean): Promise<void> {
  const until = performance.now() + startWithinMs;
  for (;;) {
    try {
      await client.checkHealth();
      return;
    } catch (error) {
      // Not listening yet; after a while, or when the process is gone, it never will.
      if (hasEnded() || performance.now() > until) throw error;
      await delay(100);
    }
  }
}

/** A policy for each resource. A deny is a rule for everybody, bound to the role by a condition: an allow of another role
 * would win over one that is bound by name. */
function writePolicies({ permissions, roles, users, schools }: EngineContext["scenario"], folder: string): void {
  const rules = new Map<string, object[]>();
  const add = (permission: number, rule: (action: string) => object) => {
    const [resource = "", action = ""] = named(permissions, permission).split(":");
    const list = rules.get(resource);
    if (list === undefined) rules.set(resource, [rule(action)]);
    else list.push(rule(action));
  };
  const denied = (permission: number, expr: string) =>
    add(permission, (action) => ({
      actions: [action],
      effect: "EFFECT_DENY",
      roles: ["*"],
      condition: { match: { expr } },
    }));
  for (const permission of permissions.keys()) {
    const holders = roles.filter(({ allows }) => allows.includes(permission)).map(({ code }) => code);
    if (holders.length > 0)
      add(permission, (action) => ({ actions: [action], effect: "EFFECT_ALLOW", roles: holders }));
  }
  for (const { code, denies } of roles) {
    for (const permission of denies) denied(permission, `"${code}" in request.principal.roles`);
  }
  for (const { id, denies } of users) {
    for (const { permission, school } of denies) {
      denied(permission, `request.principal.id == "${id}@${named(schools, school)}"`);
    }
  }
  for (const [resource, list] of rules) {
    const policy = {
      apiVersion: "api.cerbos.dev/v1",
      resourcePolicy: { resource: kindOf(resource), version: "default", rules: list },
    };
    writeFileSync(join(folder, `${kindOf(resource)}.json`), JSON.stringify(policy));
  }
}

function kindOf(resource: string): string {
  return resource.replaceAll(".", "_").replaceAll("-", "_");
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
