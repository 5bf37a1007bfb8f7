import { z } from "zod";
import { idSchema, instantSchema, localeSchema, pageInput, pageOf, text, zoneSchema } from "../common.ts";

export const createTenantInput = z.strictObject({
  code: text(64).refine((value) => /^[a-z0-9][a-z0-9-]*$/.test(value), { error: "code.characters" }),
  name: text(200),
  timeZone: zoneSchema.default("Asia/Jakarta"),
  locale: localeSchema.default("id"),
  /** The Clerk organisation of this foundation; the local issuer's name of it when left out. */
  clerkOrgId: text(128).optional(),
});
export type CreateTenantInput = z.input<typeof createTenantInput>;

export const listTenantsInput = z.strictObject({ ...pageInput });
export type ListTenantsInput = z.input<typeof listTenantsInput>;

export const tenantOutput = z.object({
  id: idSchema,
  code: z.string(),
  name: z.string(),
  kind: z.enum(["foundation", "platform"]),
  status: z.enum(["active", "suspended"]),
  clerkOrgId: z.string(),
  locale: localeSchema,
  timeZone: z.string(),
  createdAt: instantSchema,
});
export type Tenant = z.infer<typeof tenantOutput>;
export const tenantPageOutput = pageOf(tenantOutput);
