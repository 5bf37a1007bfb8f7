/**
 * The peer: Hono and postgres.js with nothing in between, answering the same rows in the same form. The bearer token
 * is verified by the same verifier with the same cache. No tenancy beyond `tenant_id` in the keys, no row security
 * (it signs in as the owner), no permissions, no sessions, no contracts; a create is audited in its transaction.
 */
import { createTokenVerifier } from "@gloria/auth";
import { isAppError, systemClock } from "@gloria/core";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import postgres from "postgres";
import type { Caller } from "./bare-people.ts";
import { createPeople } from "./bare-people.ts";

const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing`);
  return value;
};

const sql = postgres(setting("DATABASE_URL"), {
  max: 16,
  onnotice: () => {},
  // As Gloria's role has it: a parallel worker for a search of 1 ms costs ten times the search.
  connection: { application_name: "bare-hono", TimeZone: "UTC", max_parallel_workers_per_gather: 0 },
});
const people = createPeople(sql);
const verifier = createTokenVerifier({
  jwtKey: setting("CLERK_JWT_KEY"),
  issuer: setting("CLERK_ISSUER"),
  authorizedParties: [setting("GLORIA_URL")],
  clock: systemClock,
});

const callers = new Map<string, Caller>();

async function callerOf(authorization: string | undefined): Promise<Caller> {
  const { orgId, subject } = await verifier.verify(authorization?.slice("Bearer ".length) ?? "");
  const key = `${orgId} ${subject}`;
  const known = callers.get(key);
  if (known !== undefined) return known;
  const [caller] = await sql<Caller[]>`
    select t.id as "tenantId", u.id as "userId" from gloria.tenants t join gloria.users u on u.tenant_id = t.id
    where t.clerk_org_id = ${orgId} and u.clerk_user_id = ${subject} and u.deleted_at is null`;
  if (caller === undefined) throw new Error("unknown caller");
  callers.set(key, caller);
  return caller;
}

const app = new Hono<{ Variables: { caller: Caller } }>();
app.use(async (c, next) => {
  c.set("caller", await callerOf(c.req.header("authorization")));
  await next();
});
app.get("/api/v1/users/:id", async (c) => {
  const user = await people.find(c.get("caller"), c.req.param("id"));
  return user === undefined ? c.json({ code: "user.not_found" }, 404) : c.json(user);
});
app.get("/api/v1/users", async (c) => {
  const { q, limit, cursor } = c.req.query();
  return c.json(await people.list(c.get("caller"), { q, limit: Math.min(200, Number(limit ?? 50)), cursor }));
});
app.post("/api/v1/users", async (c) => {
  const user = await people.create(c.get("caller"), await c.req.json(), c.req.header("user-agent") ?? null);
  return c.json(user, 201, { location: `/api/v1/users/${user.id}` });
});
app.onError((error, c) => c.json({ detail: error.message }, isAppError(error) ? 401 : 500));

const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) => {
  process.send?.({ type: "ready", url: `http://127.0.0.1:${port}` });
});

const stop = () => {
  server.close();
  if ("closeAllConnections" in server) server.closeAllConnections();
  void sql.end({ timeout: 2 }).then(() => process.exit(0));
};
process.on("SIGTERM", stop);
process.on("disconnect", stop);
// Ctrl-C reaches the whole group; the bench ends us in its own order.
process.on("SIGINT", () => {});
