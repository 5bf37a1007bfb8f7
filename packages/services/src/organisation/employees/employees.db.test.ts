import type { EmployeeSpecificInput } from "@gloria/contracts";
import { newId } from "@gloria/core";
import { codeOf, makeTenant, type TestTenant, testDatabase, testServices } from "@gloria/testkit";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Services } from "../../platform/index.ts";
import { deleteUser, getUser } from "../users/index.ts";
import {
  createEmployee,
  deleteEmployee,
  getEmployee,
  getNipRule,
  listEmployees,
  replaceNip,
  restoreEmployee,
  setNipRule,
  updateEmployee,
} from "./index.ts";

const database = testDatabase();
let services: Services;
let tenant: TestTenant;

beforeAll(() => {
  services = testServices(database);
});
beforeEach(async () => {
  tenant = await makeTenant(database);
});

const nik = "9901015508900001";
const specific: EmployeeSpecificInput = {
  nik,
  religion: "Katolik",
  motherName: "Kanarinah",
  bankAccountNumber: "0012345678",
};

async function eventsOf(action: string) {
  return database.owner<{ changes: { path: string; from?: string; to?: string; class: string }[]; text: string }[]>`
    select changes, audit_events::text as text from gloria.audit_events where tenant_id = ${tenant.id} and action = ${action}
    order by occurred_at, id`;
}

/** Somebody with these grants over the whole tenant. */
async function personWith(...codes: string[]) {
  const userId = await tenant.addUser({ name: "Petugas" });
  for (const code of codes) await tenant.addGrant({ userId, code, scope: "ALL" });
  return tenant.as(userId);
}

describe("an employee", () => {
  it("is recorded, read, changed, deleted and restored, each with an event", async () => {
    const schoolId = await tenant.addSchool({ name: "SD Contoh" });
    const made = await createEmployee(services, tenant.admin, { nip: "K1", name: "Sri", gender: "P", schoolId });
    expect(made).toMatchObject({
      nip: "K1",
      isProvisional: false,
      schoolName: "SD Contoh",
      linkedUser: null,
      version: 1,
    });
    const changed = await updateEmployee(services, tenant.admin, {
      nip: "K1",
      version: 1,
      activeStatus: "Cuti",
      gender: null,
    });
    expect(changed).toMatchObject({ activeStatus: "Cuti", gender: null, version: 2 });
    expect(await updateEmployee(services, tenant.admin, { nip: "K1", version: 1, name: "X" }).catch(codeOf)).toBe(
      "employee.version_conflict",
    );
    const gone = await deleteEmployee(services, tenant.admin, { nip: "K1" });
    expect(gone.deletedAt).not.toBeNull();
    expect((await deleteEmployee(services, tenant.admin, { nip: "K1" })).version).toBe(gone.version);
    expect(await updateEmployee(services, tenant.admin, { nip: "K1", name: "X" }).catch(codeOf)).toBe(
      "employee.not_found",
    );
    const back = await restoreEmployee(services, tenant.admin, { nip: "K1" });
    expect(back).toMatchObject({ deletedAt: null, can: { update: true, delete: true, restore: false } });
    for (const action of ["create", "update", "delete", "restore"]) {
      expect(await eventsOf(`employee.${action}`), action).toHaveLength(1);
    }
  });

  it("shares a number with no other living one, and gives it free when deleted", async () => {
    await createEmployee(services, tenant.admin, { nip: "K1", name: "Sri", nuptk: "9900000000000001" });
    expect(await createEmployee(services, tenant.admin, { nip: "K1", name: "Tri" }).catch(codeOf)).toBe(
      "employee.nip_in_use",
    );
    const same = { name: "Tri", nuptk: "9900000000000001" };
    expect(await createEmployee(services, tenant.admin, same).catch(codeOf)).toBe("employee.nuptk_in_use");
    await deleteEmployee(services, tenant.admin, { nip: "K1" });
    const second = await createEmployee(services, tenant.admin, { nip: "K1", name: "Tri" });
    expect((await getEmployee(services, tenant.admin, { nip: "K1" })).id).toBe(second.id);
    // The living one of the number is meant, not the deleted one.
    expect((await restoreEmployee(services, tenant.admin, { nip: "K1" })).id).toBe(second.id);
  });

  it("gets a provisional number that is never given twice, also to people recorded at once", async () => {
    const made = await Promise.all(
      ["Ani", "Budi", "Citra"].map((name) => createEmployee(services, tenant.admin, { name })),
    );
    expect(made.map(({ nip }) => nip).sort()).toEqual(["PROV-000001", "PROV-000002", "PROV-000003"]);
    expect(made.every(({ isProvisional }) => isProvisional)).toBe(true);
    expect(await createEmployee(services, tenant.admin, { name: "Dodi", nip: "PROV-000009" }).catch(codeOf)).toBe(
      "request.invalid",
    );
    await replaceNip(services, tenant.admin, { nip: "PROV-000003", newNip: "2026001" });
    expect((await createEmployee(services, tenant.admin, { name: "Eka" })).nip).toBe("PROV-000004");
  });

  it("fits the foundation's pattern, where there is one", async () => {
    expect((await getNipRule(services, tenant.admin)).pattern).toBeNull();
    await setNipRule(services, tenant.admin, { pattern: "[0-9]{4}|X" });
    expect(await getNipRule(services, tenant.admin)).toEqual({ pattern: "[0-9]{4}|X", can: { update: true } });
    expect((await eventsOf("tenant.nip_rule"))[0]?.changes).toMatchObject([{ path: "nipPattern", to: "[0-9]{4}|X" }]);
    for (const nip of ["12345", "a1234", "XY", "1234b"]) {
      expect(await createEmployee(services, tenant.admin, { name: "Ani", nip }).catch(codeOf), nip).toBe(
        "employee.nip_pattern",
      );
    }
    await createEmployee(services, tenant.admin, { name: "Ani", nip: "1234" });
    expect(await replaceNip(services, tenant.admin, { nip: "1234", newNip: "12345" }).catch(codeOf)).toBe(
      "employee.nip_pattern",
    );
    expect((await createEmployee(services, tenant.admin, { name: "Budi" })).nip).toBe("PROV-000001");
    expect(await setNipRule(services, tenant.admin, { pattern: "(" }).catch(codeOf)).toBe("data.out_of_range");
    const clerk = await personWith("employee:*");
    expect(await setNipRule(services, clerk, { pattern: null }).catch(codeOf)).toBe("access.denied");
    expect(await getNipRule(services, clerk).catch(codeOf)).toBe("access.denied");
    await setNipRule(services, tenant.admin, { pattern: null });
    expect((await replaceNip(services, tenant.admin, { nip: "1234", newNip: "12345" })).nip).toBe("12345");
  });

  it("keeps the history of its numbers, and takes its user's number along", async () => {
    const made = await createEmployee(services, tenant.admin, { name: "Ani" });
    const userId = await tenant.addUser({ name: "Ani", nip: made.nip });
    const replaced = await replaceNip(services, tenant.admin, { nip: made.nip, newNip: "A1", reason: "SK 12" });
    expect(replaced).toMatchObject({ nip: "A1", linkedUser: { id: userId }, isProvisional: false });
    expect(replaced.formerNips).toMatchObject([{ nip: made.nip, reason: "SK 12" }]);
    expect((await getUser(services, tenant.admin, { id: userId })).nip).toBe("A1");
    expect(await getEmployee(services, tenant.admin, { nip: made.nip }).catch(codeOf)).toBe("employee.not_found");
    const other = await createEmployee(services, tenant.admin, { name: "Budi", nip: "B1" });
    expect(await replaceNip(services, tenant.admin, { nip: other.nip, newNip: "A1" }).catch(codeOf)).toBe(
      "employee.nip_in_use",
    );
    await tenant.addUser({ nip: "C1" });
    expect(await replaceNip(services, tenant.admin, { nip: "A1", newNip: "C1" }).catch(codeOf)).toBe("user.nip_in_use");
    const clerk = await personWith("employee:*");
    expect(await replaceNip(services, clerk, { nip: "A1", newNip: "A2" }).catch(codeOf)).toBe("access.denied");
  });
});

describe("specific data", () => {
  it("lies encrypted in the database and appears in no event", async () => {
    await createEmployee(services, tenant.admin, { nip: "K1", name: "Sri", specific });
    await updateEmployee(services, tenant.admin, { nip: "K1", specific: { religion: "Buddha", motherName: null } });
    const [row] = await database.owner<
      { text: string }[]
    >`select employees::text as text from gloria.employees where tenant_id = ${tenant.id}`;
    const events = [...(await eventsOf("employee.create")), ...(await eventsOf("employee.update"))];
    for (const text of [row?.text ?? "", ...events.map((event) => event.text)]) {
      expect(text.length).toBeGreaterThan(50);
      for (const secret of [nik, "Katolik", "Buddha", "Kanarinah", "0012345678"]) expect(text).not.toContain(secret);
    }
    const changes = events[1]?.changes ?? [];
    expect(changes.map(({ path, class: dataClass }) => [path, dataClass])).toEqual([
      ["specific.religion", "specific"],
      ["specific.motherName", "specific"],
    ]);
    expect(changes[0]?.from).toMatch(/^fp:/);
    expect(changes[0]?.to).not.toBe(changes[0]?.from);
  });

  it("is answered in plain text to who may read it, and that they did is written down", async () => {
    await createEmployee(services, tenant.admin, {
      nip: "K1",
      name: "Sri",
      gender: "P",
      birthDate: "1990-08-15",
      specific,
    });
    const read = await getEmployee(services, tenant.admin, { nip: "K1" });
    expect(read).toMatchObject({ masked: false, specific: { ...specific, npwp: null }, warnings: [] });
    expect(await eventsOf("employee.specific_read")).toHaveLength(1);
    const masked = await getEmployee(services, tenant.admin, { nip: "K1", specific: "masked" });
    expect(masked).toMatchObject({ masked: true, specific: { nik: "9901••••••••0001" }, can: { readSpecific: true } });
    expect(await eventsOf("employee.specific_read")).toHaveLength(1);
  });

  it("is masked for who looks through the eyes of somebody who may read it", async () => {
    await createEmployee(services, tenant.admin, { nip: "K1", name: "Sri", specific });
    const through = tenant.as(tenant.adminId, {
      actor: {
        kind: "user",
        userId: tenant.adminId,
        sessionId: null,
        impersonation: { id: newId(), impersonatorId: await tenant.addUser() },
      },
    });
    expect((await getEmployee(services, through, { nip: "K1" })).masked).toBe(true);
    expect(await eventsOf("employee.specific_read")).toHaveLength(0);
  });

  it("is masked for who may read employees alone, and for them there is no writing it", async () => {
    await createEmployee(services, tenant.admin, { nip: "K1", name: "Sri", specific });
    const clerk = await personWith("employee:*");
    const read = await getEmployee(services, clerk, { nip: "K1" });
    expect(read).toMatchObject({
      masked: true,
      specific: { nik: "9901••••••••0001", religion: "•••", motherName: "•••", npwp: null },
      can: { update: true, readSpecific: false, updateSpecific: false },
    });
    expect(JSON.stringify(read)).not.toMatch(/Katolik|Kanarinah/);
    expect(await eventsOf("employee.specific_read")).toHaveLength(0);
    expect(await updateEmployee(services, clerk, { nip: "K1", specific: { religion: "x" } }).catch(codeOf)).toBe(
      "access.denied",
    );
    expect(await createEmployee(services, clerk, { name: "Tri", specific: {} }).catch(codeOf)).toBe("access.denied");
    expect((await updateEmployee(services, clerk, { nip: "K1", name: "Sri Rahayu" })).masked).toBe(true);
    expect((await getEmployee(services, tenant.admin, { nip: "K1" })).specific).toMatchObject(specific);
  });

  it("refuses a NIK that another has, and warns where it disagrees with the person", async () => {
    const first = await createEmployee(services, tenant.admin, {
      name: "Sri",
      gender: "L",
      birthDate: "1990-08-16",
      specific: { nik },
    });
    expect(first.warnings).toEqual(["nik.birth_date_differs", "nik.gender_differs"]);
    const again = { name: "Tri", specific: { nik } };
    expect(await createEmployee(services, tenant.admin, again).catch(codeOf)).toBe("employee.nik_in_use");
    const elsewhere = await makeTenant(database);
    expect((await createEmployee(services, elsewhere.admin, again)).name).toBe("Tri");
    await updateEmployee(services, tenant.admin, { nip: first.nip, specific: { nik: null } });
    expect((await createEmployee(services, tenant.admin, again)).warnings).toEqual([]);
    expect(await createEmployee(services, tenant.admin, { name: "X", specific: { nik: "123" } }).catch(codeOf)).toBe(
      "request.invalid",
    );
  });

  it("does not open in a row to which somebody copied it", async () => {
    await createEmployee(services, tenant.admin, { nip: "K1", name: "Sri", specific });
    await createEmployee(services, tenant.admin, { nip: "K2", name: "Tri" });
    await database.owner`update gloria.employees e set specific = o.specific from gloria.employees o
      where e.tenant_id = ${tenant.id} and e.nip = 'K2' and o.tenant_id = ${tenant.id} and o.nip = 'K1'`;
    await expect(getEmployee(services, tenant.admin, { nip: "K2" })).rejects.toThrow("not_authentic");
  });
});

describe("the list of employees", () => {
  it("pages by name, searches and filters", async () => {
    const schoolId = await tenant.addSchool();
    for (const [nip, name] of [
      ["N3", "Ágnes Putri"],
      ["N1", "Budi"],
      ["N2", "Citra Agung"],
      ["N4", "Budi"],
    ] as const) {
      await createEmployee(services, tenant.admin, {
        nip,
        name,
        activeStatus: nip === "N1" ? "Cuti" : "Aktif",
        ...(nip === "N2" ? { schoolId } : {}),
      });
    }
    const userId = await tenant.addUser({ name: "Budi", nip: "N1" });
    const provisional = await createEmployee(services, tenant.admin, { name: "Zaki" });
    const nips = async (input: Parameters<typeof listEmployees>[2]) => {
      const found: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await listEmployees(services, tenant.admin, {
          ...input,
          limit: 2,
          ...(cursor === undefined ? {} : { cursor }),
        });
        found.push(...page.items.map((item) => item.nip));
        if (page.nextCursor === null) return found;
        cursor = page.nextCursor;
      }
    };
    expect(await nips({})).toEqual(["N3", "N1", "N4", "N2", provisional.nip]);
    expect(await nips({ sort: "-name" })).toEqual([provisional.nip, "N2", "N4", "N1", "N3"]);
    expect(await nips({ sort: "createdAt" })).toHaveLength(5);
    expect(await nips({ q: "ag" })).toEqual(["N3", "N2"]);
    expect(await nips({ q: "n4" })).toEqual(["N4"]);
    expect(await nips({ id: provisional.id })).toEqual([provisional.nip]);
    expect(await nips({ id: provisional.id, q: "n4" })).toEqual([]);
    expect(await nips({ activeStatus: "Cuti" })).toEqual(["N1"]);
    expect(await nips({ schoolId })).toEqual(["N2"]);
    expect(await nips({ schoolId: "foundation", provisional: false })).toEqual(["N3", "N1", "N4"]);
    expect(await nips({ linked: true })).toEqual(["N1"]);
    expect(await nips({ linked: false, provisional: true })).toEqual([provisional.nip]);
    await deleteEmployee(services, tenant.admin, { nip: "N4" });
    expect(await nips({ deleted: true })).toEqual(["N4"]);
    await deleteUser(services, tenant.admin, { id: userId });
    expect(await nips({ linked: true })).toEqual([]);
  });

  it("shows a school's reader their school, an owner themselves, a stranger nothing: list and reading agree", async () => {
    const [mine, other] = [await tenant.addSchool(), await tenant.addSchool()];
    await createEmployee(services, tenant.admin, { nip: "M", name: "Mina", schoolId: mine });
    await createEmployee(services, tenant.admin, { nip: "O", name: "Oka", schoolId: other });
    await createEmployee(services, tenant.admin, { nip: "F", name: "Fajar" });
    const [reader, owner, stranger] = [
      await tenant.addUser(),
      await tenant.addUser({ nip: "O" }),
      await tenant.addUser(),
    ];
    await tenant.addGrant({ userId: reader, code: "employee:*", scope: "SCHOOL", schoolId: mine });
    await tenant.addGrant({ userId: owner, code: "employee:read", scope: "OWN" });
    const sees = async (userId: string) => {
      const listed = await listEmployees(services, tenant.as(userId), {}).then(
        ({ items }) => items.map(({ nip }) => nip),
        codeOf,
      );
      const read: string[] = [];
      for (const nip of ["F", "M", "O"]) {
        const answer = await getEmployee(services, tenant.as(userId), { nip }).then(() => "read", codeOf);
        if (answer === "read") read.push(nip);
        else expect(answer).toBe("access.denied");
      }
      return { listed, read };
    };
    expect(await sees(reader)).toEqual({ listed: ["M"], read: ["M"] });
    expect(await sees(owner)).toEqual({ listed: ["O"], read: ["O"] });
    expect(await sees(stranger)).toEqual({ listed: "access.denied", read: [] });
    const mover = tenant.as(reader);
    expect(await updateEmployee(services, mover, { nip: "M", schoolId: other }).catch(codeOf)).toBe("access.denied");
    expect(await createEmployee(services, mover, { name: "X", schoolId: other }).catch(codeOf)).toBe("access.denied");
    expect(await deleteEmployee(services, mover, { nip: "O" }).catch(codeOf)).toBe("access.denied");
    const foreign = await makeTenant(database);
    expect(await getEmployee(services, foreign.admin, { nip: "M" }).catch(codeOf)).toBe("employee.not_found");
    expect((await listEmployees(services, foreign.admin, {})).items).toEqual([]);
    expect(await createEmployee(services, foreign.admin, { name: "X", schoolId: newId() }).catch(codeOf)).toBe(
      "school.not_found",
    );
  });
});
