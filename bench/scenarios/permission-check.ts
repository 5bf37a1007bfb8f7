import { cycled, type Scenario } from "./scenario.ts";

const codes = [
  "user:read",
  "user:update",
  "school:read",
  "employee:read",
  "workflow.instance:create",
  "role:update",
  "audit:read",
];

/**
 * Whether the caller may do something to a target. Against Gloria itself with a permission cache of no bytes
 * (`GLORIA_PERMISSION_CACHE_MB=0`): the same program, which then loads the caller's facts in every request.
 */
export const permissionCheck: Scenario = {
  name: "check",
  title: "permission check, exact cache against none",
  goal: 1.5,
  peer: "uncached",
  expectedStatus: 200,
  cleans: false,
  // When it was asked differs.
  comparable: (answer) => ({ ...(answer as object), at: null }),
  async requestsFor(_, { data }) {
    const callers = data.administrators.flatMap((administrator, i) => [administrator, cycled(data.staff, i)]);
    return Array.from({ length: 4200 }, (_, i) => {
      const caller = cycled(callers, i);
      const isAboutSelf = i % 3 === 0;
      return {
        method: "POST" as const,
        path: "/api/v1/permissions/check",
        token: caller.token,
        body: JSON.stringify({
          code: cycled(codes, i),
          target: { ownerId: isAboutSelf ? caller.userId : null, schoolIds: [caller.schoolId] },
        }),
      };
    });
  },
};
