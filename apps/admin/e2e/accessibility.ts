import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./test.ts";

/** No violation of WCAG 2.2 AA or of axe's best practices, nothing wider than the screen, no target under 24 px. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  // A mail in its sandbox admits no script, so axe stays outside of frames.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  expect.soft(faults, `${name}: axe`).toEqual([]);
  await expectFitting(page, name);
}

/** Nothing wider than the screen, no target under 24 px. */
export async function expectFitting(page: Page, name: string): Promise<void> {
  expect
    .soft(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${name}: too wide`)
    .toBeLessThanOrEqual(0);
  expect.soft(await smallTargets(page), `${name}: small targets`).toEqual([]);
}

function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const smallest = 24;
    return [
      ...document.querySelectorAll(
        "a, button, select, summary, input:not([type=checkbox]), label:has(input[type=checkbox])",
      ),
    ]
      .filter((element) => element.checkVisibility() && !element.matches(".sr-only"))
      .filter((element) => {
        const { width, height } = element.getBoundingClientRect();
        return width > 1 && (width < smallest || height < smallest);
      })
      .map((element) => element.outerHTML.slice(0, 120));
  });
}
