import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, signInAs, test } from "./test.ts";

const examples = join(import.meta.dirname, "../../../docs/examples");

/** Rows by what the check found, as the page says them. */
async function expectCounts(page: Page, counts: Readonly<Record<"Baru" | "Berubah" | "Sama" | "Salah", number>>) {
  for (const [word, count] of Object.entries(counts)) {
    const figure = page
      .getByRole("main")
      .getByRole("link")
      .filter({ hasText: new RegExp(`^${word}`) });
    await expect(figure).toContainText(String(count), { timeout: 30_000 });
  }
}

/** From the list of imports to the page of the checked file. */
async function check(page: Page, file: string): Promise<void> {
  await page.goto("/imports/new");
  await page.locator("input[type=file]").setInputFiles(join(examples, file));
  await expect(page.getByText("Bentuk templat Gloria")).toBeVisible();
  await page.getByLabel("Impor juga data pribadi spesifik").check();
  await page.getByRole("button", { name: "Periksa berkas" }).click();
  await expect(page.getByRole("heading", { level: 1, name: file })).toBeVisible();
}

async function apply(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Terapkan", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Terapkan" }).click();
  await expect(page.getByRole("main").getByText("Sudah diterapkan").first()).toBeVisible({ timeout: 30_000 });
}

test("forty newcomers come from a file: nine mistakes are seen, mended, applied, taken back and applied again", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await signInAs(page, "admin@demo.example");

  await test.step("the file with nine mistakes is checked and says each", async () => {
    await check(page, "people-40.csv");
    await expectCounts(page, { Baru: 31, Berubah: 0, Sama: 0, Salah: 9 });
    await page
      .getByRole("main")
      .getByRole("link")
      .filter({ hasText: /^Salah/ })
      .click();
    await expect(page.getByRole("row").filter({ hasText: "SMU-SMG" })).toBeVisible();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Unduh daftar kesalahan" }).click();
    const errors = await readFile(await (await download).path(), "utf8");
    expect(errors.trim().split(/\r?\n/)).toHaveLength(10);
  });

  await test.step("the mended file has none, and is applied", async () => {
    await check(page, "people-40-fixed.csv");
    await expectCounts(page, { Baru: 40, Berubah: 0, Sama: 0, Salah: 0 });
    await apply(page);
    await expect(page.getByText("diterapkan").first()).toBeVisible();
    await page.goto("/employees?q=2026900001");
    await expect(page.getByRole("row").filter({ hasText: "2026900001" })).toBeVisible();
  });

  await test.step("it is taken back as a whole", async () => {
    await page.goto("/imports");
    await page.getByRole("link", { name: "people-40-fixed.csv" }).first().click();
    await page.getByRole("button", { name: "Batalkan impor" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByRole("textbox").fill("people-40-fixed.csv");
    await dialog.getByRole("button", { name: "Batalkan impor" }).click();
    await expect(page.getByRole("main").getByText("Dibatalkan").first()).toBeVisible({ timeout: 30_000 });
    await page.goto("/employees?q=2026900001");
    await expect(page.getByText("Tidak ada yang cocok").first()).toBeVisible();
  });

  await test.step("and applied again, after which the same file changes nothing", async () => {
    await check(page, "people-40-fixed.csv");
    await expectCounts(page, { Baru: 40, Berubah: 0, Sama: 0, Salah: 0 });
    await apply(page);
    await check(page, "people-40-fixed.csv");
    await expectCounts(page, { Baru: 0, Berubah: 0, Sama: 40, Salah: 0 });
  });
});
