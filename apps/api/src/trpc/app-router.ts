import { router } from "./procedures.ts";
import { assignmentsRouter } from "./routers/assignments.ts";
import { auditRouter } from "./routers/audit.ts";
import { authRouter } from "./routers/auth.ts";
import { clerkRouter } from "./routers/clerk.ts";
import { departmentsRouter } from "./routers/departments.ts";
import { employeesRouter } from "./routers/employees.ts";
import { exportsRouter } from "./routers/exports.ts";
import { importsRouter } from "./routers/imports.ts";
import { invitationsRouter } from "./routers/invitations.ts";
import { notificationsRouter } from "./routers/notifications.ts";
import { outboxRouter } from "./routers/outbox.ts";
import { permissionsRouter } from "./routers/permissions.ts";
import { positionsRouter } from "./routers/positions.ts";
import { savedViewsRouter } from "./routers/saved-views.ts";
import { schoolsRouter } from "./routers/schools.ts";
import { scimRouter } from "./routers/scim.ts";
import { trashRouter } from "./routers/trash.ts";
import { userMergesRouter } from "./routers/user-merges.ts";
import { userSessionsRouter } from "./routers/user-sessions.ts";
import { usersRouter } from "./routers/users.ts";

export const appRouter = router({
  assignments: assignmentsRouter,
  audit: auditRouter,
  auth: authRouter,
  clerk: clerkRouter,
  departments: departmentsRouter,
  employees: employeesRouter,
  imports: importsRouter,
  invitations: invitationsRouter,
  exports: exportsRouter,
  notifications: notificationsRouter,
  outbox: outboxRouter,
  permissions: permissionsRouter,
  positions: positionsRouter,
  savedViews: savedViewsRouter,
  schools: schoolsRouter,
  trash: trashRouter,
  userMerges: userMergesRouter,
  userSessions: userSessionsRouter,
  scim: scimRouter,
  users: usersRouter,
});

export type AppRouter = typeof appRouter;
