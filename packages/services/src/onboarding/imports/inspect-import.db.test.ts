import { makeTenant, testDatabase, testServices } from "@gloria/testkit";
import { describe, expect, it } from "vitest";
import { storeFile } from "../../platform/index.ts";
import { inspectImport } from "./index.ts";

const database = testDatabase();

describe("the look into an uploaded file", () => {
  it("names the columns, suggests their fields and shows values, but none of a column that may be specific", async () => {
    const services = testServices(database);
    const tenant = await makeTenant(database);
    const stored = (name: string, text: string) =>
      storeFile(
        services,
        tenant.admin,
        { name, mediaType: "text/csv", purpose: "import", expiresAt: null },
        (async function* () {
          yield Buffer.from(text);
        })(),
        { maxBytes: 50_000_000 },
      );
    const file = await stored(
      "guru.csv",
      "Nama,NIP,NIK,Benda Aneh\nSiti,0012,3374015508900001,batu\nBudi,0013,,kayu\n",
    );
    expect(await inspectImport(services, tenant.admin, { fileId: file.id })).toMatchObject({
      format: "csv",
      headerRowNumber: 1,
      columns: [
        { header: "Nama", field: "name", samples: ["Siti", "Budi"] },
        { header: "NIP", field: "nip", samples: ["0012", "0013"] },
        { header: "NIK", field: "nik", samples: [] },
        { header: "Benda Aneh", field: null, samples: [] },
      ],
      problems: [],
    });

    const page = await stored("guru.xlsx", "<html><body><table></table></body></html>");
    expect(await inspectImport(services, tenant.admin, { fileId: page.id })).toMatchObject({
      format: null,
      columns: [],
      problems: [{ code: "html_not_spreadsheet" }],
    });

    const stranger = await tenant.addUser({ name: "Orang Lain", nip: "900" });
    await expect(inspectImport(services, tenant.as(stranger), { fileId: file.id })).rejects.toMatchObject({
      code: "access.denied",
    });
  });
});
