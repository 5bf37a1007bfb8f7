import { databaseHouses, importTable, lastServiceDomains, serviceDomains, testImports } from "./import-table.mjs";

const houses = "^(packages/[^/]+|apps/[^/]+|scripts|bench|tooling)/";
const testCode =
  "(\\.(test|fixture)\\.tsx?$|^(apps|packages)/[^/]+/(test|e2e)/|^packages/testkit/|^bench/|^tooling/|^apps/admin/playwright\\.config\\.ts$)";
/** What a package shows to the others: the entries of its `exports`. */
const publicFiles =
  "^packages/[^/]+/src/index\\.ts$|^packages/i18n/src/(id/index|id/first|en/index|en/first|field-problem|zone-name)\\.ts$";
const router = "^apps/api/src/router-types\\.ts$";
const services = "^packages/services/src";

/** The import table as rules of dependency-cruiser. Every rule is an error. @type {readonly object[]} */
export const cruiserRules = [
  {
    name: "no-cycles",
    comment: "two files that need each other are one file, or a third is missing",
    from: {},
    to: { circular: true },
  },
  {
    name: "resolvable",
    comment: "the import leads nowhere",
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: "declared-packages",
    comment: "the package is not in the package.json of its house; tests also use what the root declares",
    from: { pathNot: [testCode, "\\.config\\.(mjs|ts)$"] },
    to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
  },
  ...Object.entries(importTable).map(([house, allowed]) => ({
    name: `import-table/${house}`,
    comment: `${house} imports ${allowed.join(", ") || "no other house"}`,
    from: { path: `^${house}/`, pathNot: [testCode, ...(isApp(house) ? databaseDoors(house) : [])] },
    to: { path: houses, pathNot: [house, ...allowed].map(within).concat(exceptions(house)) },
  })),
  ...Object.entries(importTable).map(([house, allowed]) => ({
    name: `import-table-of-tests/${house}`,
    comment: `tests of ${house} import what it may, the testkit and the database`,
    from: { path: [`^${house}/.+\\.(test|fixture)\\.tsx?$`, `^${house}/(test|e2e)/`] },
    to: { path: houses, pathNot: [house, ...allowed, ...testImports].map(within).concat(exceptions(house)) },
  })),
  ...Object.keys(importTable)
    .filter(isApp)
    .map((house) => ({
      name: `main-opens-the-database/${house}`,
      comment: `beside what ${house} imports anyway, main.ts opens the database`,
      from: { path: `^${house}/src/main\\.ts$` },
      to: { path: houses, pathNot: [house, ...(importTable[house] ?? []), "packages/db"].map(within) },
    })),
  {
    name: "database-port-as-type",
    comment: "what main.ts hands on is described by types alone",
    from: { path: "^apps/[^/]+/src/database-port\\.ts$" },
    to: { path: houses, pathNot: "^apps/[^/]+/src/", dependencyTypesNot: ["type-only"] },
  },
  {
    name: "router-as-type",
    comment: "the admin app knows the api's router as a type only",
    from: { path: "^apps/admin/" },
    to: { path: router, dependencyTypesNot: ["type-only"] },
  },
  {
    name: "through-the-front-door",
    comment: "another package is imported by its name, through its index.ts",
    from: { path: "^(packages|apps)/([^/]+)/", pathNot: "^packages/testkit/" },
    to: { path: "^packages/", pathNot: ["^$1/$2/", publicFiles] },
  },
  {
    name: "testkit-in-tests",
    comment: "the testkit and fixtures are for tests",
    from: { pathNot: testCode },
    to: { path: "^packages/testkit/|\\.(test|fixture)\\.tsx?$" },
  },
  {
    name: "zod-only",
    comment: "contracts and config bring nothing but zod",
    from: { path: "^packages/(contracts|config)/", pathNot: testCode },
    to: { path: "(^|/)node_modules/", pathNot: "(^|/)node_modules/zod/" },
  },
  {
    name: "browser-safe",
    comment: "this also runs in browsers, which have no modules of Node",
    from: { path: "^(packages/(contracts|i18n)|apps/admin/src)/", pathNot: testCode },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "sql-behind-verbs",
    comment: "apps ask verbs; tables and SQL are for the packages below",
    from: { pathNot: [testCode, ...databaseHouses.map(within)] },
    to: { path: "(^|/)node_modules/(drizzle-orm|drizzle-kit|postgres|pg)/" },
  },
  ...[...serviceDomains, ...lastServiceDomains].map((domain) => ({
    name: `domains-look-left/${domain}`,
    comment: `${domain} imports ${domainsOf(domain).join(", ")}`,
    from: { path: `${services}/${domain}/` },
    to: { path: `${services}/`, pathNot: domainsOf(domain).map((left) => `${services}/${left}/`) },
  })),
  {
    name: "domains-by-index",
    comment: "another domain is imported through its index.ts",
    from: { path: `${services}/([^/]+)/` },
    to: { path: `${services}/[^/]+/`, pathNot: [`${services}/$1/`, `${services}/[^/]+/index\\.ts$`] },
  },
].map((rule) => ({ severity: "error", ...rule }));

function isApp(house) {
  return ["apps/api", "apps/worker", "apps/cli"].includes(house);
}

/** main.ts opens the database; database-port.ts names the type of what it hands on. */
function databaseDoors(house) {
  return [`^${house}/src/main\\.ts$`, `^${house}/src/database-port\\.ts$`];
}

function within(house) {
  return `^${house}/`;
}

/** The one door between two apps. */
function exceptions(house) {
  return house === "apps/admin" ? [router] : [];
}

function domainsOf(domain) {
  const place = serviceDomains.indexOf(domain);
  return place === -1 ? [...serviceDomains, domain] : serviceDomains.slice(0, place + 1);
}
