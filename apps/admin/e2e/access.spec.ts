import type { Browser, Page } from "@playwright/test";
import { expectAccessible } from "./accessibility.ts";
import { apiOf, expect, pick, signInAs, test } from "./test.ts";

const denied = "Anda tidak punya izin untuk halaman ini";

test("a refusal is explained, delegated away for three days, and back in the very request after the role is gone", async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const mark = Date.now().toString(36);
  const principal = { name: `Kepala Wewenang ${mark}`, username: `kepala.${mark}` };
  const teacher = { name: `Guru Wewenang ${mark}`, username: `guru.${mark}` };
  const colleague = { name: `Rekan Wewenang ${mark}`, username: `rekan.${mark}` };
  const roleName = `Peran Kepala ${mark}`;

  await signInAs(page, "admin@demo.example");
  const call = await apiOf(page, baseURL);
  const { items: schools } = await call<{ items: { id: string; code: string }[] }>(
    "GET",
    "/organizations/schools?limit=50",
  );
  const homeSchoolId = schools.find(({ code }) => code === "SMA-SMG")?.id;
  const ids: Record<string, string> = {};
  for (const person of [principal, teacher, colleague]) {
    ids[person.username] = (await call<{ id: string }>("POST", "/users", { ...person, homeSchoolId })).id;
  }
  const principalId = ids[principal.username] ?? "";
  const teacherId = ids[teacher.username] ?? "";
  const record = `/users/${ids[colleague.username]}`;
  const { role } = await call<{ role: { id: string } }>("POST", "/roles", { code: `kepala-${mark}`, name: roleName });
  for (const [code, scope] of [
    ["user:read", "SCHOOL"],
    ["delegation:create", "OWN"],
    ["delegation:read", "OWN"],
  ]) {
    await call("POST", `/roles/${role.id}/permissions`, { code, scope });
  }
  await call("POST", "/roles/assign", { userId: principalId, roleId: role.id, schoolId: homeSchoolId });
  const staff = await call<{ id: string }>("GET", "/roles/code/staff");
  await call("POST", "/roles/assign", { userId: teacherId, roleId: staff.id, schoolId: homeSchoolId });
  const question = `/access/explain?user=${teacherId}&code=user:read&on=user&id=${ids[colleague.username]}`;

  const theirs = await newPage(browser, baseURL ?? "", teacher.username);
  await test.step("the teacher is refused, and told why and what is missing", async () => {
    await theirs.goto(record);
    await expect(theirs.getByRole("heading", { name: denied })).toBeVisible();
    await theirs.getByRole("link", { name: "Mengapa, dan apa yang kurang?" }).click();
    await expect(theirs).toHaveURL(/\/access\/explain\?code=user%3Aread&on=user&id=/);
    await expect(theirs.getByRole("status").filter({ hasText: "Ditolak" })).toContainText("Pengguna: lihat");
    await expect(theirs.getByText(/^Perlu jangkauan lebih luas|^Perlu /).first()).toBeVisible();
    await expect(theirs.getByText("Di luar jangkauan").first()).toBeVisible();
    await expectAccessible(theirs, "explained refusal");
  });
  const whileRefused = new Date().toISOString();

  await test.step("the principal delegates exactly that, for three days", async () => {
    const own = await newPage(browser, baseURL ?? "", principal.username);
    await own.goto("/delegations");
    await own.getByRole("button", { name: "Delegasikan" }).click();
    const dialog = own.getByRole("dialog", { name: "Delegasikan hak" });
    await dialog.getByRole("button", { name: "Periksa dulu" }).click();
    await expect(dialog.getByLabel("Sampai")).toHaveAccessibleDescription(/Wajib diisi/);
    await pick(own, "Kepada", teacher.name);
    await dialog.getByLabel("Cari di antara izin Anda").fill("pengguna");
    await dialog.getByRole("checkbox", { name: /Pengguna: lihat/ }).check();
    await dialog.getByRole("button", { name: "3 hari", exact: true }).click();
    await dialog.getByLabel(/^Alasan/).fill("Dinas luar");
    await expectAccessible(own, "delegate");
    await dialog.getByRole("button", { name: "Periksa dulu" }).click();
    await expect(dialog.getByRole("status").filter({ hasText: "Yang akan berlaku" })).toContainText("user:read");
    await dialog.getByRole("button", { name: "Delegasikan sekarang" }).click();
    await expect(own.getByText(`${teacher.name} menerima 1 izin.`)).toBeVisible();
    await expect(own.getByRole("row").filter({ hasText: teacher.name })).toContainText("Berlaku");
    await own.context().close();
  });

  await test.step("it works, and the explanation names the chain", async () => {
    await theirs.goto(record);
    await expect(theirs.getByRole("heading", { level: 1, name: colleague.name })).toBeVisible();
    await page.goto(question);
    await expect(page.getByRole("status").filter({ hasText: "Diizinkan" })).toBeVisible();
    await expect(page.getByText("Rantai pendelegasian").locator("..")).toContainText(principal.name);
  });
  const whileDelegated = new Date().toISOString();

  await test.step("the principal loses the role, and with it the teacher in the very next request", async () => {
    await page.goto(`/users/${principalId}?tab=access`);
    await page
      .getByRole("listitem")
      .filter({ hasText: roleName })
      .getByRole("button", { name: /^Cabut/ })
      .click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Cabut" }).click();
    await expect(page.getByText(`Peran ${roleName} dicabut`, { exact: false })).toBeVisible();
    await theirs.goto(record);
    await expect(theirs.getByRole("heading", { name: denied })).toBeVisible();
    await theirs.goto("/delegations?tab=to-me");
    await expect(theirs.getByRole("row").filter({ hasText: principal.name })).toContainText("Tidak memberi apa-apa");
  });

  await test.step("the audit log shows each decision, and leads to its explanation", async () => {
    await page.goto(`/audit?action=delegation.create&actor=${principalId}`);
    await expect(page.locator("tbody tr")).toHaveCount(1);
    await page.goto(`/audit?action=access.denied&actor=${teacherId}`);
    // Before and after, each once: a page does not ask again for what it was refused.
    await expect(page.locator("tbody tr")).toHaveCount(2);
    await page.locator("tbody").getByRole("link", { name: "Akses ditolak" }).first().click();
    const event = page.getByRole("dialog", { name: "Peristiwa audit" });
    await expect(event.getByText("Keputusan hak")).toBeVisible();
    await event.getByRole("link", { name: "Jelaskan keputusan ini" }).first().click();
    await expect(page.getByRole("status").filter({ hasText: "Ditolak" })).toBeVisible();
  });

  await test.step("the same question asked as of before gives the earlier answers", async () => {
    for (const [at, answer] of [
      [whileRefused, "Ditolak"],
      [whileDelegated, "Diizinkan"],
      [null, "Ditolak"],
    ] as const) {
      await page.goto(at === null ? question : `${question}&at=${at}`);
      await expect(page.getByRole("status").filter({ hasText: answer })).toBeVisible();
    }
  });
  await theirs.context().close();
});

test("a guardrail is judged while it is written, holds for everybody, and is lifted by its name", async ({ page }) => {
  const name = `Pagar ${Date.now().toString(36)}`;
  await signInAs(page, "admin@demo.example");
  await page.goto("/guardrails?dialog=create");
  const dialog = page.getByRole("dialog", { name: "Pagar pengaman baru" });
  await dialog.getByLabel("Nama", { exact: true }).fill(name);
  await pick(page, "Yang dilarang", "workflow:delete", /Alur kerja: hapus/);
  const condition = dialog.getByLabel(/^Syarat/);
  await condition.fill("target.ownerId == nobody.id");
  await expect(dialog.getByText("Tidak ada nobody.", { exact: false })).toBeVisible();
  await condition.fill("target.ownerId == actor.id");
  await expect(dialog.getByText("Syarat ini dapat dipakai.")).toBeVisible();
  await dialog.getByLabel("Alasan").fill("Uji pagar");
  await expectAccessible(page, "guardrail");
  await dialog.getByRole("button", { name: "Berlakukan" }).click();
  await expect(page.getByText(`Pagar ${name} berlaku.`)).toBeVisible();

  await page.getByRole("button", { name: `Tindakan untuk ${name}` }).click();
  await page.getByRole("menuitem", { name: "Cabut" }).click();
  const asking = page.getByRole("alertdialog");
  await expect(asking.getByRole("button", { name: "Cabut" })).toBeDisabled();
  await asking.getByLabel(`Ketik ${name} untuk melanjutkan`).fill(name);
  await asking.getByRole("button", { name: "Cabut" }).click();
  await expect(page.getByText(`Pagar ${name} dicabut.`)).toBeVisible();
});

test("a review is done with the keyboard, closed with what is undecided, and its evidence downloaded", async ({
  page,
  baseURL,
}) => {
  const mark = Date.now().toString(36);
  const roleName = `Peran Tinjau ${mark}`;
  const reviewName = `Tinjauan ${mark}`;
  await signInAs(page, "admin@demo.example");
  const call = await apiOf(page, baseURL);
  const { role } = await call<{ role: { id: string } }>("POST", "/roles", { code: `tinjau-${mark}`, name: roleName });
  for (const letter of ["A", "B", "C"]) {
    const person = { name: `Tinjau ${letter} ${mark}`, username: `tinjau${letter}.${mark}`.toLowerCase() };
    const { id } = await call<{ id: string }>("POST", "/users", person);
    await call("POST", "/roles/assign", { userId: id, roleId: role.id });
  }
  await page.goto("/access-reviews?dialog=create");
  const dialog = page.getByRole("dialog", { name: "Tinjauan akses baru" });
  await dialog.getByLabel("Nama", { exact: true }).fill(reviewName);
  await dialog.getByLabel("Cakupan").selectOption("role");
  await pick(page, "Peran", roleName);
  await expectAccessible(page, "new review");
  await dialog.getByRole("button", { name: "Mulai tinjauan" }).click();
  await expect(page.getByRole("heading", { level: 1, name: reviewName })).toBeVisible();
  await expect(page.getByText("0 dari 3 diputuskan")).toBeVisible();

  await page.keyboard.press("j");
  await page.keyboard.press("e");
  await expect(page.getByText("1 dari 3 diputuskan")).toBeVisible();
  await page.keyboard.press("j");
  await page.keyboard.press("r");
  const asking = page.getByRole("alertdialog");
  await asking.getByLabel(/^Alasan/).fill("Tidak bertugas lagi");
  await asking.getByRole("button", { name: "Cabut" }).click();
  await expect(page.getByText("2 dari 3 diputuskan")).toBeVisible();
  await expect(page.getByText("Tidak bertugas lagi")).toBeVisible();
  await expectAccessible(page, "review");

  await page.getByRole("button", { name: "Tutup tinjauan" }).click();
  await expect(asking.getByText("1 hak belum diputuskan:")).toBeVisible();
  await asking.getByLabel(`Ketik ${reviewName} untuk melanjutkan`).fill(reviewName);
  await asking.getByRole("button", { name: "Tutup tinjauan" }).click();
  await expect(page.getByText(`${reviewName} ditutup.`)).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Unduh bukti" }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
});

test("a change is tried before it is made, and who can is answered", async ({ page, baseURL }) => {
  const mark = Date.now().toString(36);
  const person = { name: `Simulasi ${mark}`, username: `simulasi.${mark}` };
  const roleName = `Peran Simulasi ${mark}`;
  await signInAs(page, "admin@demo.example");
  const call = await apiOf(page, baseURL);
  const { role } = await call<{ role: { id: string } }>("POST", "/roles", { code: `sim-${mark}`, name: roleName });
  await call("POST", `/roles/${role.id}/permissions`, { code: "outbox:read", scope: "ALL" });
  const { id } = await call<{ id: string }>("POST", "/users", person);

  await page.goto("/access/simulate");
  await pick(page, "Orang", person.name);
  await pick(page, "Peran", roleName);
  await page.getByRole("button", { name: "Masukkan ke daftar" }).click();
  await expect(page.getByText(`${person.name} · ${roleName}`)).toBeVisible();
  await page.getByRole("button", { name: "Jalankan simulasi" }).click();
  await expect(page.getByText("1 orang terjangkau.")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "Mendapat" })).toContainText("outbox:read");
  await expectAccessible(page, "simulation");
  await page.reload();
  await expect(page.getByText(`${person.name} · ${roleName}`)).toBeVisible();

  await page.goto(`/users/${id}?tab=access`);
  await expect(page.getByText("Belum ada peran.")).toBeVisible();
  await page.getByRole("button", { name: "Beri peran" }).click();
  await pick(page, "Peran", roleName);
  await page.getByRole("button", { name: "Beri", exact: true }).click();
  await expect(page.getByText(`${person.name} diberi peran ${roleName}.`)).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "outbox:read" })).toContainText(roleName);

  await page.goto("/access/who-can?code=outbox:read");
  await expect(page.getByRole("row").filter({ hasText: person.name })).toContainText(roleName);
});

/** Somebody else's page, signed in. */
async function newPage(browser: Browser, baseURL: string, identifier: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, locale: "id-ID", timezoneId: "Asia/Jakarta" });
  const page = await context.newPage();
  await signInAs(page, identifier);
  return page;
}
