import type { LoginInput, LoginResult } from "@gloria/contracts";
import { ProblemError } from "../../lib/failure.ts";
import { currentLocale } from "../../lib/i18n.ts";

/**
 * `POST /api/v1/auth/login`: with the local issuer by an identifier, with Clerk by its token. Throws `ProblemError`.
 */
export async function requestLogin(input: LoginInput, clerkToken?: string): Promise<LoginResult> {
  const response = await fetch("/api/v1/auth/login", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "Accept-Language": currentLocale(),
      ...(clerkToken ? { Authorization: `Bearer ${clerkToken}` } : {}),
    },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  const json = response.headers.get("content-type")?.includes("json") ? (JSON.parse(text) as unknown) : null;
  if (!response.ok || json === null) throw new ProblemError(response.status, json);
  return json as LoginResult;
}
