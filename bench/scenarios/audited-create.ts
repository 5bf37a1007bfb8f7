import { createdDomain } from "../parts/bench-data.ts";
import { cycled, type Scenario } from "./scenario.ts";
import { bigTenantToken } from "./walk-pages.ts";

/** Creates a person of the big tenant and the audit event in one transaction; Gloria writes the welcome there, too. */
export const auditedCreate: Scenario = {
  name: "create",
  title: "audited create",
  goal: 0.6,
  peer: "bare",
  expectedStatus: 201,
  cleans: true,
  comparable(answer) {
    if (typeof answer !== "object" || answer === null) return answer;
    const own = ["id", "name", "email", "createdAt", "updatedAt"];
    return Object.fromEntries(
      Object.entries(answer).map(([name, value]) => [name, own.includes(name) ? "own" : value]),
    );
  },
  async requestsFor(side, { data }) {
    return Array.from({ length: 1000 }, (_, i) => ({
      method: "POST" as const,
      path: "/api/v1/users",
      token: bigTenantToken(data, i),
      body: JSON.stringify({
        name: `${side.label} Baru %N%`,
        email: `${side.label.toLowerCase().replaceAll(/[^a-z]/g, "")}.%N%@${createdDomain}`,
        phone: "+6200012345",
        homeSchoolId: cycled(data.bigSchoolIds, i),
      }),
    }));
  },
};
