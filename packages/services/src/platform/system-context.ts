import { newId, type TenantContext } from "@gloria/core";

/** The context of a part of Gloria that acts by itself inside a tenant. `name` is a constant such as `worker.expand`. */
export function systemContext(tenantId: string, name: string): TenantContext {
  return {
    tenantId,
    actor: { kind: "system", name },
    origin: { requestId: newId(), ip: null, userAgent: null, traceId: null, channel: "job" },
    locale: "id",
    schoolId: null,
  };
}
