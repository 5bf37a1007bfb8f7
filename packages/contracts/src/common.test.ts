import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { idSchema, instantSchema, text, zoneSchema } from "./common.ts";
import { type ErrorCode, errorFamilies, httpStatusOf } from "./errors.ts";
import { createSchoolInput, npsnSchema } from "./organisation/school.ts";
import { createUserInput, emailSchema, nipSchema, updateUserInput } from "./organisation/user.ts";

describe("text", () => {
  it("is trimmed and composed, and keeps what people write", () => {
    expect(text(10).parse("  Ame\u0301lie ")).toBe("Amélie");
    expect(text(40).parse("I Gusti\tNgurah\nRai 😀 漢字")).toBe("I Gusti\tNgurah\nRai 😀 漢字");
  });

  it("refuses what cannot be stored or seen, nothing, and too much", () => {
    for (const bad of ["a\0b", "\u0007", "\u001b[31m", "\u0085", "\ud800", "x\udc00", "", "   ", "x".repeat(11)]) {
      expect(text(10).safeParse(bad).success, JSON.stringify(bad)).toBe(false);
    }
    for (const bad of [null, 1, {}, [], undefined]) expect(text(10).safeParse(bad).success).toBe(false);
  });

  it("is the same when read again, whatever was written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), (value) => {
        const once = text(200, 0).safeParse(value);
        if (once.success) expect(text(200, 0).parse(once.data)).toBe(once.data);
      }),
    );
  });
});

describe("identifiers", () => {
  it("are text: zeros in front and long digits survive", () => {
    expect(nipSchema.parse("0012")).toBe("0012");
    expect(nipSchema.parse("198705122010011003")).toBe("198705122010011003");
    expect(npsnSchema.parse("00000001")).toBe("00000001");
    for (const bad of ["1.23E+15", "12 34", "Ä1", "1;2", ""]) expect(nipSchema.safeParse(bad).success, bad).toBe(false);
    for (const bad of ["1234567", "123456789", "1234567a", "١٢٣٤٥٦٧٨"])
      expect(npsnSchema.safeParse(bad).success, bad).toBe(false);
    expect(nipSchema.safeParse(12).success).toBe(false);
  });

  it("of people: one of e-mail, sign-in name and NIP is needed, and an e-mail has small letters", () => {
    expect(createUserInput.safeParse({ name: "A" }).error?.issues.map((issue) => issue.message)).toEqual([
      "user.no_identifier",
    ]);
    expect(createUserInput.safeParse({ name: "A", email: null, nip: null, username: null }).success).toBe(false);
    expect(createUserInput.parse({ name: "A", username: "a" }).status).toBe("active");
    expect(emailSchema.parse(" Siti@Demo.EXAMPLE ")).toBe("siti@demo.example");
    expect(createUserInput.safeParse({ name: "A", nip: "1", status: "resigned" }).success).toBe(false);
    expect(updateUserInput.safeParse({ id: "x" }).success).toBe(false);
    expect(createSchoolInput.safeParse({ code: "a b", name: "A", level: "SD" }).success).toBe(false);
  });

  it("are any UUID, and nothing else", () => {
    expect(idSchema.safeParse("0197f000-0000-7000-8000-000000000000").success).toBe(true);
    for (const bad of [
      "",
      "0197f000",
      "0197f000-0000-7000-8000-00000000000g",
      "{0197f000-0000-7000-8000-000000000000}",
    ])
      expect(idSchema.safeParse(bad).success).toBe(false);
  });
});

describe("times", () => {
  it("name their zone", () => {
    for (const good of ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.678+07:00"])
      expect(instantSchema.safeParse(good).success).toBe(true);
    for (const bad of ["2026-01-02", "2026-01-02T03:04:05", "2026-02-30T00:00:00Z", "now"])
      expect(instantSchema.safeParse(bad).success, bad).toBe(false);
    for (const good of ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "UTC"])
      expect(zoneSchema.safeParse(good).success).toBe(true);
    for (const bad of ["", "WIB", "Mars/Olympus", "'; --"]) expect(zoneSchema.safeParse(bad).success, bad).toBe(false);
  });
});

describe("error codes", () => {
  it("have the status of the contract", () => {
    const statuses: Record<string, number> = {
      NOT_FOUND: 404,
      UNAUTHENTICATED: 401,
      FORBIDDEN: 403,
      CONFLICT: 409,
      PRECONDITION: 412,
      RATE_LIMITED: 429,
      UNAVAILABLE: 503,
      INTERNAL: 500,
    };
    for (const code of Object.keys(errorFamilies) as ErrorCode[]) {
      const family = errorFamilies[code];
      if (family === "VALIDATION") expect([400, 413, 415, 416, 422], code).toContain(httpStatusOf(code));
      else if (code === "request.method_not_allowed") expect(httpStatusOf(code)).toBe(405);
      else if (code === "file.expired") expect(httpStatusOf(code)).toBe(410);
      else expect(httpStatusOf(code), code).toBe(statuses[family]);
    }
  });
});
