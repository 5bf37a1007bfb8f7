import { isAppError, newId } from "@gloria/core";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { createTicketSigner } from "./create-ticket-signer.ts";
import { createSeal } from "./seal.ts";

const secret = "0123456789abcdef0123456789abcdef";
const startMs = Date.UTC(2026, 6, 1, 3);
const holder = { tenantId: newId(), userId: newId(), sessionId: newId() };

let nowMs: number;
const clock = { now: () => new Date(nowMs) };
const signer = createTicketSigner(secret, clock);

beforeEach(() => {
  nowMs = startMs;
});

function codeOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (isAppError(error)) {
      return error.code;
    }
    throw error;
  }
  return "accepted";
}

/** `text` with one character replaced by another one of the alphabet. */
function alter(text: string, index: number): string {
  const at = index % text.length;
  return `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
}

describe("tickets", () => {
  it("read back as the row they were issued with", () => {
    const { ticket, row } = signer.issueTicket({ ...holder, secret: "dropped" } as typeof holder, "jobs");
    expect(row).toEqual({
      ...holder,
      id: expect.any(String),
      purpose: "jobs",
      secretHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      expiresAt: new Date(startMs + 60_000),
    });
    expect(signer.readTicket(ticket, "jobs")).toEqual(row);
    expect(createTicketSigner(Buffer.from(secret), clock).readTicket(ticket, "jobs")).toEqual(row);
  });

  it("are all different", () => {
    const issued = [signer.issueTicket(holder, "jobs"), signer.issueTicket(holder, "jobs")];
    expect(new Set(issued.map(({ ticket }) => ticket)).size).toBe(2);
    expect(new Set(issued.map(({ row }) => row.secretHash)).size).toBe(2);
  });

  it("end after exactly 60 seconds", () => {
    const { ticket } = signer.issueTicket(holder, "files");
    nowMs = startMs + 59_999;
    expect(codeOf(() => signer.readTicket(ticket, "files"))).toBe("accepted");
    nowMs = startMs + 60_000;
    expect(codeOf(() => signer.readTicket(ticket, "files"))).toBe("auth.ticket_invalid");
  });

  it("serve one purpose only, and are no cookies", () => {
    const { ticket } = signer.issueTicket(holder, "files");
    expect(codeOf(() => signer.readTicket(ticket, "jobs"))).toBe("auth.ticket_invalid");
    expect(codeOf(() => signer.readCookie(ticket, "/files"))).toBe("auth.ticket_invalid");
  });

  it("of another secret are refused", () => {
    const { ticket } = createTicketSigner(`${secret}!`, clock).issueTicket(holder, "jobs");
    expect(codeOf(() => signer.readTicket(ticket, "jobs"))).toBe("auth.ticket_invalid");
  });

  it("altered in any one character are refused, or no longer match their row", () => {
    const { ticket, row } = signer.issueTicket(holder, "jobs");
    fc.assert(
      fc.property(fc.nat(ticket.length - 1), (index) => {
        const altered = alter(ticket, index);
        // Base64url leaves spare bits in its last character: what still verifies has another hash.
        return (
          codeOf(() => signer.readTicket(altered, "jobs")) === "auth.ticket_invalid" ||
          signer.readTicket(altered, "jobs").secretHash !== row.secretHash
        );
      }),
    );
  });

  it("made of anything else are refused", () => {
    fc.assert(
      fc.property(fc.string(), (text) => codeOf(() => signer.readTicket(text, "jobs")) === "auth.ticket_invalid"),
    );
    expect(codeOf(() => signer.readTicket("x".repeat(5000), "jobs"))).toBe("auth.ticket_invalid");
  });

  it("sealed with the right key but in another shape are refused", () => {
    const odd = createSeal(secret, "ticket").close({ t: "a", u: "b", s: "c", exp: startMs + 1 });
    expect(codeOf(() => signer.readTicket(odd, "jobs"))).toBe("auth.ticket_invalid");
  });
});

describe("cookies", () => {
  const expiresAt = new Date(startMs + 3_600_000);

  it("stand in for their holder at and under their path", () => {
    const value = signer.signCookie({ ...holder, path: "/jobs", expiresAt });
    const read = { ...holder, path: "/jobs", expiresAt };
    expect(signer.readCookie(value, "/jobs")).toEqual(read);
    expect(signer.readCookie(value, "/jobs/queues/mail")).toEqual(read);
    expect(value).toMatch(/^[\w.-]+$/);
  });

  it.each(["/", "/jobsx", "/files", "/jobs/../files", "/jobs/%2e%2e/files", "/jobs%2fx", "jobs", ""])(
    "do not reach %j",
    (path) => {
      const value = signer.signCookie({ ...holder, path: "/jobs", expiresAt });
      expect(codeOf(() => signer.readCookie(value, path))).toBe("auth.ticket_invalid");
    },
  );

  it("are not believed under the key of the tickets", () => {
    const payload = { t: "a", u: "b", s: "c", exp: startMs + 1, path: "/jobs" };
    expect(codeOf(() => signer.readCookie(createSeal(secret, "cookie").close(payload), "/jobs"))).toBe("accepted");
    const foreign = createSeal(secret, "ticket").close(payload);
    expect(codeOf(() => signer.readCookie(foreign, "/jobs"))).toBe("auth.ticket_invalid");
  });

  it("end at their expiry", () => {
    const value = signer.signCookie({ ...holder, path: "/files", expiresAt });
    nowMs = expiresAt.getTime() - 1;
    expect(codeOf(() => signer.readCookie(value, "/files/1"))).toBe("accepted");
    nowMs = expiresAt.getTime();
    expect(codeOf(() => signer.readCookie(value, "/files/1"))).toBe("auth.ticket_invalid");
  });

  it("are no tickets, and forged ones are refused", () => {
    const value = signer.signCookie({ ...holder, path: "/jobs", expiresAt });
    expect(codeOf(() => signer.readTicket(value, "jobs"))).toBe("auth.ticket_invalid");
    const [, mac] = value.split(".");
    const forged = Buffer.from(JSON.stringify({ ...holder, path: "/files" })).toString("base64url");
    expect(codeOf(() => signer.readCookie(`${forged}.${mac}`, "/files"))).toBe("auth.ticket_invalid");
  });

  it.each(["", "/", "jobs", "/jobs/", "/jobs/..", "/a b", "//jobs"])("cannot be made for the path %j", (path) => {
    expect(() => signer.signCookie({ ...holder, path, expiresAt })).toThrow(TypeError);
  });
});

it("needs a secret of 32 bytes", () => {
  expect(() => createTicketSigner(secret.slice(1), clock)).toThrow("at least 32 bytes");
  expect(() => createTicketSigner(Buffer.alloc(31), clock)).toThrow("at least 32 bytes");
});
