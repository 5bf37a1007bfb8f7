import { type ErrorCode, type ErrorParams, type FieldError, httpStatusOf, type Locale } from "@gloria/contracts";
import type { AppError } from "@gloria/core";
import { errorText } from "@gloria/i18n";

/** RFC 9457, with our code and its parameters. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly params: ErrorParams;
  readonly requestId: string;
  readonly errors?: readonly FieldError[];
}

/** What a client is told of an error, in its language. The cause stays in the log. */
export function problemOf(error: AppError, about: { readonly requestId: string; readonly locale: Locale }): Problem {
  const text = errorText(error.code, error.params, about.locale);
  return {
    type: `urn:gloria:error:${error.code}`,
    title: text,
    status: httpStatusOf(error.code),
    code: error.code,
    detail: text,
    params: error.params,
    requestId: about.requestId,
    ...(error.errors.length > 0 ? { errors: error.errors } : {}),
  };
}

/** The problem as an HTTP response. */
export function problemResponse(problem: Problem, headers: Record<string, string> = {}): Response {
  const retry = problem.status === 503 || problem.status === 429 ? { "retry-after": "1" } : {};
  const { allowed } = problem.params;
  const allow = problem.status === 405 && Array.isArray(allowed) ? { allow: allowed.join(", ") } : {};
  const outside = problem.status === 416 ? { "content-range": `bytes */${problem.params["size"] ?? "*"}` } : {};
  const challenge = problem.status === 401 ? { "www-authenticate": "Bearer" } : {};
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...retry,
      ...challenge,
      ...allow,
      ...outside,
      ...headers,
    },
  });
}
