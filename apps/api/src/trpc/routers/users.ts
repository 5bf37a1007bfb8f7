import {
  changeUserStatusInput,
  createUserInput,
  deleteUserInput,
  listUnlinkedInput,
  listUserPermissionsInput,
  listUserPositionsInput,
  listUsersInput,
  unlinkedUserPageOutput,
  updateUserInput,
  updateUserPreferencesInput,
  userByNipInput,
  userIdInput,
  userOutput,
  userPageOutput,
  userPermissionsOutput,
  userPositionPageOutput,
  userPreferencesOutput,
  userStatsOutput,
} from "@gloria/contracts";
import {
  activateUser,
  createUser,
  deleteUser,
  getOwnUser,
  getUser,
  getUserByNip,
  getUserPermissions,
  getUserPreferences,
  getUserStats,
  listUnlinkedUsers,
  listUserPositions,
  listUsers,
  restoreUser,
  suspendUser,
  updateUser,
  updateUserPreferences,
} from "@gloria/services";
import { answered, asked } from "../contracts-at-once.ts";
import { permitted, router, selfProcedure } from "../procedures.ts";

const tag = "users";

export const usersRouter = router({
  list: permitted("user:read", {
    cost: "read",
    rest: { method: "GET", path: "/users", tag, summary: "Page, filter, search and sort people" },
  })
    .input(asked(listUsersInput))
    .output(answered(userPageOutput))
    .query(({ ctx, input }) => listUsers(ctx.api.services, ctx.tenant, input)),
  me: selfProcedure({ cost: "read", rest: { method: "GET", path: "/users/me", tag, summary: "The caller" } })
    .output(answered(userOutput))
    .query(({ ctx }) => getOwnUser(ctx.api.services, ctx.tenant)),
  stats: permitted("user:read", {
    cost: "read",
    rest: { method: "GET", path: "/users/stats", tag, summary: "Counts by status, school and position" },
  })
    .output(answered(userStatsOutput))
    .query(({ ctx }) => getUserStats(ctx.api.services, ctx.tenant)),
  unlinked: permitted("user:read", {
    cost: "read",
    rest: { method: "GET", path: "/users/unlinked", tag, summary: "People without employee data, with suggestions" },
  })
    .input(asked(listUnlinkedInput))
    .output(answered(unlinkedUserPageOutput))
    .query(({ ctx, input }) => listUnlinkedUsers(ctx.api.services, ctx.tenant, input)),
  byNip: permitted("user:read", {
    cost: "read",
    rest: { method: "GET", path: "/users/by-nip/{nip}", tag, summary: "One person by employee number" },
  })
    .input(asked(userByNipInput))
    .output(answered(userOutput))
    .query(({ ctx, input }) => getUserByNip(ctx.api.services, ctx.tenant, input)),
  get: permitted("user:read", {
    cost: "read",
    rest: { method: "GET", path: "/users/{id}", tag, summary: "One person" },
  })
    .input(asked(userIdInput))
    .output(answered(userOutput))
    .query(({ ctx, input }) => getUser(ctx.api.services, ctx.tenant, input)),
  create: permitted("user:create", {
    cost: "write",
    idempotent: true,
    rest: {
      method: "POST",
      path: "/users",
      tag,
      summary: "Create a person",
      created: (user: { id: string }) => `/users/${user.id}`,
    },
  })
    .input(asked(createUserInput))
    .output(answered(userOutput))
    .mutation(({ ctx, input }) => createUser(ctx.api.services, ctx.tenant, input)),
  update: permitted("user:update", {
    cost: "write",
    rest: { method: "PATCH", path: "/users/{id}", tag, summary: "Change a person" },
  })
    .input(asked(updateUserInput))
    .output(answered(userOutput))
    .mutation(({ ctx, input }) => updateUser(ctx.api.services, ctx.tenant, input)),
  delete: permitted("user:delete", {
    cost: "write",
    rest: { method: "DELETE", path: "/users/{id}", tag, summary: "Delete a person softly" },
  })
    .input(asked(deleteUserInput))
    .output(answered(userOutput))
    .mutation(({ ctx, input }) => deleteUser(ctx.api.services, ctx.tenant, input)),
  suspend: permitted("user:suspend", {
    cost: "write",
    rest: { method: "POST", path: "/users/{id}/suspend", tag, summary: "Suspend: no sign-in, nothing is lost" },
  })
    .input(asked(changeUserStatusInput))
    .output(answered(userOutput))
    .mutation(({ ctx, input }) => suspendUser(ctx.api.services, ctx.tenant, input)),
  activate: permitted("user:suspend", {
    cost: "write",
    rest: { method: "POST", path: "/users/{id}/activate", tag, summary: "Activate" },
  })
    .input(asked(changeUserStatusInput))
    .output(answered(userOutput))
    .mutation(({ ctx, input }) => activateUser(ctx.api.services, ctx.tenant, input)),
  positions: permitted("user:read", {
    cost: "read",
    rest: { method: "GET", path: "/users/{id}/positions", tag, summary: "Assignments: current, past and future" },
  })
    .input(asked(listUserPositionsInput))
    .output(answered(userPositionPageOutput))
    .query(({ ctx, input }) => listUserPositions(ctx.api.services, ctx.tenant, input)),
  preferences: permitted("user:read", {
    cost: "read",
    rest: { method: "GET", path: "/users/{id}/preferences", tag, summary: "Language, zone, notification defaults" },
  })
    .input(asked(userIdInput))
    .output(answered(userPreferencesOutput))
    .query(({ ctx, input }) => getUserPreferences(ctx.api.services, ctx.tenant, input)),
  updatePreferences: permitted("user:update", {
    cost: "write",
    rest: { method: "PATCH", path: "/users/{id}/preferences", tag, summary: "Change them; everybody their own" },
  })
    .input(asked(updateUserPreferencesInput))
    .output(answered(userPreferencesOutput))
    .mutation(({ ctx, input }) => updateUserPreferences(ctx.api.services, ctx.tenant, input)),
  permissions: permitted("permission:read", {
    cost: "read",
    rest: {
      method: "GET",
      path: "/users/{id}/permissions",
      tag,
      summary: "Effective permissions, each with its source",
    },
  })
    .input(asked(listUserPermissionsInput))
    .output(answered(userPermissionsOutput))
    .query(({ ctx, input }) => getUserPermissions(ctx.api.services, ctx.tenant, input)),
  restore: permitted("user:restore", {
    cost: "write",
    rest: { method: "POST", path: "/users/{id}/restore", tag, summary: "Undo a soft delete" },
  })
    .input(asked(userIdInput))
    .output(answered(userOutput))
    .mutation(({ ctx, input }) => restoreUser(ctx.api.services, ctx.tenant, input)),
});
