import { createHash } from "node:crypto";
import { type ErrorCode, errorFamilies, type PermissionCode } from "@gloria/contracts";
import { AppError, isAppError } from "@gloria/core";
import { fieldErrorsOf } from "@gloria/services";
import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import { assertIdempotencyKey } from "../http/assert-idempotency-key.ts";
import { problemOf } from "../http/problem.ts";
import { readOnlyAnswer } from "./read-only-answer.ts";
import type { RequestContext, SignedInContext } from "./request-context.ts";
import { assertOneself, isOneself, signedInAs } from "./sign-in.ts";
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
  /** 202 for what only begins, with `Location` of where to follow it. */
  readonly accepted?: (output: never) => string;
}

/** Every procedure says who may call it, how it looks over REST, and what a call costs. */
export interface ProcedureMeta {
  /** `self`: whoever is signed in, about themselves; `public`: anybody. */
  readonly permission: PermissionCode | "self" | "public";
  readonly cost: "read" | "write" | "auth" | "bulk";
  readonly rest: RestOperation | null;
  /** The caller acts as themselves, whomever they look through. */
  readonly asOneself?: boolean;
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

const observed = t.middleware(async ({ ctx, next, path, type }) => {
  const call = observe(ctx, path, type);
  const result = await next();
  if (!result.ok) throw call.failed(result.error);
  call.succeeded();
  return result;
});

// Observes by itself: every middleware of a chain costs each request a copy of all that is passed along.
const signedIn = t.middleware(async ({ ctx, next, path, type, meta, getRawInput }) => {
  const call = observe(ctx, path, type);
  let known: Pick<SignedInContext, "caller" | "tenant">;
  try {
    known = await signedInAs(meta?.asOneself === true ? { ...ctx, impersonationId: null } : ctx);
    // What is called a mutation and costs a read only looks.
    if (type !== "query" && meta?.cost !== "read") assertOneself(known.tenant);
    if (type === "subscription") assertOneself(known.tenant);
    if (ctx.idempotencyKey !== null && meta?.idempotent === true) {
      const key = assertIdempotencyKey(ctx.idempotencyKey);
      const idempotency = { key, fingerprint: fingerprintOf(path, await getRawInput()) };
      known = { ...known, tenant: { ...known.tenant, idempotency } };
    }
  } catch (error) {
    throw call.failed(error);
  }
  const result = await next({ ctx: known });
  if (!result.ok) throw call.failed(result.error);
  call.succeeded();
  return isOneself(known.tenant) ? result : { ...result, data: readOnlyAnswer(result.data) };
});

/** Measures one call. The one place where a verb's error becomes tRPC's. */
function observe({ api, origin }: RequestContext, path: string, type: string) {
  const started = performance.now();
  const note = (outcome: string) => api.metrics.observeProcedure(path, outcome, (performance.now() - started) / 1000);
  return {
    succeeded(): void {
      note("ok");
      if (type === "mutation") api.outboxBell.ring();
    },
    failed(cause: unknown): TRPCError {
      const error = appErrorOf(cause);
      note(error.code);
      if (errorFamilies[error.code] === "INTERNAL") {
        api.logger.error({ err: error.cause ?? error, path, requestId: origin.requestId }, "a request failed");
      }
      return new TRPCError({ code: trpcCodeOf(error.code), cause: error, message: error.code });
    },
  };
}

/** SHA-256 of the operation and its input; JSON keeps the order in which the client wrote its fields. */
function fingerprintOf(path: string, input: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify([path, input]))
    .digest("hex");
}

/** Everything that anybody may call. */
export const publicProcedure = (meta: Omit<ProcedureMeta, "permission">) =>
  t.procedure.meta({ ...meta, permission: "public" }).use(observed);

/** Whoever is signed in, about themselves. */
export const selfProcedure = (meta: Omit<ProcedureMeta, "permission">) =>
  t.procedure.meta({ ...meta, permission: "self" }).use(signedIn);

/**
 * Whoever holds `permission` for what the verb loads. The verb decides; this declares it for the documentation, the
 * permission matrix and the check that no procedure goes without.
 */
export const permitted = (permission: PermissionCode, meta: Omit<ProcedureMeta, "permission">) =>
  t.procedure.meta({ ...meta, permission }).use(signedIn);
