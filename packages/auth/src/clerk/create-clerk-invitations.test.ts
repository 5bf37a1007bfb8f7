import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { isAppError } from "@gloria/core";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createClerkInvitations } from "./create-clerk-invitations.ts";

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

let server: Server;
let seen: Seen[];
let answer: { status: number; body: unknown };

beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (part: Buffer) => {
      text += part.toString("utf8");
    });
    request.on("end", () => {
      const { method, url, headers } = request;
      seen.push({ method, url, authorization: headers.authorization, body: text === "" ? null : JSON.parse(text) });
      response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const clerk = () =>
  createClerkInvitations({
    secretKey: "sk_test_1",
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
const wanted = { email: "a@demo.example", redirectUrl: "http://127.0.0.1:3000", expiresInDays: 13.2, userId: "u-1" };

it("makes an invitation without a mail of Clerk's, and answers where the person goes on", async () => {
  answer = {
    status: 200,
    body: {
      object: "invitation",
      id: "inv_1",
      email_address: wanted.email,
      status: "pending",
      url: "https://c.example/t",
    },
  };
  expect(await clerk().create(wanted)).toEqual({ id: "inv_1", url: "https://c.example/t" });
  expect(seen).toMatchObject([
    {
      method: "POST",
      url: "/v1/invitations",
      authorization: "Bearer sk_test_1",
      body: {
        email_address: "a@demo.example",
        expires_in_days: 14,
        ignore_existing: true,
        notify: false,
        public_metadata: { gloriaUserId: "u-1" },
        redirect_url: "http://127.0.0.1:3000",
      },
    },
  ]);
});

it("is unavailable when Clerk refuses or names no place to go on to", async () => {
  for (const refused of [
    { status: 422, body: { errors: [{ code: "form_invalid", message: "no" }] } },
    { status: 500, body: {} },
    { status: 200, body: { object: "invitation", id: "inv_1", email_address: wanted.email, status: "pending" } },
  ]) {
    answer = refused;
    const error = await clerk()
      .create(wanted)
      .catch((caught: unknown) => caught);
    expect(isAppError(error, "service.unavailable"), JSON.stringify(refused)).toBe(true);
  }
});

it("revokes, and is content with one that is gone", async () => {
  answer = { status: 404, body: { errors: [{ code: "resource_not_found", message: "no" }] } };
  await clerk().revoke("inv_1");
  expect(seen).toMatchObject([{ method: "POST", url: "/v1/invitations/inv_1/revoke" }]);
  answer = { status: 403, body: { errors: [{ code: "forbidden", message: "no" }] } };
  await expect(clerk().revoke("inv_1")).rejects.toThrow("service.unavailable");
});
