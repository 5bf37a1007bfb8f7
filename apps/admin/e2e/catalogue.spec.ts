import { expectAccessible } from "./accessibility.ts";
import { apiOf, expect, pick, signInAs, test } from "./test.ts";

test("a template is made, applied after a look at what it adds, drifts, and is taken back", async ({
  page,
  baseURL,
}) => {
  const mark = Date.now().toString(36);
  const template = `Templat ${mark}`;
  const role = `Peran Templat ${mark}`;
  await signInAs(page, "admin@demo.example");
  const call = await apiOf(page, baseURL);
  const made = await call<{ role: { id: string } }>("POST", "/roles", { code: `templat_${mark}`, name: role });

  await test.step("made with two rights", async () => {
    await page.goto("/permission-templates");
    await page.getByRole("link", { name: "Buat templat" }).click();
    await page.getByLabel("Nama", { exact: true }).fill(template);
    await page.getByLabel("Kode", { exact: true }).fill(`templat-${mark}`);
    await pick(page, "Izin", "outbox:read", /Pesan keluar/);
    await page.getByRole("button", { name: "Tambah baris" }).click();
    const second = page.getByRole("group", { name: "Izin 2" });
    await pick(second, "Izin", "audit:read", /Jejak audit: lihat/);
    await second.getByLabel("Lingkup").selectOption("ALL");
    await page.getByRole("button", { name: "Buat templat" }).click();
    await expect(page.getByRole("heading", { level: 1, name: template })).toBeVisible();
    await expect(page.getByText("audit:read")).toBeVisible();
  });

  await test.step("applied, once with a look at the difference", async () => {
    await page.getByRole("link", { name: "Terapkan" }).click();
    const dialog = page.getByRole("dialog", { name: `Terapkan ${template}` });
    await pick(page, "Peran yang ada", role);
    await dialog.getByRole("button", { name: "Lihat perbedaan" }).click();
    const difference = dialog.getByRole("status", { name: `Perbedaan untuk ${role}` });
    await expect(difference.getByText("Ditambahkan")).toHaveCount(2);
    await expectAccessible(page, "template difference");
    await dialog.getByRole("button", { name: "Terapkan", exact: true }).click();
    await expect(page.getByText(`${template} diterapkan kepada ${role}.`)).toBeVisible();
    const row = page.getByRole("row").filter({ hasText: role });
    await expect(row).toContainText("Sesuai templat");
  });

  await test.step("a right that somebody ends shows as drift, and is applied again alone", async () => {
    await page.goto(`/roles/${made.role.id}`);
    await page
      .getByRole("row")
      .filter({ hasText: "audit:read" })
      .getByRole("button", { name: /^Cabut/ })
      .click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cabut" }).click();
    await expect(page.getByRole("row").filter({ hasText: "audit:read" })).toHaveCount(0);
    await page.goto(`/permission-templates?q=${mark}`);
    await page.getByRole("link", { name: template }).click();
    await page.getByRole("tab", { name: "Penerapan" }).click();
    await expect(page.getByRole("row").filter({ hasText: role })).toContainText("1 dicabut orang lain");
    await page.getByRole("link", { name: "Terapkan" }).click();
    const dialog = page.getByRole("dialog", { name: `Terapkan ${template}` });
    await pick(page, "Peran yang ada", role);
    await dialog.getByRole("button", { name: "Lihat perbedaan" }).click();
    const difference = dialog.getByRole("status", { name: `Perbedaan untuk ${role}` });
    await expect(difference.getByText("Ditambahkan")).toHaveCount(1);
    await expect(difference.getByText("Sudah ada")).toHaveCount(1);
    await dialog.getByRole("button", { name: "Terapkan", exact: true }).click();
    await expect(page.getByRole("row").filter({ hasText: "Sesuai templat" })).toContainText(role);
  });

  await test.step("taken back, which ends what the application made and nothing else", async () => {
    await page
      .getByRole("row")
      .filter({ hasText: "1 dicabut orang lain" })
      .getByRole("button", { name: /^Tarik kembali/ })
      .click();
    const question = page.getByRole("alertdialog");
    await expect(question.getByRole("button", { name: "Tarik kembali" })).toBeDisabled();
    await question.getByLabel(`Ketik ${role} untuk melanjutkan`).fill(role);
    await question.getByRole("button", { name: "Tarik kembali" }).click();
    await expect(page.getByText("1 izin dicabut.", { exact: false })).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: "Ditarik kembali" })).toContainText(role);
    await page.goto(`/roles/${made.role.id}`);
    await expect(page.getByRole("row").filter({ hasText: "audit:read" })).toContainText("Templat");
    await expect(page.getByRole("row").filter({ hasText: "outbox:read" })).toHaveCount(0);
  });
});

test("the foundation's own module, group and permission are made, changed, switched off and on, and deleted", async ({
  page,
}) => {
  const mark = Date.now().toString(36);
  const module = `Surat ${mark}`;
  const group = `Persuratan ${mark}`;
  const permission = `Surat: setujui ${mark}`;
  const code = `surat_${mark}:approve`;
  await signInAs(page, "admin@demo.example");

  await test.step("a module, whose code is taken the second time", async () => {
    await page.goto("/modules");
    await page.getByRole("button", { name: "Daftarkan modul" }).click();
    const dialog = page.getByRole("dialog", { name: "Daftarkan modul" });
    await dialog.getByRole("button", { name: "Daftarkan modul" }).click();
    await expect(dialog.getByLabel("Kode", { exact: true })).toHaveAccessibleDescription(/Wajib diisi/);
    await dialog.getByLabel("Kode", { exact: true }).fill("audit");
    await dialog.getByLabel("Nama", { exact: true }).fill(module);
    await dialog.getByRole("button", { name: "Daftarkan modul" }).click();
    await expect(dialog.getByLabel("Kode", { exact: true })).toHaveAccessibleDescription(/dipakai/);
    await dialog.getByLabel("Kode", { exact: true }).fill(`surat_${mark}`);
    await dialog.getByRole("button", { name: "Daftarkan modul" }).click();
    await expect(page.getByText(`Modul ${module} didaftarkan.`)).toBeVisible();
  });

  await test.step("a group, and its new name", async () => {
    await page.goto("/permissions?view=groups");
    await page.getByRole("button", { name: "Tambah kelompok" }).click();
    const dialog = page.getByRole("dialog", { name: "Tambah kelompok" });
    await dialog.getByLabel("Kode", { exact: true }).fill(`surat_${mark}`);
    await dialog.getByLabel("Nama", { exact: true }).fill("Sementara");
    await dialog.getByRole("button", { name: "Tambah kelompok" }).click();
    await expect(page.getByText("Kelompok Sementara ditambahkan.")).toBeVisible();
    await page
      .getByRole("row")
      .filter({ hasText: `surat_${mark}` })
      .getByRole("button", { name: /^Ubah/ })
      .click();
    const edit = page.getByRole("dialog", { name: "Ubah kelompok Sementara" });
    await edit.getByLabel("Nama", { exact: true }).fill(group);
    await edit.getByRole("button", { name: "Simpan" }).click();
    await expect(page.getByText(`Kelompok ${group} disimpan.`)).toBeVisible();
  });

  await test.step("a permission in both, and its new name", async () => {
    await page.goto("/permissions");
    await page.getByRole("button", { name: "Tambah izin" }).click();
    const dialog = page.getByRole("dialog", { name: "Izin tambahan" });
    await dialog.getByLabel("Kode", { exact: true }).fill("Surat");
    await dialog.getByLabel("Nama", { exact: true }).fill("Sementara");
    await dialog.getByLabel("Kelompok").selectOption(group);
    await dialog.getByLabel("Modul").selectOption(module);
    await dialog.getByRole("button", { name: "Tambah izin" }).click();
    await expect(dialog.getByLabel("Kode", { exact: true })).toHaveAttribute("aria-invalid", "true");
    await dialog.getByLabel("Kode", { exact: true }).fill(code);
    await dialog.getByRole("button", { name: "Tambah izin" }).click();
    await expect(page.getByText("Izin Sementara ditambahkan.")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1, name: "Sementara" })).toBeVisible();
    await page.getByRole("button", { name: "Ubah", exact: true }).click();
    const edit = page.getByRole("dialog", { name: "Ubah Sementara" });
    await edit.getByLabel("Nama", { exact: true }).fill(permission);
    await edit.getByRole("checkbox", { name: "Peka" }).check();
    await edit.getByRole("button", { name: "Simpan" }).click();
    await expect(page.getByText(`Izin ${permission} disimpan.`)).toBeVisible();
    await expect(page.getByRole("heading", { level: 1, name: permission })).toBeVisible();
    await expect(page.getByText(group)).toBeVisible();
  });

  await test.step("off, and nobody may what is in it, not even the administrator; then on again", async () => {
    const question = `/access/explain?code=${encodeURIComponent(code)}&on=ALL`;
    await page.goto(question);
    await expect(page.getByRole("status").filter({ hasText: "Diizinkan" })).toContainText(permission);
    await page.goto(`/modules?q=${mark}`);
    const row = page.getByRole("row").filter({ hasText: module });
    await row.getByRole("button", { name: `Tindakan untuk ${module}` }).click();
    await page.getByRole("menuitem", { name: "Matikan" }).click();
    const asking = page.getByRole("alertdialog", { name: `Matikan modul ${module}?` });
    await asking.getByLabel(`Ketik ${module} untuk melanjutkan`).fill(module);
    await expectAccessible(page, "switch off a module");
    await asking.getByRole("button", { name: "Matikan" }).click();
    await expect(page.getByText(`Modul ${module} dimatikan.`)).toBeVisible();
    await expect(row).toContainText("Mati");
    await page.goto(question);
    await expect(page.getByRole("status").filter({ hasText: "Ditolak" })).toContainText("modulnya dimatikan");
    await page.goto(`/modules?q=${mark}`);
    await row.getByRole("button", { name: `Tindakan untuk ${module}` }).click();
    await page.getByRole("menuitem", { name: "Nyalakan" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Nyalakan" }).click();
    await expect(page.getByText(`Modul ${module} dinyalakan.`)).toBeVisible();
    await page.goto(question);
    await expect(page.getByRole("status").filter({ hasText: "Diizinkan" })).toBeVisible();
  });

  await test.step("the permission is deleted by its code", async () => {
    await page.goto(`/permissions?q=${encodeURIComponent(code)}`);
    await page.getByRole("link", { name: permission }).click();
    await page.getByRole("button", { name: "Hapus", exact: true }).click();
    const asking = page.getByRole("alertdialog");
    await asking.getByLabel(`Ketik ${code} untuk melanjutkan`).fill(code);
    await asking.getByRole("button", { name: "Hapus" }).click();
    await expect(page.getByText(`Izin ${permission} dihapus.`)).toBeVisible();
    await expect(page.getByRole("heading", { level: 1, name: "Katalog izin" })).toBeVisible();
  });
});

test("a bulk assignment is stopped, what it made stays, and it is gone on with to its end", async ({
  page,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const mark = Date.now().toString(36);
  await signInAs(page, "admin@demo.example");
  const call = await apiOf(page, baseURL);
  const { items: people } = await call<{ items: { id: string }[] }>("GET", "/users?status=active&limit=200");
  // Enough that a stop comes in the middle: batches of 250, and many of them.
  const rights = [];
  for (let number = 0; number < 50; number += 1) {
    const { role } = await call<{ role: { id: string } }>("POST", "/roles", {
      code: `massal_${mark}_${number}`,
      name: `Massal ${mark} ${number}`,
    });
    rights.push({ roleId: role.id });
  }
  const { id } = await call<{ id: string }>("POST", "/permissions/bulk-assign", {
    userIds: people.map((person) => person.id),
    rights,
    reason: `Henti ${mark}`,
  });
  await page.goto(`/permissions/bulk-assign/${id}`);
  await page.getByRole("button", { name: "Hentikan" }).click();
  const asking = page.getByRole("alertdialog", { name: "Hentikan pemberian ini?" });
  await asking.getByRole("button", { name: "Hentikan" }).click();
  await expect(page.getByText("Dihentikan", { exact: true })).toBeVisible();
  await expectAccessible(page, "stopped bulk assignment");
  const stopped = await call<{ progress: { done: number; total: number } }>("GET", `/permissions/bulk-assign/${id}`);
  expect(stopped.progress.done).toBeLessThan(stopped.progress.total);
  await page.getByRole("button", { name: "Lanjutkan" }).click();
  await expect(page.getByText("Selesai", { exact: true })).toBeVisible({ timeout: 120_000 });
  const ended = await call<{ results: { made: number; waiting: number } }>("GET", `/permissions/bulk-assign/${id}`);
  expect(ended.results).toMatchObject({ made: people.length * rights.length, waiting: 0 });
  await page.getByRole("button", { name: "Tarik kembali" }).click();
  const question = page.getByRole("alertdialog");
  await question.getByLabel(/Ketik tarik kembali/).fill("tarik kembali");
  await question.getByRole("button", { name: "Tarik kembali" }).click();
  await expect(page.getByText("Ditarik kembali", { exact: true }).first()).toBeVisible({ timeout: 120_000 });
});
