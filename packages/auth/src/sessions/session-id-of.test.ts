import { isId, newId } from "@gloria/core";
import { describe, expect, it } from "vitest";
import { localIssuerName, localSid } from "../local/local-names.ts";
import { sessionIdOf } from "./session-id-of.ts";
import { sessionSourceOf } from "./session-source-of.ts";

const tenantId = "019a0000-1111-7222-8333-444455556666";

describe("sessionIdOf", () => {
  it("reads the id that a local session carries", () => {
    const id = newId();
    expect(sessionIdOf(tenantId, localSid(id))).toBe(id);
  });

  it("derives a fixed id for any other session", () => {
    // Pinned: rows in the database are found by it.
    expect(sessionIdOf(tenantId, "sess_2Ro7e2IxrffdqBboq8KfB6eGbIy")).toBe("3ee84162-3a8d-887b-bf86-789101ad1857");
    expect(sessionIdOf(tenantId.toUpperCase(), "sess_2Ro7e2IxrffdqBboq8KfB6eGbIy")).toBe(
      "3ee84162-3a8d-887b-bf86-789101ad1857",
    );
  });

  it.each(["sess_2Ro7e2IxrffdqBboq8KfB6eGbIy", "sess_", "other_019a0000000070008000000000000001", "x"])(
    "derives a UUID of its own per tenant for %j",
    (sid) => {
      const id = sessionIdOf(tenantId, sid);
      expect(isId(id)).toBe(true);
      expect(id[14]).toBe("8");
      expect(sessionIdOf(newId(), sid)).not.toBe(id);
      expect(sessionIdOf(tenantId, `${sid}y`)).not.toBe(id);
    },
  );
});

describe("sessionSourceOf", () => {
  it("tells the local issuer from Clerk", () => {
    expect(sessionSourceOf({ issuer: localIssuerName })).toBe("local");
    expect(sessionSourceOf({ issuer: "https://clerk.gloria.example" })).toBe("clerk");
  });
});
