import type { OneRosterQuery } from "./one-roster-query.ts";
import { oneRosterName, oneRosterRole } from "./one-roster-role.ts";

/** A reference to something else of the same service. */
export interface GuidRef {
  readonly href: string;
  readonly sourcedId: string;
  readonly type: string;
}

export type OneRosterObject = Readonly<Record<string, unknown>> & { readonly sourcedId: string };

export interface OneRosterPage {
  readonly items: readonly OneRosterObject[];
  /** Of the whole collection, as filtered. */
  readonly total: number;
}

export interface OrgFacts {
  readonly id: string;
  readonly name: string;
  readonly type: "district" | "school";
  readonly identifier: string | null;
  /** The district of a school. */
  readonly parentId: string | null;
  readonly updatedAt: Date;
}

export interface UserFacts {
  readonly id: string;
  readonly name: string;
  readonly username: string | null;
  readonly nip: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly isActive: boolean;
  readonly homeSchoolId: string | null;
  readonly updatedAt: Date;
}

export interface RoleFacts {
  readonly userId: string;
  readonly positionName: string;
  readonly schoolId: string | null;
  readonly isPrimary: boolean;
  readonly validFrom: string;
  readonly validUntil: string | null;
}

const orgRef = (base: string, id: string): GuidRef => ({ href: `${base}/orgs/${id}`, sourcedId: id, type: "org" });

export function toOneRosterOrg(org: OrgFacts, base: string): OneRosterObject {
  return {
    sourcedId: org.id,
    status: "active",
    dateLastModified: org.updatedAt.toISOString(),
    name: org.name,
    type: org.type,
    ...(org.identifier === null ? {} : { identifier: org.identifier }),
    ...(org.parentId === null ? {} : { parent: orgRef(base, org.parentId) }),
  };
}

/** @param tenantId the district, where a position is of no school */
export function toOneRosterUser(
  user: UserFacts,
  roles: readonly RoleFacts[],
  tenantId: string,
  base: string,
): OneRosterObject {
  return {
    sourcedId: user.id,
    status: "active",
    dateLastModified: user.updatedAt.toISOString(),
    enabledUser: String(user.isActive),
    username: user.username ?? user.email ?? user.nip ?? user.id,
    userIds: [],
    ...oneRosterName(user.name),
    ...(user.nip === null ? {} : { identifier: user.nip }),
    ...(user.email === null ? {} : { email: user.email }),
    ...(user.phone === null ? {} : { phone: user.phone }),
    agents: [],
    roles: roles.map((role) => ({
      roleType: role.isPrimary ? "primary" : "secondary",
      role: oneRosterRole(role.positionName, role.schoolId === null),
      org: orgRef(base, role.schoolId ?? tenantId),
      beginDate: role.validFrom,
      ...(role.validUntil === null ? {} : { endDate: role.validUntil }),
    })),
    primaryOrg: orgRef(base, user.homeSchoolId ?? tenantId),
  };
}

/** The wanted fields alone; `sourcedId` always stays, by which the rest is told apart. */
export function pickFields(item: OneRosterObject, { fields }: Pick<OneRosterQuery, "fields">): OneRosterObject {
  if (fields === null) return item;
  const kept = Object.entries(item).filter(([name]) => name === "sourcedId" || fields.includes(name));
  return { ...Object.fromEntries(kept), sourcedId: item.sourcedId };
}
