import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFieldCrypto, FieldCryptoError, type FieldPlace } from "./create-field-crypto.ts";
import { generateKeyRing, parseKeyRing } from "./parse-key-ring.ts";

const place: FieldPlace = { tenantId: "t1", table: "employees", column: "specific", rowId: "r1" };
const keyOf = (byte: number) => Buffer.alloc(32, byte).toString("base64");
const old = createFieldCrypto(parseKeyRing(`a:${keyOf(1)}`));
const rotated = createFieldCrypto(parseKeyRing(`a:${keyOf(1)},b:${keyOf(2)}`));

function reasonOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof FieldCryptoError) return error.reason;
    throw error;
  }
  return "none";
}

describe("field encryption", () => {
  it("gives back any text, each time sealed differently, and shows none of it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (plain) => {
        const sealed = old.encrypt(place, plain);
        expect(old.decrypt(place, sealed)).toBe(plain);
        expect(old.encrypt(place, plain)).not.toBe(sealed);
        if (plain.length > 6) expect(sealed).not.toContain(plain);
      }),
    );
  });

  it("opens nowhere but in its own tenant, table, column and row", () => {
    const sealed = old.encrypt(place, "3374011508900001");
    for (const moved of [{ tenantId: "t2" }, { table: "users" }, { column: "npwp" }, { rowId: "r2" }]) {
      expect(reasonOf(() => old.decrypt({ ...place, ...moved }, sealed))).toBe("not_authentic");
    }
    // Parts that run into each other are still other places.
    const joined = old.encrypt({ ...place, table: "employeess", column: "pecific" }, "x");
    expect(reasonOf(() => old.decrypt(place, joined))).toBe("not_authentic");
  });

  it("finds every changed bit", () => {
    const sealed = old.encrypt(place, "rahasia");
    const [head, id, body = ""] = sealed.split(".");
    const bytes = Buffer.from(body, "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      const text = `${head}.${id}.${changed.toString("base64url")}`;
      expect(reasonOf(() => old.decrypt(place, text))).toBe("not_authentic");
    }
  });

  it("refuses what is no ciphertext, and never repeats it", () => {
    for (const text of [
      "",
      "3374011508900001",
      "gf1.a.",
      "gf1.a.AAAA",
      "gf2.a.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ]) {
      expect(reasonOf(() => old.decrypt(place, text))).toBe("malformed");
    }
    expect(() => old.decrypt(place, "3374011508900001")).not.toThrow(/3374/);
  });

  it("rotates: the newest key encrypts, each key of the ring opens, one outside does not", () => {
    const before = old.encrypt(place, "lama");
    const after = rotated.encrypt(place, "baru");
    expect(rotated.decrypt(place, before)).toBe("lama");
    expect(after).toMatch(/^gf1\.b\./);
    expect([rotated.isCurrent(before), rotated.isCurrent(after), old.isCurrent(before)]).toEqual([false, true, true]);
    expect(reasonOf(() => old.decrypt(place, after))).toBe("unknown_key");
    // Relabelling a ciphertext as another key's does not open it either.
    expect(reasonOf(() => rotated.decrypt(place, before.replace(".a.", ".b.")))).toBe("not_authentic");
  });

  it("indexes equal values of one column alike, through a rotation, and nothing else", () => {
    const nik = { tenantId: "t1", table: "employees", column: "nik" };
    const index = old.blindIndex(nik, "3374011508900001");
    expect(rotated.blindIndex(nik, "3374011508900001")).toBe(index);
    expect(old.blindIndex(nik, "3374011508900002")).not.toBe(index);
    expect(old.blindIndex({ ...nik, tenantId: "t2" }, "3374011508900001")).not.toBe(index);
    expect(old.blindIndex({ ...nik, column: "npwp" }, "3374011508900001")).not.toBe(index);
    const other = createFieldCrypto(parseKeyRing(`a:${keyOf(3)}`));
    expect(other.blindIndex(nik, "3374011508900001")).not.toBe(index);
  });

  it("fingerprints one field of one row alike and two rows differently", () => {
    const print = old.fingerprint(place, "Islam");
    expect(rotated.fingerprint(place, "Islam")).toBe(print);
    expect(old.fingerprint(place, "Kristen")).not.toBe(print);
    expect(old.fingerprint({ ...place, rowId: "r2" }, "Islam")).not.toBe(print);
    expect(print).toMatch(/^fp:[\w-]{12}$/);
  });
});

describe("a key ring", () => {
  it("is read from commas, blanks or lines, and a new one holds one key", () => {
    const ring = parseKeyRing(`\n2026a:${keyOf(1)} ,2026b:${keyOf(2)}\n`);
    expect(ring.map(({ id, secret }) => [id, secret.length])).toEqual([
      ["2026a", 32],
      ["2026b", 32],
    ]);
    const [one, another] = [generateKeyRing(), generateKeyRing()];
    expect(one).not.toBe(another);
    expect(parseKeyRing(one)).toHaveLength(1);
  });

  it.each([
    ["nothing", " , "],
    ["a short key", `a:${Buffer.alloc(31, 7).toString("base64")}`],
    ["a key without id", keyOf(7)],
    ["an id of other letters", `A.b:${keyOf(7)}`],
    ["two of one id", `a:${keyOf(7)},a:${keyOf(8)}`],
  ])("of %s is refused without a word of the key", (_, text) => {
    expect(() => parseKeyRing(text)).toThrow(/key ring/);
    expect(() => parseKeyRing(text)).not.toThrow(/BwcHBwcH/);
  });
});
