import { cycled, type Scenario } from "./scenario.ts";
import { bigTenantToken, walkPages, withoutCursor } from "./walk-pages.ts";

const pages = 20;

/** The first twenty pages of 50 people of the big tenant, by name. */
export const pageOfList: Scenario = {
  name: "page",
  title: "page of the list (50 rows)",
  goal: 0.6,
  peer: "bare",
  expectedStatus: 200,
  cleans: false,
  comparable: withoutCursor,
  async requestsFor(side, { data }) {
    const paths = await walkPages(side, "/api/v1/users?limit=50", bigTenantToken(data, 0), pages);
    return Array.from({ length: 2000 }, (_, i) => ({
      method: "GET" as const,
      // Against the callers' cycle, so that everybody comes to see every page.
      path: cycled(paths, i + Math.floor(i / 100)),
      token: bigTenantToken(data, i),
    }));
  },
};
