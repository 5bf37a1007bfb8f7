import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeResend, refusal, startFakeResend } from "../../../test/start-fake-resend.ts";
import { createResendProvider } from "./create-resend-provider.ts";
import type { OutgoingMail } from "./mail-provider.ts";

const mail: OutgoingMail = {
  deliveryId: "019a0000-0000-7000-8000-000000000001",
  tenantId: "019a0000-0000-7000-8000-000000000002",
  recipientId: "019a0000-0000-7000-8000-000000000003",
  from: '"Yayasan" <no-reply@a.example>',
  to: "siti@demo.example",
  subject: "Selamat datang",
  html: "<p>Halo</p>",
  text: "Halo",
  headers: { "Auto-Submitted": "auto-generated" },
};

let resend: FakeResend;
beforeEach(async () => {
  resend = await startFakeResend();
});
afterEach(() => resend.stop());

const provider = (timeoutMs = 2_000) => createResendProvider({ apiKey: "re_test", baseUrl: resend.url, timeoutMs });

describe("the Resend provider", () => {
  it("hands over the mail under the delivery's key", async () => {
    expect(await provider().send(mail)).toEqual({ kind: "accepted", messageId: "mail-1" });
    expect(resend.requests).toEqual([
      expect.objectContaining({
        key: mail.deliveryId,
        authorization: "Bearer re_test",
        body: {
          from: mail.from,
          to: mail.to,
          subject: mail.subject,
          html: mail.html,
          text: mail.text,
          headers: mail.headers,
        },
      }),
    ]);
  });

  it("sends the same bytes again for the same mail", async () => {
    const sender = provider();
    await sender.send(mail);
    await sender.send(mail);
    expect(resend.requests[1]?.raw).toBe(resend.requests[0]?.raw);
  });

  it("honours Retry-After, for this mail and for those behind it", async () => {
    resend.plan(refusal(429, "rate_limit_exceeded", { "retry-after": "7" }));
    const sender = provider();
    const before = Date.now();
    expect(await sender.send(mail)).toMatchObject({ kind: "retry", retryAfterMs: 7_000 });
    const until = sender.pausedUntil(new Date())?.getTime() ?? 0;
    expect(until).toBeGreaterThanOrEqual(before + 7_000);
    expect(until).toBeLessThanOrEqual(Date.now() + 7_000);
    expect(sender.pausedUntil(new Date(until))).toBeNull();
  });

  it.each([
    ["a date", new Date(Date.now() + 30_000).toUTCString(), 25_000, 30_000],
    ["far too long", "999999999", 3_600_000, 3_600_000],
    ["nonsense", "soon", 1_000, 1_000],
    ["the past", "-5", 0, 0],
  ])("reads a Retry-After that is %s", async (_, value, least, most) => {
    resend.plan(refusal(429, "rate_limit_exceeded", { "retry-after": value }));
    const outcome = await provider().send(mail);
    if (outcome.kind !== "retry" || outcome.retryAfterMs === null) throw new Error(`it was ${outcome.kind}`);
    expect(outcome.retryAfterMs).toBeGreaterThanOrEqual(least);
    expect(outcome.retryAfterMs).toBeLessThanOrEqual(most);
  });

  it.each([
    ["a server error", refusal(500, "application_error"), "ambiguous"],
    ["a gateway's page", { status: 502, body: {}, headers: {} }, "ambiguous"],
    ["a wrong key", refusal(401, "missing_api_key"), "retry"],
    ["an unverified domain", refusal(403, "validation_error"), "retry"],
    ["a message it will never take", refusal(422, "invalid_parameter"), "rejected"],
    ["a request that is still running under this key", refusal(409, "concurrent_idempotent_requests"), "retry"],
    ["a broken connection", "hangUp", "ambiguous"],
  ] as const)("sorts %s", async (_, answer, kind) => {
    resend.plan(answer);
    expect((await provider().send(mail)).kind).toBe(kind);
  });

  it("takes a key that was used with other bytes for a mail that is out", async () => {
    resend.plan(refusal(409, "invalid_idempotent_request"));
    expect(await provider().send(mail)).toEqual({ kind: "accepted", messageId: null });
  });

  it("does not wait for ever for an answer", async () => {
    resend.plan("silent");
    expect(await provider(150).send(mail)).toMatchObject({ kind: "ambiguous" });
    expect(resend.requests).toHaveLength(1);
  });

  it("knows a refused connection for ambiguous, as the client does not tell it apart", async () => {
    const url = resend.url;
    await resend.stop();
    const sender = createResendProvider({ apiKey: "re_test", baseUrl: url });
    expect((await sender.send(mail)).kind).toBe("ambiguous");
    resend = await startFakeResend();
  });
});
