import type { Locator, Page } from "@playwright/test";
import { expectAccessible, expectFitting } from "./accessibility.ts";
import { expect, signInAs, test } from "./test.ts";

interface Screen {
  readonly name: string;
  readonly open: (page: Page) => Promise<unknown>;
  /** The screen is a refusal; on every other one a part that failed is a fault. */
  readonly refused?: true;
  /** Without navigation, and loaded without what follows a choice of the theme: it is opened anew in each look. */
  readonly bare?: true;
}

/** Every screen that an administrator of the foundation meets, and the states that have no data of their own. */
const screens: readonly Screen[] = [
  { name: "home", open: (page) => page.goto("/") },
  { name: "users", open: (page) => page.goto("/users") },
  { name: "users-none-found", open: (page) => page.goto("/users?q=qqqqzzzz") },
  { name: "user", open: (page) => openFirst(page, "/users") },
  { name: "user-assignments", open: (page) => openFirst(page, "/users", "tab=assignments") },
  { name: "user-activity", open: (page) => openFirst(page, "/users", "tab=activity") },
  { name: "user-sessions", open: (page) => openFirst(page, "/users", "tab=sessions") },
  { name: "user-access", open: (page) => openFirst(page, "/users", "tab=access") },
  { name: "user-assign-role", open: (page) => openFirst(page, "/users", "tab=access&dialog=assign-role") },
  { name: "user-new", open: (page) => page.goto("/users/new") },
  { name: "schools", open: (page) => page.goto("/schools") },
  { name: "school", open: (page) => openFirst(page, "/schools") },
  { name: "school-seats", open: (page) => openFirst(page, "/schools", "tab=seats") },
  { name: "school-departments", open: (page) => openFirst(page, "/schools", "tab=departments") },
  { name: "school-people", open: (page) => openFirst(page, "/schools", "tab=people") },
  { name: "school-new", open: (page) => page.goto("/schools/new") },
  { name: "departments", open: (page) => page.goto("/departments") },
  { name: "departments-tree", open: (page) => page.goto("/departments?view=tree") },
  { name: "department", open: (page) => openFirst(page, "/departments") },
  { name: "department-people", open: (page) => openFirst(page, "/departments", "tab=people&below=true") },
  { name: "department-move", open: (page) => openFirst(page, "/departments", "dialog=move") },
  { name: "department-new", open: (page) => page.goto("/departments/new") },
  { name: "positions-vacant", open: (page) => page.goto("/positions?vacant=true") },
  { name: "position", open: (page) => openFirst(page, "/positions") },
  { name: "position-holders", open: (page) => openFirst(page, "/positions", "tab=holders&asOf=all") },
  { name: "position-assign", open: (page) => openFirst(page, "/positions", "dialog=assign") },
  { name: "position-new", open: (page) => page.goto("/positions/new") },
  { name: "org-chart", open: (page) => page.goto("/org-chart?view=chart") },
  { name: "org-chart-list", open: (page) => page.goto("/org-chart?view=list&q=kepala") },
  { name: "acting", open: (page) => page.goto("/acting") },
  { name: "trash", open: (page) => page.goto("/trash") },
  { name: "employees", open: (page) => page.goto("/employees") },
  { name: "employee", open: (page) => openFirst(page, "/employees") },
  { name: "employee-specific", open: (page) => openFirst(page, "/employees", "tab=specific") },
  { name: "employee-new", open: (page) => page.goto("/employees/new") },
  { name: "employees-unlinked", open: (page) => page.goto("/employees/unlinked") },
  { name: "imports", open: (page) => page.goto("/imports") },
  { name: "import-new", open: (page) => page.goto("/imports/new") },
  { name: "exports", open: (page) => page.goto("/exports") },
  { name: "export-new", open: (page) => page.goto("/exports/new?kind=employees") },
  { name: "invitations", open: (page) => page.goto("/invitations") },
  { name: "invitation-new", open: (page) => page.goto("/invitations/new") },
  { name: "invitation-accept", open: (page) => page.goto("/invitations/accept"), bare: true },
  { name: "merges", open: (page) => page.goto("/merges") },
  { name: "merge-new", open: (page) => page.goto("/merges/new") },
  { name: "clerk-reviews", open: (page) => page.goto("/clerk-reviews") },
  { name: "scim-tokens", open: (page) => page.goto("/scim-tokens") },
  { name: "scim-token-new", open: (page) => page.goto("/scim-tokens?dialog=create") },
  { name: "scim-roles", open: (page) => page.goto("/scim-tokens?tab=roles") },
  { name: "user-preferences", open: (page) => openFirst(page, "/users", "tab=preferences") },
  { name: "users-save-view", open: (page) => page.goto("/users?status=active&dialog=save-view") },
  { name: "delegations", open: (page) => page.goto("/delegations") },
  { name: "delegations-all", open: (page) => page.goto("/delegations?tab=all") },
  { name: "delegation-new", open: (page) => page.goto("/delegations?dialog=create") },
  { name: "guardrails", open: (page) => page.goto("/guardrails") },
  { name: "guardrail-new", open: (page) => page.goto("/guardrails?dialog=create") },
  { name: "access-reviews", open: (page) => page.goto("/access-reviews") },
  { name: "access-review-new", open: (page) => page.goto("/access-reviews?dialog=create") },
  { name: "access-review", open: openFirstReview },
  { name: "access-explain-empty", open: (page) => page.goto("/access/explain") },
  { name: "access-explain", open: (page) => page.goto("/access/explain?code=user:read&on=ALL") },
  { name: "access-simulate", open: (page) => page.goto("/access/simulate") },
  { name: "access-who-can", open: (page) => page.goto("/access/who-can?code=user:update") },
  { name: "roles", open: (page) => page.goto("/roles") },
  { name: "roles-figures", open: (page) => page.goto("/roles?view=statistics") },
  { name: "role", open: (page) => openRole(page, "school_office", "") },
  { name: "role-matrix", open: (page) => openRole(page, "school_office", "tab=matrix&show=set") },
  { name: "role-hierarchy", open: (page) => openRole(page, "homeroom_teacher", "tab=hierarchy") },
  { name: "role-parent", open: (page) => openRole(page, "teacher", "tab=hierarchy&dialog=add-parent") },
  { name: "role-holders", open: (page) => openRole(page, "school_office", "tab=holders") },
  { name: "role-assign", open: (page) => openRole(page, "school_office", "tab=holders&dialog=assign") },
  { name: "role-modules", open: (page) => openRole(page, "auditor", "tab=modules") },
  { name: "role-module", open: (page) => openRole(page, "auditor", "tab=modules&dialog=module") },
  { name: "role-grant", open: (page) => openRole(page, "auditor", "dialog=grant") },
  { name: "role-new", open: (page) => page.goto("/roles/new") },
  { name: "permissions", open: (page) => page.goto("/permissions") },
  { name: "permission-groups", open: (page) => page.goto("/permissions?view=groups") },
  { name: "permission-new", open: (page) => page.goto("/permissions?dialog=create") },
  { name: "permission", open: (page) => openFirst(page, "/permissions") },
  { name: "permission-grants", open: (page) => openPermission(page, "user:read", "tab=grants") },
  { name: "modules", open: (page) => page.goto("/modules") },
  { name: "module-new", open: (page) => page.goto("/modules?dialog=create") },
  { name: "permission-templates", open: (page) => page.goto("/permission-templates") },
  { name: "permission-template", open: (page) => openTemplate(page, "tab=applications") },
  { name: "permission-template-versions", open: (page) => openTemplate(page, "tab=versions") },
  { name: "permission-template-apply", open: (page) => openTemplate(page, "dialog=apply") },
  { name: "permission-template-new", open: (page) => page.goto("/permission-templates/new") },
  { name: "bulk-assign", open: (page) => page.goto("/permissions/bulk-assign") },
  { name: "bulk-assign-new", open: (page) => page.goto("/permissions/bulk-assign/new") },
  { name: "inbox", open: (page) => page.goto("/inbox") },
  { name: "inbox-archived", open: (page) => page.goto("/inbox?filter=archived") },
  { name: "outbox", open: (page) => page.goto("/outbox") },
  { name: "audit", open: (page) => page.goto("/audit") },
  { name: "audit-event", open: openFirstEvent },
  { name: "queues-denied", open: (page) => page.goto("/queues"), refused: true },
  { name: "profile", open: (page) => page.goto("/profile") },
  { name: "not-found", open: (page) => page.goto("/nowhere") },
  { name: "user-not-found", open: (page) => page.goto("/users/01980000-0000-7000-8000-000000000000") },
];

const widths = [
  { width: 360, height: 780 },
  { width: 768, height: 1024 },
  { width: 1280, height: 860 },
] as const;

const looks = [
  { locale: "id", theme: "light" },
  { locale: "en", theme: "dark" },
  { locale: "id", theme: "dark" },
  { locale: "en", theme: "light" },
] as const;

const full = process.env["GLORIA_TEST_FULL"] === "1";

/**
 * The looks in which a screen is seen at a width. The whole matrix takes many minutes; the short one shows every screen
 * at every width in another look, which is both languages and both themes.
 */
function looksOf(screen: number, width: number): readonly (typeof looks)[number][] {
  return full ? looks : looks.slice((screen + width) % looks.length).slice(0, 1);
}

/** The short run has axe look at the narrowest and the widest, which by the order of the looks are of two themes. */
function isWithAxe(width: number): boolean {
  return full || width !== 1;
}

// They only look, so that they may run side by side; in parts, so that no worker walks alone at the end.
test.describe.configure({ mode: "parallel" });
const parts = [0, 1, 2, 3] as const;

for (const part of parts) {
  test(`screens, part ${part + 1} of ${parts.length}`, async ({ page }) => {
    test.setTimeout(full ? 1_800_000 : 600_000);
    if (part === 0) await see(page, { name: "sign-in", open: () => page.goto("/sign-in"), bare: true }, screens.length);
    await signInAs(page, "admin@demo.example");
    for (const [number, screen] of screens.entries()) {
      if (number % parts.length === part) await see(page, screen, number);
    }
  });
}

/** Opens a screen once, at one of the widths, and changes width, language and theme where it stands. */
async function see(page: Page, screen: Screen, number: number): Promise<void> {
  const first = number % widths.length;
  await page.setViewportSize(widths[first] ?? widths[0]);
  await screen.open(page);
  await settle(page);
  await expect.soft(page.getByRole("alert").locator("dl"), screen.name).toHaveCount(screen.refused ? 1 : 0);
  for (const turn of widths.keys()) {
    const index = (first + turn) % widths.length;
    const { width, height } = widths[index] ?? widths[0];
    await page.setViewportSize({ width, height });
    for (const look of looksOf(number, index)) {
      await wear(page, look);
      if (screen.bare) await page.reload();
      await expect(page.locator("html")).toHaveAttribute("lang", look.locale);
      await expect(page.locator("html")).toHaveAttribute("data-theme", look.theme);
      await settle(page);
      const name = `${screen.name} ${width} ${look.locale} ${look.theme}`;
      await (isWithAxe(index) ? expectAccessible : expectFitting)(page, name);
      if (full) await page.screenshot({ path: test.info().outputPath(`${name.replaceAll(" ", "-")}.png`) });
    }
  }
  await expect.soft(page.getByRole("alert").locator("dl"), screen.name).toHaveCount(screen.refused ? 1 : 0);
}

/** Language and theme as another tab would choose them, which changes them here at once. */
async function wear(page: Page, { locale, theme }: (typeof looks)[number]): Promise<void> {
  await page.evaluate(
    (chosen) => {
      for (const [key, newValue] of Object.entries(chosen)) {
        localStorage.setItem(key, newValue);
        dispatchEvent(new StorageEvent("storage", { key, newValue }));
      }
    },
    { "gloria.locale": locale, "gloria.theme": theme },
  );
}

/** A heading stands and nothing is loading any more. */
async function settle(page: Page): Promise<void> {
  await page.locator("[data-page-title]").first().waitFor();
  await expect(page.locator(".skeleton")).toHaveCount(0);
}

/** The first record of a list, at the side or with the dialog that `search` names. */
async function openFirst(
  page: Page,
  list: "/users" | "/employees" | "/schools" | "/departments" | "/positions" | "/permissions",
  search?: string,
): Promise<void> {
  await page.goto(list);
  const link = page.locator(`main a[href^="${list}/"]:not([href$="/new"]):not([href$="/unlinked"])`).first();
  await link.waitFor();
  const path = await link.getAttribute("href");
  await page.goto(search ? `${path}?${search}` : `${path}`);
}

async function openFirstReview(page: Page): Promise<void> {
  await page.goto("/access-reviews");
  await page.locator('main a[href^="/access-reviews/"]').first().click();
  await page.getByRole("heading", { name: "Hak yang ditinjau" }).or(page.getByText("Rights under review")).waitFor();
}

/** A role of the demo foundation, at the side or with the dialog that `search` names. */
async function openRole(page: Page, code: string, search: string): Promise<void> {
  await page.goto(`/roles?q=${code}`);
  await openLink(page, page.locator('main a[href^="/roles/"]:not([href$="/new"])'), search);
}

async function openPermission(page: Page, code: string, search: string): Promise<void> {
  await page.goto(`/permissions?q=${encodeURIComponent(code)}`);
  await openLink(page, page.locator('main a[href^="/permissions/"]'), search);
}

async function openTemplate(page: Page, search: string): Promise<void> {
  await page.goto("/permission-templates");
  await openLink(page, page.locator('main a[href^="/permission-templates/"]:not([href$="/new"])'), search);
}

async function openLink(page: Page, links: Locator, search: string): Promise<void> {
  await links.first().waitFor();
  const path = await links.first().getAttribute("href");
  await page.goto(search ? `${path}?${search}` : `${path}`);
}

async function openFirstEvent(page: Page): Promise<void> {
  await page.goto("/audit");
  await page.locator('main a[href*="event="]').first().click();
  await page.getByRole("dialog").waitFor();
}
