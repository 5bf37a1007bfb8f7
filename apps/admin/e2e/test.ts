import { test as base, expect, type Locator, type Page } from "@playwright/test";

export { expect } from "@playwright/test";

/** Every test: the address of the running Gloria, and no error in the browser's console. */
export const test = base.extend<{ quietConsole: undefined }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  baseURL: async ({}, use) => {
    const url = process.env["GLORIA_E2E_URL"];
    if (!url) throw new Error("GLORIA_E2E_URL is not set: the global setup did not run");
    await use(url);
  },
  quietConsole: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error" && !isExpected(message.text())) faults.push(message.text());
      });
      await use(undefined);
      if (faults.length > 0) throw new Error(`the browser reported:\n${faults.join("\n")}`);
    },
    { auto: true },
  ],
});

/**
 * What a refused request writes by itself (the tests look at what the page makes of it), what a mail in its sandbox
 * writes when a test looks into it, and the foreign font that the queue dashboard asks for in vain.
 */
const expected = [
  "Failed to load resource",
  "Blocked script execution in 'about:srcdoc'",
  "Loading the stylesheet 'https://fonts.googleapis.com/",
];

function isExpected(text: string): boolean {
  return expected.some((beginning) => text.startsWith(beginning));
}

/** Signs in as somebody of the demo foundation, through the page. */
export async function signInAs(page: Page, identifier: string): Promise<void> {
  await page.goto("/sign-in");
  await page.locator("input[name=identifier]").fill(identifier);
  await page.locator("button[type=submit]").click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  await page.locator("h1[data-page-title]").waitFor();
}

/** Calls over REST what a journey needs but is not about, as the person who is signed in. */
export async function apiOf(page: Page, baseURL: string | undefined) {
  const token = await page.evaluate(
    () => (JSON.parse(localStorage.getItem("gloria.session") ?? "{}") as { token?: string }).token,
  );
  return async <Answer>(method: "GET" | "POST", path: string, body?: unknown): Promise<Answer> => {
    const answer = await fetch(`${baseURL}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, ...(body ? { "Content-Type": "application/json" } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
    return (await answer.json()) as Answer;
  };
}

/** Finds a record by typing and takes it with the keyboard. `shown` is what the field says of it. */
export async function pick(
  within: Page | Locator,
  label: string,
  name: string,
  shown: string | RegExp = name,
): Promise<void> {
  const field = within.getByRole("combobox", { name: label, exact: true });
  await field.fill(name);
  await expect(within.getByRole("option", { name: shown, selected: true })).toBeVisible();
  await field.press("Enter");
  await expect(field).toHaveValue(shown);
}
