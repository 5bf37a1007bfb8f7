import {
  doneOutput,
  issuedScimTokenOutput,
  issueScimTokenInput,
  listScimRolesInput,
  listScimTokensInput,
  provisionedRoleOutput,
  provisionRoleInput,
  scimRolePageOutput,
  scimTokenIdInput,
  scimTokenPageOutput,
} from "@gloria/contracts";
import { issueScimToken, listScimRoles, listScimTokens, provisionRole, revokeScimToken } from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router } from "../procedures.ts";

const tag = "provisioning";

export const scimRouter = router({
  tokens: permitted("api_key:read", {
    cost: "read",
    rest: { method: "GET", path: "/scim-tokens", tag, summary: "Tokens of identity providers" },
  })
    .input(asked(listScimTokensInput))
    .output(answered(scimTokenPageOutput))
    .query(({ ctx, input }) => listScimTokens(ctx.api.services, ctx.tenant, input)),
  // Not idempotent by key: its stored result would hold the secret, which is kept nowhere.
  issueToken: permitted("api_key:create", {
    cost: "write",
    rest: {
      method: "POST",
      path: "/scim-tokens",
      tag,
      summary: "A new token; its secret is shown this once",
      created: (token: { id: string }) => `/scim-tokens/${token.id}`,
    },
  })
    .input(asked(issueScimTokenInput))
    .output(answered(issuedScimTokenOutput))
    .mutation(({ ctx, input }) => issueScimToken(ctx.api.services, ctx.tenant, input)),
  revokeToken: permitted("api_key:delete", {
    cost: "write",
    rest: { method: "DELETE", path: "/scim-tokens/{id}", tag, summary: "Revoke: the next request is refused" },
  })
    .input(asked(scimTokenIdInput))
    .output(answered(doneOutput))
    .mutation(({ ctx, input }) => revokeScimToken(ctx.api.services, ctx.tenant, input)),
  roles: permitted("role:read", {
    cost: "read",
    rest: { method: "GET", path: "/scim-roles", tag, summary: "Roles, and which of them identity providers may give" },
  })
    .input(asked(listScimRolesInput))
    .output(answered(scimRolePageOutput))
    .query(({ ctx, input }) => listScimRoles(ctx.api.services, ctx.tenant, input)),
  provisionRole: permitted("role:update", {
    cost: "write",
    rest: {
      method: "PUT",
      path: "/scim-roles/{id}",
      tag,
      summary: "Open a role for identity providers, or close it",
    },
  })
    .input(asked(provisionRoleInput))
    .output(answered(provisionedRoleOutput))
    .mutation(({ ctx, input }) => provisionRole(ctx.api.services, ctx.tenant, input)),
});
