import type { PermissionScope } from "@gloria/contracts";
import type { grants, roleAssignments, roleEdges, roles } from "@gloria/db";
import type { DemoRole } from "./role-catalogue.ts";
import type { SeededRandom } from "./seeded-random.ts";

export interface AccessPlan {
  readonly roles: (typeof roles.$inferInsert)[];
  readonly roleEdges: (typeof roleEdges.$inferInsert)[];
  readonly roleAssignments: (typeof roleAssignments.$inferInsert)[];
  readonly grants: (typeof grants.$inferInsert)[];
}

/** Collects the rows that decide in one tenant; every row is made at `at`. */
export interface AccessPlanner {
  readonly plan: AccessPlan;
  addRole(role: DemoRole): void;
  assign(userId: string, role: string, schoolId: string | null, from: Date, until?: Date | null): void;
  /** Answers the id of the row. */
  grant(subject: GrantSubject, code: string, scope: PermissionScope, more?: GrantMore): string;
  /** The id that a role has, or will have. */
  roleId(code: string): string;
}

interface GrantSubject {
  readonly kind: "user" | "role" | "position" | "department";
  readonly id: string;
}

interface GrantMore {
  readonly effect?: "ALLOW" | "DENY";
  readonly schoolId?: string;
  readonly validUntil?: Date;
  readonly reason?: string;
  readonly createdBy?: string;
  readonly createdAt?: Date;
  readonly source?: "manual" | "template";
}

export function createAccessPlanner(random: SeededRandom, tenantId: string, at: Date): AccessPlanner {
  const plan: AccessPlan = { roles: [], roleEdges: [], roleAssignments: [], grants: [] };
  const roleIds = new Map<string, string>();
  const newId = () => random.id(at.getTime());
  const roleIdOf = (code: string) => {
    const id = roleIds.get(code) ?? newId();
    roleIds.set(code, id);
    return id;
  };

  function grant(subject: GrantSubject, code: string, scope: PermissionScope, more: GrantMore = {}): string {
    const id = newId();
    plan.grants.push({
      tenantId,
      id,
      subjectKind: subject.kind,
      subjectId: subject.id,
      code,
      effect: more.effect ?? "ALLOW",
      scope,
      schoolId: more.schoolId ?? null,
      validUntil: more.validUntil ?? null,
      reason: more.reason ?? null,
      createdAt: more.createdAt ?? at,
      createdBy: more.createdBy ?? null,
      source: more.source ?? "manual",
    });
    return id;
  }

  return {
    plan,
    grant,
    roleId: roleIdOf,
    addRole(role) {
      const id = roleIdOf(role.code);
      const { code, name, level, isSystem } = role;
      plan.roles.push({ tenantId, id, code, name, level, isSystem, createdAt: at, updatedAt: at });
      for (const parent of role.inherits) {
        plan.roleEdges.push({
          tenantId,
          id: newId(),
          childRoleId: id,
          parentRoleId: roleIdOf(parent),
          inherit: true,
          createdAt: at,
        });
      }
      for (const [code_, scope, effect] of role.grants) {
        grant({ kind: "role", id }, code_, scope, effect === undefined ? {} : { effect });
      }
    },
    assign(userId, role, schoolId, from, until = null) {
      plan.roleAssignments.push({
        tenantId,
        id: newId(),
        userId,
        roleId: roleIdOf(role),
        schoolId,
        validFrom: from,
        validUntil: until,
        createdAt: from,
      });
    },
  };
}
