import { createHash, generateKeyPairSync, sign } from "node:crypto";

/** A Clerk instance of our own making: its tokens are verified exactly as in production. */
export interface ClerkInstance {
  readonly publishableKey: string;
  readonly issuer: string;
  readonly publicKeyPem: string;
  readonly authorizedParty: string;
  /** Session token, version 2, valid for a day. */
  sign(person: { readonly subject: string; readonly orgId: string; readonly orgSlug: string }): string;
}

export function createClerkInstance(): ClerkInstance {
  const host = "clerk.bench.example";
  const issuer = `https://${host}`;
  const authorizedParty = "https://gloria.bench.example";
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const header = encode({ alg: "RS256", cat: "cl_B7d4PD111AAA", kid: "ins_2bench", typ: "JWT" });
  const iat = Math.floor(Date.now() / 1000) - 60;
  return {
    publishableKey: `pk_live_${Buffer.from(`${host}$`).toString("base64")}`,
    issuer,
    publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
    authorizedParty,
    sign({ subject, orgId, orgSlug }) {
      const claims = {
        azp: authorizedParty,
        exp: iat + 86_400,
        fva: [1, -1],
        iat,
        iss: issuer,
        jti: createHash("sha256").update(`jti ${subject}`).digest("hex").slice(0, 20),
        nbf: iat - 10,
        o: { id: orgId, rol: "member", slg: orgSlug },
        sid: `sess_${createHash("sha256").update(subject).digest("base64url").replaceAll(/[-_]/g, "0").slice(0, 27)}`,
        sts: "active",
        sub: subject,
        v: 2,
      };
      const content = `${header}.${encode(claims)}`;
      return `${content}.${sign("RSA-SHA256", Buffer.from(content), privateKey).toString("base64url")}`;
    },
  };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
