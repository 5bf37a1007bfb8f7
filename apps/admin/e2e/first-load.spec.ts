import { gzipSync } from "node:zlib";
import { expect, signInAs, test } from "./test.ts";

const budgetBytes = 220_000;

/** Script and style of ours that a browser with an empty cache fetches until a page stands, compressed; the font swaps in. */
test("the first load is at most 220 kB", async ({ browser, baseURL }) => {
  const url = baseURL ?? "";
  const before = await browser.newContext({ baseURL: url });
  await signInAs(await before.newPage(), "admin@demo.example");
  const storageState = await before.storageState();
  await before.close();

  const loaded: Record<string, number> = {};
  for (const path of ["/sign-in", "/"]) {
    const signedIn = path !== "/sign-in";
    const context = await browser.newContext({ baseURL: url, ...(signedIn ? { storageState } : {}) });
    const page = await context.newPage();
    const bodies: Promise<Buffer>[] = [];
    page.on("response", (response) => {
      const { pathname } = new URL(response.url());
      if (/\.(js|css)$/.test(pathname)) bodies.push(response.body());
    });
    await page.goto(path, { waitUntil: "load" });
    await page.locator("[data-page-title]").first().waitFor();
    await expect(page.locator(".skeleton")).toHaveCount(0);
    loaded[path] = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0);
    await context.close();
  }
  test.info().annotations.push({ type: "first load", description: JSON.stringify(loaded) });
  // Where one begins: as a stranger, and signed in.
  for (const [path, bytes] of Object.entries(loaded)) expect.soft(bytes, path).toBeLessThanOrEqual(budgetBytes);
});
