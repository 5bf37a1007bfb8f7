import { type ErrorCode, type ErrorFamily, errorFamilies } from "@gloria/contracts";
import type { TRPCError } from "@trpc/server";

const trpcCodes: Record<ErrorFamily, TRPCError["code"]> = {
  NOT_FOUND: "NOT_FOUND",
  UNAUTHENTICATED: "UNAUTHORIZED",
  FORBIDDEN: "FORBIDDEN",
  VALIDATION: "BAD_REQUEST",
  CONFLICT: "CONFLICT",
  PRECONDITION: "PRECONDITION_FAILED",
  RATE_LIMITED: "TOO_MANY_REQUESTS",
  UNAVAILABLE: "SERVICE_UNAVAILABLE",
  INTERNAL: "INTERNAL_SERVER_ERROR",
};

/** tRPC's name for the family of an error. */
export function trpcCodeOf(code: ErrorCode): TRPCError["code"] {
  return trpcCodes[errorFamilies[code]];
}
