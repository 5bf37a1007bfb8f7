import type { Texts } from "../texts.ts";
import { access } from "./access.ts";
import { accessReview } from "./access-review.ts";
import { acting } from "./acting.ts";
import { action } from "./action.ts";
import { assignment } from "./assignment.ts";
import { audit } from "./audit.ts";
import { catalogue } from "./catalogue.ts";
import { chart } from "./chart.ts";
import { clerkReview } from "./clerk-review.ts";
import { column } from "./column.ts";
import { common } from "./common.ts";
import { conditionProblem } from "./condition-problem.ts";
import { delegation } from "./delegation.ts";
import { department } from "./department.ts";
import { email } from "./email.ts";
import { employee } from "./employee.ts";
import { enumeration } from "./enumeration.ts";
import { error } from "./error.ts";
import { explanation } from "./explanation.ts";
import { exported } from "./exported.ts";
import { exporting } from "./exporting.ts";
import { fieldProblem } from "./field-problem.ts";
import { grant } from "./grant.ts";
import { guardrail } from "./guardrail.ts";
import { home } from "./home.ts";
import { impersonation } from "./impersonation.ts";
import { importErrors } from "./import-errors.ts";
import { importField } from "./import-field.ts";
import { importOutcome } from "./import-outcome.ts";
import { importPlanProblem } from "./import-plan-problem.ts";
import { importFileNotice, importFileProblem, importRowProblem } from "./import-problem.ts";
import { importUndoProblem } from "./import-undo-problem.ts";
import { importUndoReference } from "./import-undo-reference.ts";
import { importing } from "./importing.ts";
import { invitation } from "./invitation.ts";
import { merge } from "./merge.ts";
import { notice } from "./notice.ts";
import { notification } from "./notification.ts";
import { outbox } from "./outbox.ts";
import { permissionBatch } from "./permission-batch.ts";
import { moduleName, permissionAction, permissionGroup, permissionResource } from "./permission-name.ts";
import { permissionTemplate } from "./permission-template.ts";
import { position } from "./position.ts";
import { preference } from "./preference.ts";
import { profile } from "./profile.ts";
import { queue } from "./queue.ts";
import { review } from "./review.ts";
import { role } from "./role.ts";
import { savedView } from "./saved-view.ts";
import { school } from "./school.ts";
import { scim } from "./scim.ts";
import { shell } from "./shell.ts";
import { signIn } from "./sign-in.ts";
import { simulation } from "./simulation.ts";
import { state } from "./state.ts";
import { trash } from "./trash.ts";
import { user } from "./user.ts";
import { workflowProblem } from "./workflow-problem.ts";

export const en = {
  common,
  shell,
  signIn,
  state,
  home,
  user,
  school,
  trash,
  employee,
  invitation,
  merge,
  scim,
  savedView,
  impersonation,
  clerkReview,
  position,
  department,
  chart,
  assignment,
  acting,
  notification,
  notice,
  importErrors,
  importing,
  importField,
  exporting,
  importOutcome,
  importPlanProblem,
  importUndoProblem,
  importUndoReference,
  audit,
  outbox,
  queue,
  profile,
  preference,
  enumeration,
  column,
  fieldProblem,
  conditionProblem,
  importFileProblem,
  importFileNotice,
  importRowProblem,
  action,
  explanation,
  permissionResource,
  permissionAction,
  permissionGroup,
  moduleName,
  error,
  email,
  exported,
  accessReview,
  access,
  delegation,
  guardrail,
  review,
  simulation,
  role,
  grant,
  catalogue,
  permissionTemplate,
  permissionBatch,
  workflowProblem,
} as const satisfies Texts;
