import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessibility.ts";
import { expect, signInAs, test } from "./test.ts";

test("an administrator looks as a person, changes nothing, and is themselves again", async ({ page, baseURL }) => {
  const name = `Guru Lihat ${Date.now().toString(36)}`;
  await signInAs(page, "admin@demo.example");
  await page.goto(`/users/${await createUser(page, baseURL ?? "", name)}`);
  await page.getByRole("button", { name: "Lihat sebagai orang ini" }).click();
  await expect(page).toHaveURL(/dialog=impersonate/);

  await test.step("a reason is needed, and 30 minutes are the most", async () => {
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Lama (menit)").fill("31");
    await dialog.getByRole("button", { name: "Mulai melihat" }).click();
    await expect(dialog.getByLabel("Alasan")).toHaveAccessibleDescription(/Wajib diisi/);
    await expectAccessible(page, "impersonate");
    await dialog.getByLabel("Alasan").fill("Membantu mengisi cuti");
    await dialog.getByLabel("Lama (menit)").fill("5");
    await dialog.getByRole("button", { name: "Mulai melihat" }).click();
  });

  const banner = page.getByRole("region", { name: "Melihat sebagai orang lain" });
  await test.step("every screen says who looks as whom, also after a reload", async () => {
    await expect(banner).toContainText(`melihat sebagai ${name}`);
    await expect(banner).toContainText("Hanya baca");
    await page.goto("/profile");
    await expect(banner).toContainText("Membantu mengisi cuti");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await expectAccessible(page, "impersonated profile");
    await page.screenshot({ path: test.info().outputPath("impersonated.png") });
  });

  await test.step("nothing can be changed, neither here nor past the page", async () => {
    await expect(page.getByLabel("Bahasa surel dan pemberitahuan")).toBeDisabled();
    const answer = await page.evaluate(async () => {
      const stored = (key: string, storage: Storage) =>
        JSON.parse(storage.getItem(key) ?? "{}") as Record<string, string>;
      const response = await fetch("/api/v1/saved-views", {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          Authorization: `Bearer ${stored("gloria.session", localStorage)["token"]}`,
          "X-Gloria-Impersonate": stored("gloria.impersonation", sessionStorage)["id"] ?? "",
        },
        body: JSON.stringify({ screen: "users", name: "x", state: {} }),
      });
      return { status: response.status, code: ((await response.json()) as { code: string }).code };
    });
    expect(answer).toEqual({ status: 403, code: "impersonation.read_only" });
  });

  await banner.getByRole("button", { name: "Selesai melihat" }).click();
  await expect(banner).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(page.getByRole("link", { name: "Ubah" })).toBeVisible();
});

test("a view of people is saved, opens the screen, is chosen, deleted and brought back", async ({ page }) => {
  const name = `Ditangguhkan ${Date.now().toString(36)}`;
  await signInAs(page, "admin@demo.example");
  await page.goto("/users?status=suspended&sort=-name");
  await page.getByRole("button", { name: "Tampilan", exact: true }).click();
  await page.getByRole("menuitem", { name: "Simpan tampilan ini…" }).click();
  const saving = page.getByRole("dialog", { name: "Simpan tampilan" });
  await saving.getByLabel("Nama").fill(name);
  await saving.getByLabel("Tampilkan saat layar ini dibuka").check();
  await saving.getByRole("button", { name: "Simpan" }).click();
  await expect(saving).toBeHidden();
  const menu = page.getByRole("button", { name: `Tampilan: ${name}` });
  await expect(menu).toBeVisible();

  await test.step("the bare screen opens with it, and the filters can be cleared all the same", async () => {
    await page.goto("/users");
    await expect(page).toHaveURL(/status=suspended/);
    await page.getByRole("button", { name: "Hapus semua filter" }).click();
    await expect(page).not.toHaveURL(/status=/);
  });

  await test.step("it is chosen from the menu", async () => {
    await page.goto("/users?q=a");
    await page.getByRole("button", { name: "Tampilan", exact: true }).click();
    await page.getByRole("menuitem", { name }).click();
    await expect(page).toHaveURL(/status=suspended/);
    await expect(page).not.toHaveURL(/q=/);
  });

  await test.step("it is deleted, brought back by the toast, and deleted for good", async () => {
    await menu.click();
    await page.getByRole("menuitem", { name: "Kelola tampilan…" }).click();
    const managing = page.getByRole("dialog", { name: "Tampilan tersimpan" });
    const remove = async () => {
      await managing.getByRole("button", { name: `Tindakan untuk ${name}` }).click();
      await page.getByRole("menuitem", { name: "Hapus" }).click();
      await expect(managing.getByText(name)).toBeHidden();
    };
    await remove();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Urungkan" }).click();
    await expect(menu).toBeVisible();
    await menu.click();
    await page.getByRole("menuitem", { name: "Kelola tampilan…" }).click();
    await remove();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Tampilan", exact: true })).toBeVisible();
  });
});

/** Somebody without any right, made over REST as the person who is signed in; answers the id. */
async function createUser(page: Page, baseURL: string, name: string): Promise<string> {
  const token = await page.evaluate(
    () => (JSON.parse(localStorage.getItem("gloria.session") ?? "{}") as { token?: string }).token,
  );
  const answer = await fetch(`${baseURL}/api/v1/users`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ name, username: name.toLowerCase().replaceAll(" ", ".") }),
  });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}
