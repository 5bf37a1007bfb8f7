import { AppError } from "@gloria/core";
import { DrizzleQueryError } from "drizzle-orm/errors";
import postgres from "postgres";
import { constraintErrors } from "./constraint-errors.ts";

/**
 * What a database error means to a caller. A violated named constraint becomes its named code; text that PostgreSQL
 * cannot store is the caller's mistake; a lost connection or a deadlock may be tried again; the rest is ours.
 */
export function toAppError(error: unknown): unknown {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  if (cause instanceof postgres.PostgresError) return fromPostgres(cause);
  if (isConnectionLoss(cause)) return new AppError("service.unavailable", {}, { cause });
  return error;
}

function fromPostgres(error: postgres.PostgresError): unknown {
  const named = error.constraint_name === undefined ? undefined : constraintErrors[error.constraint_name];
  if (named !== undefined) return new AppError(named, {}, { cause: error });
  switch (error.code) {
    case "23503":
      return new AppError("data.reference_missing", { constraint: error.constraint_name ?? "" }, { cause: error });
    case "23505":
    case "23P01":
      return new AppError("data.conflict", { constraint: error.constraint_name ?? "" }, { cause: error });
    case "22003": // numeric value out of range
    case "22007": // no instant at all
    case "22008": // datetime field overflow
    case "22009": // time zone displacement out of range
    case "2201B": // no regular expression
    case "22023": // a zone that this PostgreSQL does not know
    case "22021": // character not in repertoire
    case "22P05": // untranslatable character
    case "23514": // a check that the contract should have caught
      return new AppError("data.out_of_range", { constraint: error.constraint_name ?? "" }, { cause: error });
    case "40001":
    case "40P01":
    case "53300":
    case "55P03":
    case "57014":
    case "57P01":
    case "57P02":
    case "57P03":
      return new AppError("service.unavailable", {}, { cause: error });
  }
  return error;
}

const lostConnectionCodes = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
]);

function isConnectionLoss(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && typeof error.code === "string" && lostConnectionCodes.has(error.code)
  );
}
