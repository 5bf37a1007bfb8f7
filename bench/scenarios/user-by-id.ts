import type { BenchCaller } from "../parts/bench-data.ts";
import { cycled, type Scenario } from "./scenario.ts";

/** People of all tenants in no order, each asked for by an administrator of their tenant. */
export const userById: Scenario = {
  name: "user",
  title: "user by id",
  goal: 0.45,
  peer: "bare",
  expectedStatus: 200,
  cleans: false,
  comparable: (answer) => answer,
  async requestsFor(_, { data }) {
    const callers = new Map<string, BenchCaller[]>();
    for (const caller of data.administrators) {
      callers.set(caller.tenantId, [...(callers.get(caller.tenantId) ?? []), caller]);
    }
    return data.people.map(({ tenantId, id }, i) => ({
      method: "GET" as const,
      path: `/api/v1/users/${id}`,
      token: cycled(callers.get(tenantId) ?? [], i).token,
    }));
  },
};
