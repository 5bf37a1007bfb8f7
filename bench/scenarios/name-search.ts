import { cycled, type Scenario } from "./scenario.ts";
import { bigTenantToken, walkPages, withoutCursor } from "./walk-pages.ts";

/** 30 terms from broad to narrow in the big tenant, first page and tenth (or the last, where there are fewer). */
export const nameSearch: Scenario = {
  name: "search",
  title: "name search, first and tenth page",
  goal: 0.8,
  peer: "bare",
  expectedStatus: 200,
  cleans: false,
  comparable: withoutCursor,
  async requestsFor(side, { data }) {
    const paths: string[] = [];
    for (const { q } of data.terms) {
      const path = `/api/v1/users?limit=50&q=${encodeURIComponent(q)}`;
      const pages = await walkPages(side, path, bigTenantToken(data, 0), 10);
      paths.push(path, pages.at(-1) ?? path);
    }
    return Array.from({ length: paths.length * 37 }, (_, i) => ({
      method: "GET" as const,
      path: cycled(paths, i * 7),
      token: bigTenantToken(data, i),
    }));
  },
};
