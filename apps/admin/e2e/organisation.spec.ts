import type { Page } from "@playwright/test";
import { expect, pick, signInAs, test } from "./test.ts";

/** A calendar date so many days from today, as the school's clock counts. */
function day(offset: number): string {
  const now = new Date(Date.now() + 7 * 3_600_000);
  now.setUTCDate(now.getUTCDate() + offset);
  return now.toISOString().slice(0, 10);
}

test("a Plt is appointed, a teacher transferred next month, and the chart of then shows both", async ({
  page,
  baseURL,
}) => {
  const mark = Date.now().toString(36);
  const acting = `Pelaksana ${mark}`;
  const teacher = `Guru ${mark}`;
  const vacantSeat = `Kepala Uji ${mark}`;
  const oldSeat = `Guru Uji ${mark}`;
  const newSeat = `Wali Uji ${mark}`;

  await signInAs(page, "admin@demo.example");
  const create = await creator(page, baseURL ?? "");
  await create("/users", { name: acting, username: `uji0.${mark}` });
  await create("/users", { name: teacher, username: `uji1.${mark}` });
  const seats: Record<string, string> = {};
  for (const [index, name] of [vacantSeat, oldSeat, newSeat].entries()) {
    const id = await create("/organizations/positions", { name, code: `UJI${index}-${mark}`, level: 9 });
    seats[name] = `/positions/${id}`;
  }

  await test.step("a Plt needs an end, and then holds the vacant seat", async () => {
    await page.goto(`${seats[vacantSeat]}?tab=holders&dialog=assign`);
    await pick(page, "Orang", acting);
    await page.getByLabel("Jenis").selectOption("PLT");
    await page.getByRole("button", { name: "Tugaskan", exact: true }).click();
    await expect(page.getByLabel(/^Hari terakhir/)).toHaveAccessibleDescription(/wajib berakhir/);
    await page.getByLabel(/^Hari terakhir/).fill(day(60));
    await page.getByRole("button", { name: "Tugaskan", exact: true }).click();
    await expect(page.getByText(`${acting} ditugaskan sebagai ${vacantSeat}.`)).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: acting })).toContainText("Plt.");
    await page.goto("/acting");
    await expect(page.getByRole("row").filter({ hasText: acting })).toContainText("60 hari lagi");
  });

  await test.step("a teacher is transferred next month, after a preview", async () => {
    await page.goto(`${seats[oldSeat]}?tab=holders&dialog=assign`);
    await pick(page, "Orang", teacher);
    await page.getByRole("button", { name: "Tugaskan", exact: true }).click();
    await page.getByRole("link", { name: teacher }).click();
    await page.getByRole("button", { name: `Tindakan untuk ${oldSeat}` }).click();
    await page.getByRole("menuitem", { name: "Mutasi" }).click();
    await pick(page, "Jabatan baru", newSeat);
    await page.getByLabel("Mulai").fill(day(31));
    await page.getByRole("button", { name: "Lihat akibatnya" }).click();
    const preview = page.getByRole("status").filter({ hasText: "Akibat mutasi" });
    await expect(preview).toContainText(newSeat);
    await page.getByRole("button", { name: "Mutasikan" }).click();
    await expect(page.getByText(`${teacher} dimutasikan ke ${newSeat}.`)).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: newSeat })).toContainText("Akan datang");
  });

  await test.step("the chart shows each on its day", async () => {
    await page.goto(`/org-chart?place=foundation&q=${mark}`);
    const seat = (name: string) => page.locator("[data-chart-node]").filter({ hasText: name });
    await expect(seat(vacantSeat)).toContainText(`Plt. ${acting}`);
    await expect(seat(oldSeat)).toContainText(teacher);
    await expect(seat(newSeat)).toContainText("1 kursi kosong");
    await page.getByLabel("Keadaan pada").fill(day(31));
    await expect(page).toHaveURL(new RegExp(`asOf=${day(31)}`));
    await expect(seat(newSeat)).toContainText(teacher);
    await expect(seat(oldSeat)).toContainText("1 kursi kosong");

    await page.getByRole("button", { name: "Unduh" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "Gambar (PNG)" }).click();
    const picture = await download;
    expect(picture.suggestedFilename()).toBe(`org-chart-foundation-${day(31)}.png`);
  });

  await test.step("a position that is held cannot be deleted, and says why", async () => {
    await page.goto(seats[oldSeat] ?? "");
    await page.getByRole("button", { name: "Hapus" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByRole("button", { name: "Hapus" }).click();
    await expect(dialog.getByRole("alert")).toContainText("Penugasan sekarang dan nanti: 1");
  });
});

test("a department is moved after a preview, and the tree is walked by keys", async ({ page, baseURL }) => {
  const mark = Date.now().toString(36);
  await signInAs(page, "admin@demo.example");
  const create = await creator(page, baseURL ?? "");
  const above = await create("/organizations/departments", { name: `Induk ${mark}`, code: `IN-${mark}` });
  const moved = await create("/organizations/departments", { name: `Pindah ${mark}`, code: `PI-${mark}` });
  await create("/organizations/departments", { name: `Anak ${mark}`, code: `AN-${mark}`, parentId: moved });

  await page.goto(`/departments/${moved}?dialog=move`);
  await pick(page, "Pindah ke bawah", `Induk ${mark}`);
  await page.getByRole("button", { name: "Lihat akibatnya" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Yang akan berubah" })).toContainText("ikut pindah2");
  await page.getByRole("button", { name: "Pindahkan sekarang" }).click();
  await expect(page.getByText(`Bagian Pindah ${mark} dipindahkan.`)).toBeVisible();
  await expect(page.getByRole("link", { name: `Induk ${mark}` })).toBeVisible();

  await page.goto("/departments?view=tree&place=foundation");
  const item = (name: string) => page.getByRole("treeitem").filter({ hasText: name });
  await expect(item(`Anak ${mark}`)).toHaveAttribute("aria-level", "3");
  await item(`Induk ${mark}`).focus();
  await page.keyboard.press("ArrowRight");
  await expect(item(`Pindah ${mark}`)).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(item(`Pindah ${mark}`)).toHaveAttribute("aria-expanded", "false");
  await expect(item(`Anak ${mark}`)).toHaveCount(0);
  await page.keyboard.press("ArrowLeft");
  await expect(item(`Induk ${mark}`)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/departments/${above}`));
});

/** Creates over REST what the journey needs but is not about, as the person who is signed in; answers the id. */
async function creator(page: Page, baseURL: string) {
  const token = await page.evaluate(
    () => (JSON.parse(localStorage.getItem("gloria.session") ?? "{}") as { token?: string }).token,
  );
  return async (path: string, body: unknown): Promise<string> => {
    const answer = await fetch(`${baseURL}/api/v1${path}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    expect(answer.status, path).toBe(201);
    return ((await answer.json()) as { id: string }).id;
  };
}
