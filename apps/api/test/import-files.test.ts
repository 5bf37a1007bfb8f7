import { runImport } from "@gloria/services";
import { makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, describe, expect, it } from "vitest";
import { apiHouse } from "./support/api-house.ts";

const database = testDatabase();
const house = apiHouse(database);
let tenant: TestTenant;
let token: string;
let reader: string;

beforeAll(async () => {
  tenant = await makeTenant(database);
  await tenant.addGrant({ userId: await tenant.addUser({ email: "impor@demo.example" }), code: "*:*", scope: "ALL" });
  const other = await tenant.addUser({ email: "baca@demo.example" });
  await tenant.addGrant({ userId: other, code: "import:read", scope: "ALL" });
  await tenant.addUser({ email: "tanpa@demo.example" });
  const elsewhere = await makeTenant(database);
  const foreign = await elsewhere.addUser({ email: "asing@demo.example" });
  await elsewhere.addGrant({ userId: foreign, code: "*:*", scope: "ALL" });
  [token, reader] = [await house.tokenOf("impor@demo.example"), await house.tokenOf("baca@demo.example")];
});

const boundary = "gloria-form";
const table = ["NIP,Nama,Surel,Rahasia", "1001,Siti,siti@demo.example,a", "1002,,kosong@demo.example,=b"].join("\n");
const mapping = JSON.stringify({
  columns: [
    { header: "NIP", field: "nip" },
    { header: "Nama", field: "name" },
    { header: "Surel", field: "email" },
    { header: "Rahasia", field: "ignore" },
  ],
});

function form(parts: Readonly<Record<string, string>>, file: { name: string; text: string } | null): string {
  const lines = Object.entries(parts).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  if (file !== null) {
    const disposition = `form-data; name="file"; filename="${file.name}"`;
    lines.push(
      `--${boundary}\r\ncontent-disposition: ${disposition}\r\ncontent-type: text/csv\r\n\r\n${file.text}\r\n`,
    );
  }
  return `${lines.join("")}--${boundary}--\r\n`;
}

const post = (raw: string, headers: Record<string, string> = {}, as = token) =>
  house.call("POST", "/imports", {
    token: as,
    raw,
    headers: { "content-type": `multipart/form-data; boundary=${boundary}`, ...headers },
  });
const people = { name: "guru baru.csv", text: table };

describe("an import whose file comes with it", () => {
  it("is stored, checked, and answers its error file with the rows as they were", async () => {
    const made = await post(form({ mapping }, people));
    expect([made.status, made.headers.get("location")]).toEqual([202, `/api/v1/imports/${made.body.id}`]);
    expect(made.body).toMatchObject({ fileName: "guru baru.csv", status: "running", phase: "dry_run" });
    const early = await house.call("GET", `/imports/${made.body.id}/errors`, { token });
    expect([early.status, early.body.code]).toEqual([409, "import.wrong_state"]);

    const services = testServices(database);
    await runImport(services, { tenantId: tenant.id, importId: made.body.id }, new AbortController().signal);
    const english = { "accept-language": "en" };
    const errors = await house.call("GET", `/imports/${made.body.id}/errors`, { token, headers: english });
    expect([errors.status, errors.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
    expect(errors.headers.get("content-disposition")).toContain('filename="guru baru-errors.csv"');
    const [heading, row, ...rest] = errors.text.replace("\ufeff", "").trim().split(/\r?\n/);
    expect(heading).toBe("Row,Problem,NIP,Nama,Surel,Rahasia");
    expect(row).toMatch(/^3,.*Nama.*,1002,,kosong@demo\.example,'=b$/);
    expect(rest).toEqual([]);

    const others = await house.call("GET", `/imports/${made.body.id}/errors`, { token: reader, headers: english });
    expect(others.text.replace("\ufeff", "").split(/\r?\n/)[0]).toBe("Row,Problem,NIP,Nama,Surel");
    const workbook = await house.call("GET", `/imports/${made.body.id}/errors?format=xlsx`, { token });
    expect([workbook.status, workbook.text.slice(0, 2)]).toEqual([200, "PK"]);
    const foreign = await house.tokenOf("asing@demo.example");
    expect((await house.call("GET", `/imports/${made.body.id}/errors`, { token: foreign })).status).toBe(404);
    const denied = await house.tokenOf("tanpa@demo.example");
    expect((await house.call("GET", `/imports/${made.body.id}/errors`, { token: denied })).status).toBe(403);
  });

  it("is the same import when the same request comes again", async () => {
    const headers = { "idempotency-key": "impor-sekali" };
    const [first, second] = [
      await post(form({ mapping }, people), headers),
      await post(form({ mapping }, people), headers),
    ];
    expect([first.status, second.body.id]).toEqual([202, first.body.id]);
    const other = await post(form({ mapping }, { ...people, text: `${table}\n` }), headers);
    expect([other.status, other.body.code]).toEqual([409, "request.idempotency_mismatch"]);
  });

  it("refuses what is no such form, and who may not import", async () => {
    const codes = async (raw: string, headers?: Record<string, string>, as?: string) => {
      const { status, body } = await post(raw, headers, as);
      return [status, body.code];
    };
    expect(await codes(form({ mapping }, null))).toEqual([400, "request.malformed"]);
    expect(await codes(form({ mapping: "{" }, people))).toEqual([400, "request.malformed"]);
    expect(await codes(form({ kind: "animals" }, people))).toEqual([422, "request.invalid"]);
    expect(await codes(form({}, people).slice(0, -20))).toEqual([400, "request.malformed"]);
    expect(await codes("x", { "content-type": "multipart/form-data" })).toEqual([400, "request.malformed"]);
    expect(await codes(form({ mapping: "x".repeat(300_000) }, people))).toEqual([400, "request.malformed"]);
    expect(await codes(form({}, people), {}, reader)).toEqual([403, "access.denied"]);
  });
});
