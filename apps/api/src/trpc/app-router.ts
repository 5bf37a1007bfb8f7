import { router } from "./procedures.ts";
import { accessReviewsRouter } from "./routers/access-reviews.ts";
import { assignmentsRouter } from "./routers/assignments.ts";
import { auditRouter } from "./routers/audit.ts";
import { authRouter } from "./routers/auth.ts";
import { clerkRouter } from "./routers/clerk.ts";
import { departmentsRouter } from "./routers/departments.ts";
import { employeesRouter } from "./routers/employees.ts";
import { exportsRouter } from "./routers/exports.ts";
import { grantsRouter } from "./routers/grants.ts";
import { guardrailsRouter } from "./routers/guardrails.ts";
import { importsRouter } from "./routers/imports.ts";
import { invitationsRouter } from "./routers/invitations.ts";
import { moduleAccessRouter } from "./routers/module-access.ts";
import { modulesRouter } from "./routers/modules.ts";
import { notificationsRouter } from "./routers/notifications.ts";
import { outboxRouter } from "./routers/outbox.ts";
import { permissionBatchesRouter } from "./routers/permission-batches.ts";
import { permissionCatalogueRouter } from "./routers/permission-catalogue.ts";
import { permissionDelegationRouter } from "./routers/permission-delegation.ts";
import { permissionTemplatesRouter } from "./routers/permission-templates.ts";
import { permissionsRouter } from "./routers/permissions.ts";
import { positionsRouter } from "./routers/positions.ts";
import { resourcePermissionsRouter } from "./routers/resource-permissions.ts";
import { rolesRouter } from "./routers/roles.ts";
import { savedViewsRouter } from "./routers/saved-views.ts";
import { schoolsRouter } from "./routers/schools.ts";
import { scimRouter } from "./routers/scim.ts";
import { trashRouter } from "./routers/trash.ts";
import { userMergesRouter } from "./routers/user-merges.ts";
import { userSessionsRouter } from "./routers/user-sessions.ts";
import { usersRouter } from "./routers/users.ts";

// By name, one by one: written out, the type of all routers together is longer than the compiler will write.
type Routers = {
  accessReviews: typeof accessReviewsRouter;
  assignments: typeof assignmentsRouter;
  audit: typeof auditRouter;
  auth: typeof authRouter;
  clerk: typeof clerkRouter;
  departments: typeof departmentsRouter;
  employees: typeof employeesRouter;
  imports: typeof importsRouter;
  invitations: typeof invitationsRouter;
  exports: typeof exportsRouter;
  grants: typeof grantsRouter;
  guardrails: typeof guardrailsRouter;
  moduleAccess: typeof moduleAccessRouter;
  modules: typeof modulesRouter;
  notifications: typeof notificationsRouter;
  outbox: typeof outboxRouter;
  permissions: typeof permissionsRouter;
  permissionBatches: typeof permissionBatchesRouter;
  permissionCatalogue: typeof permissionCatalogueRouter;
  permissionDelegation: typeof permissionDelegationRouter;
  permissionTemplates: typeof permissionTemplatesRouter;
  positions: typeof positionsRouter;
  resourcePermissions: typeof resourcePermissionsRouter;
  roles: typeof rolesRouter;
  savedViews: typeof savedViewsRouter;
  schools: typeof schoolsRouter;
  trash: typeof trashRouter;
  userMerges: typeof userMergesRouter;
  userSessions: typeof userSessionsRouter;
  scim: typeof scimRouter;
  users: typeof usersRouter;
};

const routers: Routers = {
  accessReviews: accessReviewsRouter,
  assignments: assignmentsRouter,
  audit: auditRouter,
  auth: authRouter,
  clerk: clerkRouter,
  departments: departmentsRouter,
  employees: employeesRouter,
  imports: importsRouter,
  invitations: invitationsRouter,
  exports: exportsRouter,
  grants: grantsRouter,
  guardrails: guardrailsRouter,
  moduleAccess: moduleAccessRouter,
  modules: modulesRouter,
  notifications: notificationsRouter,
  outbox: outboxRouter,
  permissions: permissionsRouter,
  permissionBatches: permissionBatchesRouter,
  permissionCatalogue: permissionCatalogueRouter,
  permissionDelegation: permissionDelegationRouter,
  permissionTemplates: permissionTemplatesRouter,
  positions: positionsRouter,
  resourcePermissions: resourcePermissionsRouter,
  roles: rolesRouter,
  savedViews: savedViewsRouter,
  schools: schoolsRouter,
  trash: trashRouter,
  userMerges: userMergesRouter,
  userSessions: userSessionsRouter,
  scim: scimRouter,
  users: usersRouter,
};

export const appRouter = router(routers);

export type AppRouter = typeof appRouter;
