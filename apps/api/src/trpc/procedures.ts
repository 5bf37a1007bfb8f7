import { createHash } from "node:crypto";
import { type ErrorCode, errorFamilies, type PermissionCode } from "@gloria/contracts";
import { AppError, isAppError } from "@gloria/core";
import { fieldErrorsOf } from "@gloria/services";
import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import { assertIdempotencyKey } from "../http/assert-idempotency-key.ts";
import { problemOf } from "../http/problem.ts";
import type { RequestContext, SignedInContext } from "./request-context.ts";
import { signedInAs } from "./sign-in.ts";
import { trpcCodeOf } from "./trpc-codes.ts";

export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** How a procedure looks over REST. */
export interface RestOperation {
  readonly method: HttpMethod;
  /** Below `/api/v1`, parameters as `{name}`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /** 201 for what creates, with `Location` at this path. */
  readonly created?: (output: never) => string;
}

/** Every procedure says who may call it, how it looks over REST, and what a call costs. */
export interface ProcedureMeta {
  /** `self`: whoever is signed in, about themselves; `public`: anybody. */
  readonly permission: PermissionCode | "self" | "public";
  readonly cost: "read" | "write" | "auth" | "bulk";
  readonly rest: RestOperation | null;
  /** Creates or sends: an `Idempotency-Key` is honoured. */
  readonly idempotent?: boolean;
}

const t = initTRPC
  .context<RequestContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    defaultMeta: { permission: "self", cost: "read", rest: null },
    sse: { ping: { enabled: true, intervalMs: 15_000 } },
    errorFormatter({ shape, error, ctx }) {
      const appError = appErrorOf(error);
      const problem = problemOf(appError, { requestId: ctx?.origin.requestId ?? "", locale: ctx?.locale ?? "id" });
      return {
        ...shape,
        message: problem.detail,
        data: {
          httpStatus: problem.status,
          code: problem.code,
          params: problem.params,
          requestId: problem.requestId,
          errors: problem.errors ?? [],
        },
      };
    },
  });

export const router = t.router;

/** tRPC's own refusals and anything unforeseen, as one of our errors. */
export function appErrorOf(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (!(error instanceof TRPCError)) return new AppError("service.internal", {}, { cause: error });
  if (isAppError(error.cause)) return error.cause;
  if (error.cause instanceof z.ZodError && error.code === "BAD_REQUEST") {
    return new AppError("request.invalid", {}, { errors: fieldErrorsOf(error.cause), cause: error });
  }
  const codes: Partial<Record<TRPCError["code"], ErrorCode>> = {
    PARSE_ERROR: "request.malformed",
    BAD_REQUEST: "request.malformed",
    NOT_FOUND: "request.not_found",
    METHOD_NOT_SUPPORTED: "request.method_not_allowed",
    UNSUPPORTED_MEDIA_TYPE: "request.unsupported_media",
    PAYLOAD_TOO_LARGE: "request.too_large",
  };
  return new AppError(codes[error.code] ?? "service.internal", {}, { cause: error.cause ?? error });
}

/** The one place where a verb's error becomes tRPC's. */
const mapErrors = t.middleware(async ({ next, path, type, ctx }) => {
  const started = performance.now();
  const result = await next();
  const error = result.ok ? null : appErrorOf(result.error);
  ctx.api.metrics.observeProcedure(path, error?.code ?? "ok", (performance.now() - started) / 1000);
  if (error === null) {
    if (type === "mutation") ctx.api.outboxBell.ring();
    return result;
  }
  if (errorFamilies[error.code] === "INTERNAL") {
    ctx.api.logger.error({ err: error.cause ?? error, path, requestId: ctx.origin.requestId }, "a request failed");
  }
  throw new TRPCError({ code: trpcCodeOf(error.code), cause: error, message: error.code });
});

/** Everything that anybody may call. */
export const publicProcedure = (meta: Omit<ProcedureMeta, "permission">) =>
  t.procedure.meta({ ...meta, permission: "public" }).use(mapErrors);

const signedIn = t.middleware(async ({ ctx, next, path, meta, getRawInput }) => {
  const { caller, tenant } = await signedInAs(ctx);
  const idempotency =
    ctx.idempotencyKey === null || meta?.idempotent !== true
      ? undefined
      : { key: assertIdempotencyKey(ctx.idempotencyKey), fingerprint: fingerprintOf(path, await getRawInput()) };
  const signedInContext: SignedInContext = { ...ctx, caller, tenant: { ...tenant, idempotency } };
  return next({ ctx: signedInContext });
});

/** SHA-256 of the operation and its input; JSON keeps the order in which the client wrote its fields. */
function fingerprintOf(path: string, input: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify([path, input]))
    .digest("hex");
}

/** Whoever is signed in, about themselves. */
export const selfProcedure = (meta: Omit<ProcedureMeta, "permission">) =>
  t.procedure
    .meta({ ...meta, permission: "self" })
    .use(mapErrors)
    .use(signedIn);

/**
 * Whoever holds `permission` for what the verb loads. The verb decides; this declares it for the documentation, the
 * permission matrix and the check that no procedure goes without.
 */
export const permitted = (permission: PermissionCode, meta: Omit<ProcedureMeta, "permission">) =>
  t.procedure
    .meta({ ...meta, permission })
    .use(mapErrors)
    .use(signedIn);
