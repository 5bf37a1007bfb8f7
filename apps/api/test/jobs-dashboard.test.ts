import { makeTenant, type TestTenant, testDatabase } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { apiHouse } from "./support/api-house.ts";

const database = testDatabase();
const house = apiHouse(database);
let platform: TestTenant;
let operatorId: string;

beforeAll(async () => {
  platform = await makeTenant(database, "platform");
  operatorId = await platform.addUser({ email: "op@demo.example" });
  await platform.addGrant({ userId: operatorId, code: "platform.queue:read", scope: "ALL" });
  const foundation = await makeTenant(database);
  const owner = await foundation.addUser({ email: "owner@demo.example" });
  await foundation.addGrant({ userId: owner, code: "*:*", scope: "ALL" });
});

const form = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };
const exchange = (ticket: string, headers: Record<string, string> = form) =>
  house.call("POST", "./jobs/exchange", { raw: new URLSearchParams({ ticket }).toString(), headers });

async function ticketOf(token: string): Promise<string> {
  const answer = await house.call("POST", "/auth/tickets", { token, body: { purpose: "jobs" } });
  expect(answer.body.exchangePath).toBe("/jobs/exchange");
  return answer.body.ticket;
}

const cookieOf = (headers: Headers) => (headers.get("set-cookie") ?? "").split(";")[0] ?? "";

describe("the job dashboard", () => {
  it("opens with a ticket that becomes a cookie for its path alone", async () => {
    const token = await house.tokenOf("op@demo.example");
    const opened = await exchange(await ticketOf(token));
    expect([opened.status, opened.headers.get("location")]).toEqual([303, "/jobs"]);
    expect(opened.headers.get("set-cookie")).toMatch(/Path=\/jobs;.*HttpOnly.*SameSite=Strict/i);
    const cookie = cookieOf(opened.headers);
    const page = await house.call("GET", "./jobs", { headers: { cookie } });
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(page.headers.get("cache-control")).toBe("no-store");
    const queues = await house.call("GET", "./jobs/api/queues", { headers: { cookie } });
    expect(queues.body.queues.length).toBeGreaterThan(0);
    // The cookie signs in nowhere else, and the token not here.
    expect((await house.call("GET", "/users/me", { headers: { cookie } })).status).toBe(401);
    expect((await house.call("GET", "./jobs", { token })).status).toBe(401);
  });

  it("stays closed without a cookie, with a made-up or a cut one", async () => {
    const token = await house.tokenOf("op@demo.example");
    const cookie = cookieOf((await exchange(await ticketOf(token))).headers);
    for (const bad of ["", "gloria_jobs=", "gloria_jobs=nonsense", cookie.slice(0, -2), `${cookie}x`]) {
      for (const path of ["./jobs", "./jobs/api/queues"]) {
        expect((await house.call("GET", path, { headers: { cookie: bad } })).status, bad).toBe(401);
      }
    }
  });

  it("gives no ticket to who may not read queues, however much they may do in their foundation", async () => {
    const token = await house.tokenOf("owner@demo.example");
    const refused = await house.call("POST", "/auth/tickets", { token, body: { purpose: "jobs" } });
    expect(refused.body).toMatchObject({
      status: 403,
      code: "access.denied",
      params: { permission: "platform.queue:read" },
    });
  });

  it("takes a ticket once, also of two at the same time", async () => {
    const token = await house.tokenOf("op@demo.example");
    const ticket = await ticketOf(token);
    const both = await Promise.all([exchange(ticket), exchange(ticket), exchange(ticket)]);
    expect(both.map((answer) => answer.status).sort()).toEqual([303, 401, 401]);
    expect((await exchange(ticket)).body.code).toBe("auth.ticket_invalid");
    expect((await exchange("nonsense")).status).toBe(401);
    const late = await ticketOf(token);
    await database.owner`update gloria.auth_tickets set expires_at = now() - interval '1 second'`;
    expect((await exchange(late)).status).toBe(401);
  });

  it("closes with the session and with the permission, at the next click", async () => {
    const token = await house.tokenOf("op@demo.example");
    const cookie = cookieOf((await exchange(await ticketOf(token))).headers);
    await database.owner`update gloria.grants set ended_at = now() where subject_id = ${operatorId}`;
    expect((await house.call("GET", "./jobs", { headers: { cookie } })).status).toBe(403);
    await platform.addGrant({ userId: operatorId, code: "platform.queue:read", scope: "ALL" });
    expect((await house.call("GET", "./jobs", { headers: { cookie } })).status).toBe(200);
    await house.call("POST", "/auth/logout", { token });
    expect((await house.call("GET", "./jobs", { headers: { cookie } })).status).toBe(401);
  });

  it("answers no other site, and no other kind of form", async () => {
    const token = await house.tokenOf("op@demo.example");
    const ticket = await ticketOf(token);
    const type = { "content-type": "application/x-www-form-urlencoded" };
    for (const headers of [
      { ...type },
      { ...type, "sec-fetch-site": "cross-site" },
      { ...type, "sec-fetch-site": "same-site" },
      { ...type, origin: "https://evil.example" },
      { ...type, origin: "null" },
    ]) {
      expect((await exchange(ticket, headers)).status, JSON.stringify(headers)).toBe(403);
    }
    for (const contentType of ["text/plain", "multipart/form-data", "application/json"]) {
      expect(
        (await exchange(ticket, { "content-type": contentType, "sec-fetch-site": "same-origin" })).status,
        contentType,
      ).toBe(415);
    }
    const cookie = cookieOf(
      (await exchange(ticket, { ...type, origin: "http://localhost", host: "localhost" })).headers,
    );
    expect((await house.call("PUT", "./jobs/api/queues/x/clean/completed", { headers: { cookie } })).status).toBe(403);
  });
});
