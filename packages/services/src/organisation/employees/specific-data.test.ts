import { createFieldCrypto, FieldCryptoError, generateKeyRing, parseKeyRing } from "@gloria/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskSpecific } from "./mask-specific.ts";
import { fingerprintsOf, mapSpecific, openSpecific, sealSpecific, specificIndex } from "./specific-data.ts";

const crypto = createFieldCrypto(parseKeyRing(generateKeyRing()));
const key = { tenantId: "t", id: "e" };
const nik = "3374011508900001";

describe("specific data", () => {
  it("comes back from its own row and from no other", () => {
    const sealed = sealSpecific(crypto, key, { nik, religion: "Islam" });
    expect(sealed.specific).not.toContain("Islam");
    const opened = openSpecific(crypto, { ...key, ...sealed });
    expect(opened).toMatchObject({ nik, religion: "Islam", motherName: null });
    expect(() => openSpecific(crypto, { ...key, id: "f", specific: sealed.specific })).toThrow(FieldCryptoError);
    expect(() => openSpecific(crypto, { ...key, tenantId: "u", specific: sealed.specific })).toThrow(FieldCryptoError);
  });

  it("is nothing where there is none", () => {
    expect(sealSpecific(crypto, key, { nik: null })).toEqual({ specific: null, nikIndex: null, npwpIndex: null });
    expect(Object.values(openSpecific(crypto, { ...key, specific: null })).every((value) => value === null)).toBe(true);
  });

  it("is found by its index, whichever row it is in", () => {
    const one = sealSpecific(crypto, key, { nik, npwp: "123456789012345" });
    const other = sealSpecific(crypto, { ...key, id: "f" }, { nik });
    expect(one.nikIndex).toBe(other.nikIndex);
    expect(one.nikIndex).toBe(specificIndex(crypto, "t", "nik", nik));
    expect(other.npwpIndex).toBeNull();
  });

  it("leaves fingerprints that differ between rows and fields, and hold no value", () => {
    const same = mapSpecific(() => nik);
    const prints = Object.values(fingerprintsOf(crypto, key, same));
    expect(new Set(prints).size).toBe(prints.length);
    expect(fingerprintsOf(crypto, key, same)).toEqual(fingerprintsOf(crypto, key, same));
    expect(fingerprintsOf(crypto, { ...key, id: "f" }, same)["specific.nik"]).not.toBe(prints[0]);
    expect(JSON.stringify(prints)).not.toContain(nik);
  });
});

describe("masked specific data", () => {
  it("shows both ends of a long number and nothing of words", () => {
    const masked = maskSpecific(
      mapSpecific((field) => (field === "nik" ? nik : field === "religion" ? "Islam" : null)),
    );
    expect(masked).toMatchObject({ nik: "3374••••••••0001", religion: "•••", motherName: null });
  });

  it("never shows more than half of anything, nor a word's length", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 40 }), (value) => {
        const masked = maskSpecific(mapSpecific(() => value));
        for (const [field, shown] of Object.entries(masked)) {
          const digits = shown?.replaceAll("•", "") ?? "";
          expect(digits.length, field).toBeLessThanOrEqual(Math.ceil(value.length * 0.54));
          if (field === "motherName") expect(shown).toBe("•••");
        }
      }),
    );
  });
});
