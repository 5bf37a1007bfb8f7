import { router } from "./procedures.ts";
import { auditRouter } from "./routers/audit.ts";
import { authRouter } from "./routers/auth.ts";
import { departmentsRouter } from "./routers/departments.ts";
import { notificationsRouter } from "./routers/notifications.ts";
import { outboxRouter } from "./routers/outbox.ts";
import { permissionsRouter } from "./routers/permissions.ts";
import { positionsRouter } from "./routers/positions.ts";
import { schoolsRouter } from "./routers/schools.ts";
import { usersRouter } from "./routers/users.ts";

export const appRouter = router({
  audit: auditRouter,
  auth: authRouter,
  departments: departmentsRouter,
  notifications: notificationsRouter,
  outbox: outboxRouter,
  permissions: permissionsRouter,
  positions: positionsRouter,
  schools: schoolsRouter,
  users: usersRouter,
});

export type AppRouter = typeof appRouter;
