/**
 * Who may import whom. A house is a folder of packages/ or apps/, or one of scripts, bench and tooling; it may always
 * import itself. docs/architecture.md says why.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const importTable = {
  "packages/contracts": [],
  "packages/config": [],
  "packages/core": ["packages/contracts"],
  "packages/i18n": ["packages/contracts"],
  "packages/db": ["packages/core", "packages/contracts"],
  "packages/permissions": ["packages/db", "packages/core", "packages/contracts"],
  "packages/jobs": ["packages/db", "packages/core", "packages/contracts"],
  "packages/auth": ["packages/db", "packages/core", "packages/contracts"],
  "packages/emails": ["packages/i18n", "packages/contracts"],
  "packages/exporters": ["packages/i18n", "packages/contracts"],
  "packages/services": [
    "packages/contracts",
    "packages/core",
    "packages/i18n",
    "packages/db",
    "packages/permissions",
    "packages/jobs",
    "packages/emails",
    "packages/exporters",
  ],
  "packages/testkit": ["packages/.*"],
  "apps/api": appImports(),
  "apps/worker": appImports(),
  "apps/cli": appImports(),
  "apps/admin": ["packages/contracts", "packages/i18n"],
  scripts: ["packages/contracts", "packages/config", "packages/core", "packages/db", "packages/jobs"],
  bench: ["packages/.*", "apps/.*"],
  // The tests of tooling compare packages with each other.
  tooling: ["packages/(contracts|config|i18n|db|services)"],
};

/** Tests also look into the database and use the testkit. */
export const testImports = ["packages/testkit", "packages/db"];

/** Inside services, from left to right: a domain imports those before it; the last three not each other. */
export const serviceDomains = ["platform", "organisation", "access", "notifications"];
export const lastServiceDomains = ["onboarding", "workflows", "compliance"];

/** Houses that speak SQL; for the others the database has only verbs. */
export const databaseHouses = [
  "packages/db",
  "packages/permissions",
  "packages/jobs",
  "packages/auth",
  "packages/services",
  "packages/testkit",
  "scripts",
  "bench",
];

/** db is not among them: only `main.ts` opens the client. */
function appImports() {
  return ["services", "auth", "jobs", "config", "core", "contracts", "i18n"].map((name) => `packages/${name}`);
}
