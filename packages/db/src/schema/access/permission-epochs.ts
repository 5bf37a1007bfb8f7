import { bigint, uuid } from "drizzle-orm/pg-core";
import { gloria, xid8 } from "../columns.ts";

/** One counter a tenant: raised once in every transaction that changes who may do what. */
export const permissionEpochs = gloria.table("permission_epochs", {
  tenantId: uuid("tenant_id").primaryKey(),
  epoch: bigint("epoch", { mode: "number" }).notNull().default(1),
  /** The transaction that raised it last, so that it is raised once per transaction. */
  raisedBy: xid8("raised_by"),
});
