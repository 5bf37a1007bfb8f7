import { gzipSync } from "node:zlib";
import { expect, signInAs, test } from "./test.ts";

const budgetBytes = 220 * 1024;

/** What a browser with an empty cache fetches of ours until a page stands, compressed as the server would. */
test("the first load is at most 220 kB", async ({ browser, baseURL }) => {
  const url = baseURL ?? "";
  const before = await browser.newContext({ baseURL: url });
  await signInAs(await before.newPage(), "admin@demo.example");
  const storageState = await before.storageState();
  await before.close();

  for (const [path, state] of [
    ["/sign-in", undefined],
    ["/", storageState],
    ["/users", storageState],
  ] as const) {
    const context = await browser.newContext({ baseURL: url, ...(state ? { storageState: state } : {}) });
    const page = await context.newPage();
    const sizes: Promise<number>[] = [];
    page.on("response", (response) => {
      const asset = /\.(js|css|woff2)$/.test(new URL(response.url()).pathname);
      if (asset)
        sizes.push(
          response.body().then((body) => (response.url().endsWith(".woff2") ? body.length : gzipSync(body).length)),
        );
    });
    await page.goto(path);
    await page.locator("[data-page-title]").first().waitFor();
    await page.waitForLoadState("networkidle");
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    test.info().annotations.push({ type: "first load", description: `${path}: ${(total / 1024).toFixed(1)} kB` });
    expect.soft(total, `${path}: ${(total / 1024).toFixed(1)} kB`).toBeLessThanOrEqual(budgetBytes);
    await context.close();
  }
});
