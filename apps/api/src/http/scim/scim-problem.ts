import { type ErrorCode, httpStatusOf, type Locale } from "@gloria/contracts";
import type { AppError } from "@gloria/core";
import { errorText } from "@gloria/i18n";

/** RFC 7644, section 3.12. */
const scimTypes: Partial<Record<ErrorCode, string>> = {
  "scim.invalid_filter": "invalidFilter",
  "scim.invalid_path": "invalidPath",
  "scim.invalid_value": "invalidValue",
  "scim.mutability": "mutability",
  "request.malformed": "invalidSyntax",
  "request.invalid": "invalidValue",
};

export const scimContentType = "application/scim+json";

/** An error as a SCIM client expects it. */
export function scimProblem(error: AppError, locale: Locale, headers: Readonly<Record<string, string>>): Response {
  const status = statusOf(error);
  const scimType =
    scimTypes[error.code] ?? (status === 409 && error.code.endsWith("_in_use") ? "uniqueness" : undefined);
  const fields = error.errors.map(({ path, message }) => `${path}: ${message}`).join("; ");
  const detail = errorText(error.code, error.params, locale);
  return new Response(
    JSON.stringify({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
      status: String(status),
      ...(scimType === undefined ? {} : { scimType }),
      detail: fields === "" ? detail : `${detail} (${fields})`,
    }),
    {
      status,
      headers: {
        ...headers,
        "content-type": scimContentType,
        "cache-control": "no-store",
        ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
        ...(status === 429 || status === 503 ? { "retry-after": "1" } : {}),
      },
    },
  );
}

/** SCIM knows no 422, and a version that is out of date is a failed precondition. */
function statusOf(error: AppError): number {
  if (error.code.endsWith(".version_conflict")) return 412;
  const status = httpStatusOf(error.code);
  return status === 422 ? 400 : status;
}
