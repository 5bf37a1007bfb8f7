import { httpStatusOf, type Locale } from "@gloria/contracts";
import type { AppError } from "@gloria/core";
import { errorText } from "@gloria/i18n";

/** An error in the standard's words (`imsx_StatusInfo`); our own code goes with it, in the description. */
export function oneRosterProblem(error: AppError, locale: Locale, headers: Record<string, string>): Response {
  const status = httpStatusOf(error.code);
  const paths = error.errors.map(({ path }) => path).join(", ");
  const text = errorText(error.code, error.params, locale);
  return new Response(
    JSON.stringify({
      imsx_codeMajor: "failure",
      imsx_severity: "error",
      imsx_description: `${text} (${error.code}${paths === "" ? "" : `: ${paths}`})`,
      imsx_CodeMinor: {
        imsx_codeMinorField: [
          { imsx_codeMinorFieldName: "TargetEndSystem", imsx_codeMinorFieldValue: minorCodeOf(status, error) },
        ],
      },
    }),
    {
      status,
      headers: {
        "content-type": "application/json",
        "cache-control": "no-store",
        ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
        ...headers,
      },
    },
  );
}

function minorCodeOf(status: number, error: AppError): string {
  switch (status) {
    case 401:
      return "unauthorisedrequest";
    case 403:
      return "forbidden";
    case 404:
      return "unknownobject";
    case 429:
      return "server_busy";
    case 422:
      if (error.errors.some(({ path }) => path === "filter")) return "invalid_filter_field";
      return error.errors.some(({ path }) => path === "sort") ? "invalid_sort_field" : "invaliddata";
    default:
      return status < 500 ? "invaliddata" : "internal_server_error";
  }
}
