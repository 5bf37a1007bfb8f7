import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessibility.ts";
import { expect, signInAs, test } from "./test.ts";

interface Screen {
  readonly name: string;
  readonly open: (page: Page) => Promise<unknown>;
  /** The screen is a refusal; on every other one a part that failed is a fault. */
  readonly refused?: true;
}

/** Every screen that an administrator of the foundation meets, and the states that have no data of their own. */
const screens: readonly Screen[] = [
  { name: "home", open: (page) => page.goto("/") },
  { name: "users", open: (page) => page.goto("/users") },
  { name: "users-none-found", open: (page) => page.goto("/users?q=qqqqzzzz") },
  { name: "user", open: (page) => openFirst(page, "/users") },
  { name: "user-assignments", open: (page) => openFirst(page, "/users", "assignments") },
  { name: "user-activity", open: (page) => openFirst(page, "/users", "activity") },
  { name: "user-new", open: (page) => page.goto("/users/new") },
  { name: "schools", open: (page) => page.goto("/schools") },
  { name: "school", open: (page) => openFirst(page, "/schools") },
  { name: "school-seats", open: (page) => openFirst(page, "/schools", "seats") },
  { name: "school-new", open: (page) => page.goto("/schools/new") },
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

// The whole matrix of axe takes minutes; every screen is in each theme, language and width of the short one at least once.
const full = process.env["GLORIA_TEST_FULL"] === "1";

for (const { width, height } of widths) {
  for (const locale of ["id", "en"] as const) {
    test(`screens at ${width} px in ${locale}`, async ({ page }) => {
      test.setTimeout(300_000);
      await page.setViewportSize({ width, height });
      await page.addInitScript((chosen) => localStorage.setItem("gloria.locale", chosen), locale);
      await page.goto("/sign-in");
      const themes = full ? (["light", "dark"] as const) : ([locale === "id" ? "light" : "dark"] as const);
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme });
        await settle(page);
        await expectAccessible(page, `sign-in ${theme}`);
        await page.screenshot({ path: test.info().outputPath(`sign-in-${width}-${locale}-${theme}.png`) });
      }
      await signInAs(page, "admin@demo.example");
      for (const screen of screens) {
        await screen.open(page);
        for (const theme of themes) {
          await page.emulateMedia({ colorScheme: theme });
          await settle(page);
          await expect(page.locator("html")).toHaveAttribute("lang", locale);
          await expect.soft(page.getByRole("alert").locator("dl"), screen.name).toHaveCount(screen.refused ? 1 : 0);
          await expectAccessible(page, `${screen.name} ${theme}`);
          await page.screenshot({ path: test.info().outputPath(`${screen.name}-${width}-${locale}-${theme}.png`) });
        }
      }
    });
  }
}

/** A heading stands and nothing is loading any more. */
async function settle(page: Page): Promise<void> {
  await page.locator("[data-page-title]").first().waitFor();
  await expect(page.locator(".skeleton")).toHaveCount(0);
}

async function openFirst(page: Page, list: "/users" | "/schools", tab?: string): Promise<void> {
  await page.goto(list);
  const link = page.locator(`main a[href^="${list}/"]:not([href$="/new"])`).first();
  await link.waitFor();
  const path = await link.getAttribute("href");
  await page.goto(tab ? `${path}?tab=${tab}` : `${path}`);
}

async function openFirstEvent(page: Page): Promise<void> {
  await page.goto("/audit");
  await page.locator('main a[href*="event="]').first().click();
  await page.getByRole("dialog").waitFor();
}
