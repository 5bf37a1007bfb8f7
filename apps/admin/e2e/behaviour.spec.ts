import { expect, signInAs, test } from "./test.ts";

test("an address asks for sign-in and is where one ends up", async ({ page }) => {
  await page.goto("/users?q=guru&status=active");
  await expect(page).toHaveURL(/\/sign-in\?return=/);
  await page.locator("input[name=identifier]").fill("nobody@demo.example");
  await page.locator("button[type=submit]").click();
  await expect(page.locator("input[name=identifier]")).toHaveAccessibleDescription(/Tidak ada orang/);
  await page
    .getByRole("button", { name: /Administrator/i })
    .first()
    .click();
  await expect(page).toHaveURL(/\/users\?q=guru&status=active$/);
  await expect(page.getByLabel("Cari nama, NIP, atau surel")).toHaveValue("guru");
});

test("signing out in one tab ends the other", async ({ page, context }) => {
  await signInAs(page, "admin@demo.example");
  const second = await context.newPage();
  await second.goto("/users");
  await expect(second.getByRole("heading", { level: 1, name: "Pengguna" })).toBeVisible();
  await page.getByRole("button", { name: /^Menu akun/ }).click();
  await page.getByRole("menuitem", { name: "Keluar" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(second).toHaveURL(/\/sign-in/);
});

test("a session that was ended elsewhere leads to sign-in and back", async ({ page, baseURL }) => {
  await signInAs(page, "auditor@demo.example");
  await page.goto("/profile");
  const session = await page.evaluate(
    () => JSON.parse(localStorage.getItem("gloria.session") ?? "{}") as { token?: string },
  );
  const ended = await fetch(`${baseURL}/api/v1/auth/logout`, {
    method: "POST",
    headers: { Authorization: `Bearer ${session.token}` },
  });
  expect(ended.ok).toBe(true);
  // The next request learns of it, or the stream does, if it is quicker: then there is no link left to follow.
  await page.evaluate(() => document.querySelector<HTMLAnchorElement>('a[href^="/audit"]')?.click());
  await expect(page).toHaveURL(/\/sign-in\?return=%2F/);
  await expect(page.getByText("Sesi Anda berakhir")).toBeVisible();
});

test("navigation, actions and pages follow the permissions", async ({ page }) => {
  await signInAs(page, "guru@demo.example");
  const navigation = page.getByRole("navigation", { name: "Navigasi utama" });
  await expect(navigation.getByRole("link", { name: "Kotak masuk" })).toBeVisible();
  await expect(navigation.getByRole("link", { name: "Kotak keluar" })).toHaveCount(0);
  await expect(navigation.getByRole("link", { name: "Jejak audit" })).toHaveCount(0);
  await page.goto("/outbox");
  await expect(page.getByRole("heading", { name: "Anda tidak punya izin untuk halaman ini" })).toBeVisible();
  await expect(page.getByText("outbox:read")).toBeVisible();
});

test("search, filters, sort and school live in the address", async ({ page }) => {
  await signInAs(page, "admin@demo.example");
  await page.goto("/users");
  await page.getByLabel("Status").selectOption("invited");
  await expect(page).toHaveURL(/status=invited/);
  await expect(page.locator("tbody tr").first()).toContainText("Diundang");
  await page.getByRole("button", { name: /^Nama$/ }).click();
  await expect(page).toHaveURL(/sort=-name/);
  await expect(page.getByRole("columnheader", { name: "Nama" })).toHaveAttribute("aria-sort", "descending");
  await page.goBack();
  await expect(page).not.toHaveURL(/sort=/);

  await page.getByRole("button", { name: /^Ganti sekolah/ }).click();
  const school = page.getByRole("menuitemradio").nth(2);
  const schoolName = (await school.textContent()) ?? "";
  await school.click();
  await expect(page).toHaveURL(/school=[0-9a-f-]{36}/);
  await page.getByRole("button", { name: "Hapus semua filter" }).click();
  await expect(page).not.toHaveURL(/status=/);
  await expect(page).toHaveURL(/school=/);
  await expect(page.locator("tbody tr").first()).toContainText(schoolName);
  await page.getByRole("link", { name: "Beranda" }).click();
  await expect(page).toHaveURL(/\/\?school=/);
});

test("pages turn by cursor, and back", async ({ page }) => {
  await signInAs(page, "admin@demo.example");
  await page.goto("/users");
  const first = page.locator("tbody th").first();
  const nameOnFirst = await first.textContent();
  await page.getByRole("button", { name: "Halaman berikutnya" }).click();
  await expect(page).toHaveURL(/cursor=/);
  await expect(first).not.toHaveText(nameOnFirst ?? "");
  await page.getByRole("button", { name: "Halaman sebelumnya" }).click();
  await expect(first).toHaveText(nameOnFirst ?? "");
});

test("the keyboard reaches everything", async ({ page }) => {
  await signInAs(page, "admin@demo.example");
  await page.goto("/");
  await page.getByText("orang aktif").waitFor();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Langsung ke isi" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#content")).toBeFocused();

  await page.keyboard.press("g");
  await page.keyboard.press("u");
  await expect(page).toHaveURL(/\/users/);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.keyboard.press("/");
  await expect(page.getByLabel("Cari nama, NIP, atau surel")).toBeFocused();
  await page.keyboard.press("Escape");
  await page.locator("h1").focus();

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Pintasan papan ketik" })).toBeVisible();
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Cari dan lakukan" });
  await palette.getByRole("combobox").fill("jejak");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/audit/);
  await page.keyboard.press("Control+k");
  await palette.getByRole("combobox").fill("kepsek@demo.example");
  await expect(palette.getByRole("group", { name: "Orang" }).getByRole("option").first()).toBeVisible();
});

test("a deleted person comes back by the toast", async ({ page }) => {
  const name = `Untuk Dihapus ${Date.now().toString(36)}`;
  await signInAs(page, "admin@demo.example");
  await page.goto("/users/new");
  await page.getByLabel("Nama lengkap").fill(name);
  await page.getByLabel(/^Nama pengguna/).fill(`hapus.${Date.now().toString(36)}`);
  await page.getByRole("button", { name: "Tambah orang" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await page.getByRole("button", { name: "Hapus" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Hapus" }).click();
  await expect(page.getByText("Terhapus", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Urungkan" }).click();
  await expect(page.getByText(`${name} dipulihkan.`)).toBeVisible();
  await expect(page.getByText("Terhapus", { exact: true })).toBeHidden();
});

test("two who edit the same person see the difference and choose", async ({ page, context }) => {
  const mark = Date.now().toString(36);
  await signInAs(page, "admin@demo.example");
  await page.goto("/users/new");
  await page.getByLabel("Nama lengkap").fill(`Bentrok ${mark}`);
  await page.getByLabel(/^Nama pengguna/).fill(`bentrok.${mark}`);
  await page.getByRole("button", { name: "Tambah orang" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Bentrok ${mark}`);
  const profile = page.url();

  await page.goto(`${profile}/edit`);
  await page.getByLabel(/^Gelar belakang/).fill("S.Pd.");
  const other = await context.newPage();
  await other.goto(`${profile}/edit`);
  await other.getByLabel(/^Gelar belakang/).fill("M.Pd.");
  await other.getByRole("button", { name: "Simpan" }).click();
  await expect(other.getByText(`Bentrok ${mark} disimpan.`)).toBeVisible();

  await page.getByRole("button", { name: "Simpan" }).click();
  const conflict = page.getByRole("alertdialog", { name: "Data ini sudah diubah orang lain" });
  await expect(conflict.getByRole("row", { name: /Gelar belakang/ })).toContainText("M.Pd.");
  await conflict.getByRole("button", { name: "Pakai isian saya" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Bentrok ${mark}, S.Pd.`);
});

test("what was typed is not lost by accident", async ({ page }) => {
  await signInAs(page, "admin@demo.example");
  await page.goto("/schools/new");
  await page.getByLabel("Nama", { exact: true }).fill("Sekolah Percobaan");
  await page.getByRole("link", { name: "Pengguna", exact: true }).first().click();
  const guard = page.getByRole("alertdialog", { name: "Perubahan belum disimpan" });
  await guard.getByRole("button", { name: "Tetap di sini" }).click();
  await expect(page.getByLabel("Nama", { exact: true })).toHaveValue("Sekolah Percobaan");
  await page.getByRole("link", { name: "Pengguna", exact: true }).first().click();
  await guard.getByRole("button", { name: "Tinggalkan" }).click();
  await expect(page).toHaveURL(/\/users/);
});

test("a server that does not answer is said, and the page mends itself", async ({ page, context }) => {
  await signInAs(page, "admin@demo.example");
  await page.goto("/");
  await page.getByText("orang aktif").waitFor();
  await context.setOffline(true);
  await expect(page.getByText("Tidak ada sambungan.", { exact: false })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("Tidak ada sambungan.", { exact: false })).toBeHidden();

  await page.route("**/trpc/**", (route) =>
    route.request().url().includes("schools.list") ? route.abort() : route.continue(),
  );
  await page.getByRole("link", { name: "Sekolah", exact: true }).first().click();
  await expect(page.getByRole("heading", { name: "Peladen tidak terjangkau" })).toBeVisible({ timeout: 20_000 });
  await page.unroute("**/trpc/**");
  await page.getByRole("button", { name: "Coba lagi" }).click();
  await expect(page.locator("tbody tr").first()).toBeVisible();
});

test("theme and language are kept, and the theme stands before the first paint", async ({ page }) => {
  await signInAs(page, "guru@demo.example");
  await page.getByRole("button", { name: /^Menu akun/ }).click();
  await page.getByRole("menuitemradio", { name: "Gelap" }).click();
  await page.getByRole("button", { name: /^Menu akun/ }).click();
  await page.getByRole("menuitemradio", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  // The app itself never loads here: only what runs before it can have set this.
  await page.route("**/assets/*.js", (route) => route.abort());
  await page.reload({ waitUntil: "commit" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("an operator opens the queue dashboard with a ticket", async ({ page }) => {
  await signInAs(page, "operator@demo.example");
  await page.getByRole("link", { name: "Antrean" }).first().click();
  await page.getByRole("button", { name: "Buka dasbor antrean" }).click();
  await expect(page).toHaveURL(/\/jobs/);
  await expect(page.locator("body")).toContainText(/queue|Bull/i);
});
