import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

export type Json = Readonly<Record<string, unknown>>;

/** A JWS made by hand, so that a test can also make what no sane issuer would. */
export function signByHand(key: KeyObject, payload: unknown, header: unknown = { alg: "RS256", typ: "JWT" }): string {
  const content = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${content}.${sign("RSA-SHA256", Buffer.from(content), key).toString("base64url")}`;
}

/** A fresh RSA key, as another issuer would have. */
export function createHandmadeIssuer() {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { privateKey, publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString() };
}

/** The claims of a real Clerk session token (version 2), `nowSeconds` being the moment of issue. */
export function clerkClaims(nowSeconds: number): Json {
  return {
    azp: "https://gloria.example",
    exp: nowSeconds + 60,
    fva: [3, -1],
    iat: nowSeconds,
    iss: "https://clerk.gloria.example",
    jti: "5a1b7e0d3c2f",
    nbf: nowSeconds - 10,
    o: { id: "org_2RfWKJREkjKbHZy0Wqa5qrHeAnb", rol: "admin", slg: "harapan", per: "manage", fpm: "3" },
    fea: "o:dashboard",
    sid: "sess_2Ro7e2IxrffdqBboq8KfB6eGbIy",
    sts: "active",
    sub: "user_2RfWKJREkjKbHZy0Wqa5qrHeAnc",
    v: 2,
  };
}
