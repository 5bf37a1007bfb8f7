export { additionsOf, type ColumnClasses, diffEntity, snapshotOf } from "./diff-entity.ts";
export { ensureAuditPartitions } from "./ensure-audit-partitions.ts";
export { getAuditLog } from "./get-audit-log.ts";
export { type EntityHistory, getEntityHistory } from "./get-entity-history.ts";
export { listAuditLogs } from "./list-audit-logs.ts";
export { type AuditFacts, recordAudit } from "./record-audit.ts";
export { recordAudits } from "./record-audits.ts";
export { stateAfter, wantsSnapshot } from "./state-at.ts";
