import type { AppRouter } from "@gloria/api/router";
import { createTRPCClient, httpBatchLink, type TRPCClient } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { currentLocale } from "./i18n.ts";
import { requestToken } from "./token-source.ts";

/**
 * The API narrowed to the school of the address. Cache keys carry person and school, because both change the answers
 * without being part of any input: switching the school can never show the rows of the one before.
 */
export const narrowed = createTRPCContext<AppRouter, { keyPrefix: true }>();
export const useTRPC = narrowed.useTRPC;
/** The same API as plain calls, for what is no query of a component. */
export const useApi = narrowed.useTRPCClient;

/** The API for what is the person's own, whatever school is chosen: profile, permissions, inbox. */
export const personal = createTRPCContext<AppRouter, { keyPrefix: true }>();
export const usePersonalTRPC = personal.useTRPC;

/** @param impersonationId whom the requests look through; fixed, so that no answer can land in another's cache */
export function createApiClient(schoolId: string | null, impersonationId: string | null): TRPCClient<AppRouter> {
  return createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: "/trpc",
        maxURLLength: 4_000,
        async headers() {
          const token = await requestToken();
          return {
            "Accept-Language": currentLocale(),
            ...(token ? { Authorization: `Bearer ${token}` } : {}),
            ...(schoolId ? { "X-Gloria-School": schoolId } : {}),
            ...(impersonationId ? { "X-Gloria-Impersonate": impersonationId } : {}),
          };
        },
      }),
    ],
  });
}
