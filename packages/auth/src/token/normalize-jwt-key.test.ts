import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createHandmadeIssuer } from "./create-handmade-issuer.fixture.ts";
import { normalizeJwtKey } from "./normalize-jwt-key.ts";

const { publicKeyPem: pem, privateKey } = createHandmadeIssuer();

describe("normalizeJwtKey", () => {
  it.each([
    ["a plain PEM", pem],
    ["literal \\n", pem.replaceAll("\n", "\\n")],
    ["literal \\r\\n", pem.replaceAll("\n", "\\r\\n")],
    ["Windows line ends", pem.replaceAll("\n", "\r\n")],
    ["double quotes", `"${pem.replaceAll("\n", "\\n")}"`],
    ["single quotes", `'${pem}'`],
    ["blanks around", `\n  ${pem}  \n`],
  ])("reads %s", (_case, text) => {
    expect(normalizeJwtKey(text)).toBe(pem);
  });

  it("refuses what is no public key, without repeating it", () => {
    const secret = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    expect(() => normalizeJwtKey(secret)).toThrow("begins with -----BEGIN PUBLIC KEY-----");
    expect(() => normalizeJwtKey("sk_test_secret")).toThrow(/^(?!.*sk_test_secret)/);
    expect(() => normalizeJwtKey("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")).toThrow(
      "not a readable",
    );
  });

  it("refuses keys whose modulus the library would misread", () => {
    const keys = [
      generateKeyPairSync("ec", { namedCurve: "P-256" }),
      generateKeyPairSync("rsa", { modulusLength: 2048, publicExponent: 3 }),
      generateKeyPairSync("rsa", { modulusLength: 3072 }),
    ];
    for (const { publicKey } of keys) {
      const otherPem = publicKey.export({ type: "spki", format: "pem" }).toString();
      expect(() => normalizeJwtKey(otherPem)).toThrow("RSA key of 2048 bits");
    }
  });
});
