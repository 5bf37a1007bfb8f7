import { isIP } from "node:net";

/** `"Yayasan …" <no-reply@host>`: the foundation speaks, from the host that its people know. */
export function senderAddress(tenantName: string, publicUrl: string): string {
  const { hostname } = new URL(publicUrl);
  const isReachable = hostname.includes(".") && isIP(hostname) === 0;
  const name = tenantName.replace(/["\\\p{Cc}]/gu, " ").trim();
  return `"${name}" <no-reply@${isReachable ? hostname : "gloria.localhost"}>`;
}
