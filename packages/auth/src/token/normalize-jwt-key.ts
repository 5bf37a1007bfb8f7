import { createPublicKey, type KeyObject } from "node:crypto";

/**
 * The PEM of a token-signing public key, as `verifyToken` needs it.
 *
 * Environment files and secret stores often carry the PEM on one line with literal `\n`, or in quotes; both are
 * undone. The Clerk library cuts the modulus out of the PEM by a fixed prefix and so silently misreads every key
 * that is not RSA-2048 with exponent 65537 in SPKI form: such a key is refused here, at boot, instead of refusing
 * every token later.
 *
 * @throws Error when the text is not such a key. The message never repeats the text.
 */
export function normalizeJwtKey(pem: string): string {
  const text = pem
    .trim()
    .replace(/^(["'])([\s\S]*)\1$/, "$2")
    .replaceAll("\\r", "")
    .replaceAll("\\n", "\n")
    .trim();
  if (!text.startsWith("-----BEGIN PUBLIC KEY-----")) {
    throw new Error("The token key must be a PEM that begins with -----BEGIN PUBLIC KEY-----.");
  }
  const key = readPublicKey(text);
  const { modulusLength, publicExponent } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType !== "rsa" || modulusLength !== 2048 || publicExponent !== 65537n) {
    throw new Error("The token key must be an RSA key of 2048 bits with the exponent 65537.");
  }
  return key.export({ type: "spki", format: "pem" }).toString();
}

function readPublicKey(text: string): KeyObject {
  try {
    return createPublicKey(text);
  } catch (cause) {
    throw new Error("The token key is not a readable PEM public key.", { cause });
  }
}
