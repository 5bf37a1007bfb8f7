import { expect, signInAs, test } from "./test.ts";

const csv = ["Nama,Surel,NIP,Benda Aneh", "Impor Contoh Satu,impor.satu@demo.example,IMP-0001,x", "Tanpa Pengenal,,,y"];

test("imports a file: columns, check, errors, apply and undo", async ({ page }) => {
  await signInAs(page, "admin@demo.example");
  await page.goto("/imports/new");
  await page.locator("input[type=file]").setInputFiles({
    name: "contoh.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(csv.join("\n")),
  });
  const check = page.getByRole("button", { name: "Periksa berkas" });
  await expect(check).toBeDisabled();
  await page.getByRole("button", { name: "Abaikan semua yang belum dipilih" }).click();
  await check.click();
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
  await expect(page.getByText("Sudah diperiksa").first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Impor Contoh Satu").first()).toBeVisible();

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Unduh daftar kesalahan" }).click();
  expect((await download).suggestedFilename()).toBe("kesalahan-contoh.csv");

  await page.getByRole("button", { name: "Terapkan" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Terapkan" }).click();
  await expect(page.getByText("Sudah diterapkan").first()).toBeVisible({ timeout: 30_000 });

  await page.getByRole("button", { name: "Batalkan impor" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog.getByRole("button", { name: "Batalkan impor" })).toBeDisabled();
  await dialog.getByRole("textbox").fill("contoh.csv");
  await dialog.getByRole("button", { name: "Batalkan impor" }).click();
  await expect(page.getByText("Dibatalkan").first()).toBeVisible({ timeout: 30_000 });
});

test("exports what the list of people shows, and downloads the file", async ({ page }) => {
  await signInAs(page, "admin@demo.example");
  await page.goto("/users?q=guru");
  await page.getByRole("link", { name: "Ekspor", exact: true }).and(page.locator("main a")).click();
  await page.waitForURL(/\/exports\/new/);
  await expect(page.getByText("guru").first()).toBeVisible();
  await page.getByRole("button", { name: "Mulai ekspor" }).click();
  await page.waitForURL((url) => url.pathname === "/exports");
  const button = page.getByRole("button", { name: /^Unduh/ }).first();
  await expect(button).toBeVisible({ timeout: 30_000 });
  const download = page.waitForEvent("download");
  await button.click();
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
});
