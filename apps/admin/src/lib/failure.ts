import type { ErrorCode, ErrorParams, FieldError } from "@gloria/contracts";
import { TRPCClientError } from "@trpc/client";

/** What went wrong with a request, as the screens need it. */
export interface Failure {
  /** Null when no answer of Gloria's came back: no network, a proxy in between. */
  readonly code: ErrorCode | null;
  readonly status: number | null;
  readonly params: ErrorParams;
  readonly requestId: string | null;
  readonly fields: readonly FieldError[];
}

/** Reads the error of a tRPC call, or the problem document of a REST call. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ProblemError) return error.failure;
  if (error instanceof TRPCClientError) return fromAnswer(error.data, asRecord(error.data)["httpStatus"]);
  return fromAnswer(null, null);
}

export function isUnauthenticated(error: unknown): boolean {
  return failureOf(error).status === 401;
}

/** A REST answer that is an `application/problem+json`. */
export class ProblemError extends Error {
  readonly failure: Failure;

  constructor(status: number, body: unknown) {
    super(`request failed with ${status}`);
    this.failure = fromAnswer(body, status);
  }
}

function fromAnswer(answer: unknown, status: unknown): Failure {
  const body = asRecord(answer);
  const code = body["code"];
  const requestId = body["requestId"];
  return {
    // Codes are a closed union of the contracts; a newer server may know more, which then show as themselves.
    code: typeof code === "string" && code.includes(".") ? (code as ErrorCode) : null,
    status: typeof status === "number" ? status : null,
    params: asRecord(body["params"]) as ErrorParams,
    requestId: typeof requestId === "string" ? requestId : null,
    fields: Array.isArray(body["errors"]) ? body["errors"].filter(isFieldError) : [],
  };
}

function isFieldError(value: unknown): value is FieldError {
  const field = asRecord(value);
  return typeof field["path"] === "string" && typeof field["code"] === "string" && typeof field["message"] === "string";
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
