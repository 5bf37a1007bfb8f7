import { join } from "node:path";
import { expect, signInAs, test } from "./test.ts";

const images = join(import.meta.dirname, "../../../docs/images");

test("a person is created, traced, welcomed, and told live", async ({ page, browser, baseURL }) => {
  const mark = Date.now().toString(36);
  const name = `Sri Wahyuni ${mark}`;
  const email = `sri.${mark}@demo.example`;

  await signInAs(page, "admin@demo.example");
  await page.getByRole("link", { name: "Pengguna", exact: true }).first().click();
  await page.getByRole("link", { name: "Tambah orang" }).click();

  await test.step("what is wrong is said beside the field", async () => {
    await page.getByRole("button", { name: "Tambah orang" }).click();
    await expect(page.getByLabel("Nama lengkap")).toHaveAccessibleDescription(/Wajib diisi/);
    await expect(page.getByLabel("Nama lengkap")).toBeFocused();
  });

  await page.getByLabel("Nama lengkap").fill(name);
  await page.getByLabel(/^Gelar belakang/).fill("S.Pd.");
  await page.getByLabel(/^Surel/).fill(email);
  await page.getByRole("button", { name: "Tambah orang" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${name}, S.Pd.`);
  await expect(page.getByText(`${name} ditambahkan.`, { exact: false })).toBeVisible();
  const profile = page.url();

  await test.step("the audit trail has it, with every field", async () => {
    await page.goto("/audit?action=user.create");
    await page.getByRole("row").filter({ hasText: name }).getByRole("link", { name: "Orang ditambahkan" }).click();
    const event = page.getByRole("dialog", { name: "Peristiwa audit" });
    await expect(event.getByText(name).first()).toBeVisible();
    await expect(event.getByText("Berhasil")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(event).toBeHidden();
  });

  await test.step("the worker has put the welcome mail into the outbox", async () => {
    await page.goto(`/outbox?q=${encodeURIComponent(email)}`);
    const letter = page.getByRole("link", { name: /Selamat datang/ });
    await expect(async () => {
      await page.reload();
      await expect(letter.first()).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 30_000 });
    await letter.first().click();
    const mail = page.frameLocator("iframe");
    await expect(mail.getByText(name).first()).toBeVisible();
    await page.getByRole("tab", { name: "Teks" }).click();
    await expect(page.locator("pre")).toContainText(email);
  });

  await test.step("the new person, in another browser, is told of a change as it happens", async () => {
    const other = await browser.newContext({ ...(baseURL ? { baseURL } : {}), locale: "id-ID" });
    const theirs = await other.newPage();
    await signInAs(theirs, email);
    const bell = theirs.locator("[data-bell]");
    await expect(bell).toHaveAccessibleName("Notifikasi, 1 belum dibaca");
    await bell.click();
    await expect(theirs.locator("[data-live=live]")).toBeVisible();
    await expect(
      theirs
        .getByRole("dialog", { name: "Notifikasi" })
        .getByText(/Selamat datang/)
        .first(),
    ).toBeVisible();
    await theirs.keyboard.press("Escape");

    await page.goto(`${profile}/edit`);
    await page.getByLabel(/^Nomor ponsel/).fill("+62 000 1234 5678");
    await page.getByRole("button", { name: "Simpan" }).click();
    await expect(page.getByText(`${name} disimpan.`)).toBeVisible();

    // Nothing is reloaded here: the stream brings it.
    await expect(bell).toHaveAccessibleName("Notifikasi, 2 belum dibaca", { timeout: 20_000 });
    await theirs.screenshot({ path: test.info().outputPath("live-bell.png") });
    await other.close();
  });

  if (process.env["GLORIA_UPDATE_IMAGES"]) {
    await page.goto("/");
    await expect(page.getByText("orang aktif")).toBeVisible();
    await expect(page.getByRole("link", { name: /^Orang diubah/ }).first()).toBeVisible();
    await page.screenshot({ path: join(images, "admin-home.png") });
  }
});
