import { apiOf, expect, pick, signInAs, test } from "./test.ts";

test("a role is made, inherits, is given rights in the matrix, and opens what it permits to a teacher while they have it", async ({
  page,
  browser,
  baseURL,
}) => {
  const mark = Date.now().toString(36);
  const role = `Pemeriksa ${mark}`;
  const school = "SMA";

  await signInAs(page, "admin@demo.example");
  const context = await browser.newContext({ baseURL: baseURL ?? "", locale: "id-ID", timezoneId: "Asia/Jakarta" });
  const teacher = await context.newPage();
  await signInAs(teacher, "guru@demo.example");
  const name = (await (await apiOf(teacher, baseURL))<{ user: { name: string } }>("GET", "/auth/me")).user.name;
  await teacher.goto("/audit");
  await expect(teacher.getByText("Anda tidak punya izin untuk halaman ini")).toBeVisible();

  await test.step("the role is made, and its matrix is what comes next", async () => {
    await page.goto("/roles");
    await page.getByRole("link", { name: "Buat peran" }).click();
    await page.getByLabel("Nama").fill(role);
    await page.getByLabel("Kode").fill(`uji_${mark}`);
    await page.getByRole("button", { name: "Buat peran" }).click();
    await expect(page.getByRole("heading", { level: 1, name: role })).toBeVisible();
    await expect(page.getByRole("tab", { name: "Matriks" })).toHaveAttribute("aria-selected", "true");
  });

  await test.step("it inherits from another, and a circle is told at the field", async () => {
    await page.getByRole("tab", { name: "Pewarisan" }).click();
    await page.getByRole("button", { name: "Warisi dari peran lain" }).click();
    await pick(page, "Peran yang diwarisi", "Guru");
    await page.getByRole("dialog").getByRole("button", { name: "Warisi dari peran lain" }).click();
    await expect(page.getByText(`${role} sekarang mewarisi Guru.`)).toBeVisible();
    await expect(page.getByRole("list", { name: "Mewarisi dari" })).toContainText("Karyawan");

    await page.getByRole("list", { name: "Mewarisi dari" }).getByRole("link", { name: "Guru", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Guru", exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Warisi dari peran lain" }).click();
    await pick(page, "Peran yang diwarisi", role);
    await page.getByRole("dialog").getByRole("button", { name: "Warisi dari peran lain" }).click();
    await expect(page.getByRole("combobox", { name: "Peran yang diwarisi" })).toHaveAccessibleDescription(
      /tidak boleh mewarisi dirinya sendiri/,
    );
    await page.getByRole("dialog").getByRole("button", { name: "Batal" }).click();
    await page.getByRole("link", { name: role }).click();
    await expect(page.getByRole("heading", { level: 1, name: role })).toBeVisible();
  });

  await test.step("rights are set in the matrix, looked at as a difference, and saved together", async () => {
    await page.getByRole("tab", { name: "Matriks" }).click();
    // What the other role gives is there already, faint and with its source.
    await expect(page.getByRole("cell").filter({ hasText: "dari Karyawan" }).first()).toBeVisible();
    await page.getByRole("textbox", { name: "Cari izin atau kode" }).fill("audit:");
    const cell = (label: string) => page.getByRole("combobox", { name: label, exact: true });
    await cell("Jejak audit: lihat").selectOption("ALLOW:SCHOOL");
    await cell("Jejak audit: ekspor").selectOption("DENY:ALL");
    await expect(page.getByText("2 perubahan belum disimpan")).toBeVisible();
    await page.getByRole("button", { name: "Lihat perbedaan" }).click();
    const review = page.getByRole("dialog");
    await expect(review.getByRole("row").filter({ hasText: "audit:read" })).toContainText("Izinkan: Sekolah");
    await expect(review.getByRole("row").filter({ hasText: "audit:export" })).toContainText("Tolak: Seluruh yayasan");
    await expect(review.getByRole("status")).toContainText("mendapat 1 izin");
    await review.getByRole("button", { name: "Simpan perubahan" }).click();
    await expect(page.getByText(`Izin ${role} disimpan.`)).toBeVisible();
    await expect(cell("Jejak audit: lihat")).toHaveValue("ALLOW:SCHOOL");
    await expect(page.getByText("perubahan belum disimpan")).toHaveCount(0);
    await page.getByRole("tab", { name: "Izin", exact: true }).click();
    await expect(page.getByRole("row").filter({ hasText: "audit:read" })).toContainText("Peran ini");
  });

  await test.step("given to a teacher over a school, it opens what it permits", async () => {
    await page.getByRole("tab", { name: "Pemegang" }).click();
    await page.getByRole("button", { name: "Berikan kepada orang" }).first().click();
    await pick(page, "Orang", name);
    const schools = page.getByLabel("Sekolah", { exact: true });
    await schools.selectOption(
      (await schools.locator("option").filter({ hasText: school }).first().textContent()) ?? "",
    );
    await page.getByRole("dialog").getByRole("button", { name: "Berikan", exact: true }).click();
    await expect(page.getByText(`Peran ${role} diberikan kepada ${name}.`)).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: name })).toContainText(school);
    await teacher.goto("/audit");
    await expect(teacher.getByRole("heading", { level: 1, name: "Jejak audit" })).toBeVisible();
    await expect(teacher.getByText("Anda tidak punya izin untuk halaman ini")).toHaveCount(0);
  });

  await test.step("taken away, it is closed again", async () => {
    await page.getByRole("button", { name: `Cabut ${name}` }).click();
    const question = page.getByRole("alertdialog");
    await question.getByRole("button", { name: "Cabut", exact: true }).click();
    await expect(page.getByText(`Peran ${role} dicabut dari ${name}.`)).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: name })).toContainText("Dicabut");
    await teacher.goto("/audit");
    await expect(teacher.getByText("Anda tidak punya izin untuk halaman ini")).toBeVisible();
  });
  await context.close();
});

test("two who change one role meet, and see what differs", async ({ page, baseURL }) => {
  const mark = Date.now().toString(36);
  await signInAs(page, "admin@demo.example");
  const call = await apiOf(page, baseURL);
  const made = await call<{ role: { id: string } }>("POST", "/roles", { code: `temu_${mark}`, name: `Temu ${mark}` });
  const { id } = made.role;
  await page.goto(`/roles/${id}?tab=matrix&q=audit:`);
  const cell = page.getByRole("combobox", { name: "Jejak audit: lihat", exact: true });
  await cell.selectOption("ALLOW:OWN");
  await call("POST", `/roles/${id}/permissions`, { code: "audit:read", scope: "ALL" });
  await page.getByRole("button", { name: "Lihat perbedaan" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Lihat perbedaan" }).click();
  const meeting = page.getByRole("alertdialog");
  await expect(meeting.getByRole("row").filter({ hasText: "audit:read" })).toContainText("Izinkan: Seluruh yayasan");
  await meeting.getByRole("button", { name: "Pakai isian saya" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Simpan perubahan" }).click();
  await expect(page.getByText(`Izin Temu ${mark} disimpan.`)).toBeVisible();
  await expect(cell).toHaveValue("ALLOW:OWN");
});

test("a bulk assignment is previewed, done and taken back", async ({ page, baseURL }) => {
  const mark = Date.now().toString(36);
  await signInAs(page, "admin@demo.example");
  const call = await apiOf(page, baseURL);
  await call("POST", "/roles", { code: `masal_${mark}`, name: `Panitia ${mark}` });
  await page.goto("/permissions/bulk-assign/new");
  await pick(page, "Peran", `Panitia ${mark}`);
  await page.getByLabel("Alasan").fill(`Uji ${mark}`);
  await page.getByRole("button", { name: "Lanjut" }).click();
  await page.getByLabel("Tempel surel atau NIP").fill("guru@demo.example, kepsek@demo.example\nnobody@demo.example");
  await page.getByRole("button", { name: "Cari orangnya" }).click();
  await expect(page.getByText("2 orang dipilih")).toBeVisible();
  await expect(page.getByRole("alert")).toContainText("nobody@demo.example");
  await page.getByRole("button", { name: "Lanjut" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Diberikan" })).toContainText("2");
  await page.getByRole("button", { name: "Berikan sekarang" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`Uji ${mark}`);
  await expect(page.getByText("Selesai", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("row").filter({ hasText: "Diberikan" })).toHaveCount(2);
  await page.getByRole("button", { name: "Tarik kembali" }).click();
  const question = page.getByRole("alertdialog");
  await question.getByLabel(/Ketik tarik kembali/).fill("tarik kembali");
  await question.getByRole("button", { name: "Tarik kembali" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Ditarik kembali" })).toHaveCount(2, { timeout: 30_000 });
});
