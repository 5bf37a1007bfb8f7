import { suppressReasons } from "@gloria/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideDelivery } from "./decide-delivery.ts";
import { type DeliveryFacts, deliverySteps } from "./delivery-steps.ts";

const now = new Date("2026-03-02T03:00:00.000Z");

const fine: DeliveryFacts = {
  channel: "email",
  expiresAt: null,
  recipient: { status: "active", deleted: false },
  tenantActive: true,
  seenElsewhere: false,
  address: "siti@demo.example",
  optedOut: false,
  critical: false,
  providerPausedUntil: null,
};

const instant = fc.date({ min: new Date("2026-01-01"), max: new Date("2027-01-01"), noInvalidDate: true });
const facts: fc.Arbitrary<DeliveryFacts> = fc.record({
  channel: fc.constantFrom("in_app", "email"),
  expiresAt: fc.option(instant),
  recipient: fc.record({
    status: fc.constantFrom("invited", "active", "suspended", "resigned"),
    deleted: fc.boolean(),
  }),
  tenantActive: fc.boolean(),
  seenElsewhere: fc.boolean(),
  address: fc.option(fc.constant("a@demo.example")),
  optedOut: fc.boolean(),
  critical: fc.boolean(),
  providerPausedUntil: fc.option(instant),
});

describe("decideDelivery", () => {
  it("sends what nothing stands against, and says which steps it passed", () => {
    expect(decideDelivery(fine, now)).toEqual({
      action: "send",
      reason: null,
      until: null,
      trace: [
        { step: "expiry", outcome: "passed" },
        { step: "recipient", outcome: "passed" },
        { step: "seen", outcome: "passed" },
        { step: "address", outcome: "passed" },
        { step: "preference", outcome: "passed" },
        { step: "provider", outcome: "passed" },
        { step: "send", outcome: "now" },
      ],
    });
  });

  it.each([
    ["expired", { expiresAt: now }],
    ["recipient_inactive", { recipient: { status: "suspended", deleted: false } }],
    ["recipient_inactive", { recipient: { status: "active", deleted: true } }],
    ["recipient_inactive", { tenantActive: false }],
    ["already_seen", { seenElsewhere: true }],
    ["no_address", { address: null }],
    ["preference", { optedOut: true }],
  ] as const)("suppresses as %s", (reason, change) => {
    expect(decideDelivery({ ...fine, ...change }, now)).toMatchObject({ action: "suppress", reason });
  });

  it("welcomes an invited person, and needs no address for the inbox", () => {
    const invited = { ...fine, recipient: { status: "invited", deleted: false } } as const;
    expect(decideDelivery(invited, now).action).toBe("send");
    expect(decideDelivery({ ...fine, channel: "in_app", address: null, seenElsewhere: true }, now).action).toBe("send");
  });

  it("reports what can never arrive before what must wait", () => {
    const paused = { ...fine, address: null, providerPausedUntil: new Date(now.getTime() + 1) };
    expect(decideDelivery(paused, now)).toMatchObject({ action: "suppress", reason: "no_address" });
  });

  it("obeys what a person does not want, by any channel, unless it is critical", () => {
    fc.assert(
      fc.property(facts, instant, (some, at) => {
        const wanted = decideDelivery({ ...some, optedOut: false }, at);
        const unwanted = decideDelivery({ ...some, optedOut: true }, at);
        if (some.critical || wanted.action === "suppress") expect(unwanted).toEqual(wanted);
        else expect(unwanted).toMatchObject({ action: "suppress", reason: "preference" });
      }),
    );
  });

  it("waits exactly until the provider's pause is over", () => {
    const until = new Date(now.getTime() + 60_000);
    expect(decideDelivery({ ...fine, providerPausedUntil: until }, now)).toMatchObject({ action: "defer", until });
    expect(decideDelivery({ ...fine, providerPausedUntil: until }, until).action).toBe("send");
  });

  it("keeps its promises for any facts", () => {
    const order = [...deliverySteps.map(([step]) => step), "send"];
    fc.assert(
      fc.property(facts, instant, (some, at) => {
        const decision = decideDelivery(some, at);
        // The trace is a run through the fixed order from its beginning; only its last step may not have passed.
        expect(decision.trace.map(({ step }) => step)).toEqual(order.slice(0, decision.trace.length));
        expect(decision.trace.slice(0, -1).every(({ outcome }) => outcome === "passed")).toBe(true);
        expect(decision.action === "suppress").toBe(decision.reason !== null);
        expect(decision.action === "defer").toBe(decision.until !== null);
        if (decision.reason !== null) expect(suppressReasons).toContain(decision.reason);
        if (decision.until !== null) expect(decision.until.getTime()).toBeGreaterThan(at.getTime());
        // Decided again with the same facts, it is the same.
        expect(decideDelivery(some, at)).toEqual(decision);
      }),
      { numRuns: 2_000 },
    );
  });

  it("never sends again what once expired, however late it is asked", () => {
    fc.assert(
      fc.property(facts, instant, fc.integer({ min: 0, max: 1e9 }), (some, at, later) => {
        fc.pre(decideDelivery(some, at).reason === "expired");
        expect(decideDelivery(some, new Date(at.getTime() + later)).reason).toBe("expired");
      }),
    );
  });
});
