import { newId, type TenantContext } from "@gloria/core";
import type { Sql } from "postgres";

const schools = 20;

/** A foundation of twenty schools, each with a position of many seats, a role, and an administrator. */
export async function makeImportTenant(owner: Sql, n: number): Promise<TenantContext> {
  const [tenantId, userId] = [newId(), newId()];
  await owner.begin(async (tx) => {
    await tx`insert into gloria.tenants (id, code, name, clerk_org_id)
      values (${tenantId}, ${`bench-${n}`}, ${`Yayasan ${n}`}, ${`org_bench_${n}`})`;
    await tx`insert into gloria.users (tenant_id, id, name, email)
      values (${tenantId}, ${userId}, 'Admin Yayasan', 'admin@demo.example')`;
    await tx`insert into gloria.grants (tenant_id, id, subject_kind, subject_id, code, effect, scope)
      values (${tenantId}, ${newId()}, 'user', ${userId}, '*:*', 'ALLOW', 'ALL')`;
    await tx`insert into gloria.roles (tenant_id, id, code, name) values (${tenantId}, ${newId()}, 'teacher', 'Guru')`;
    await tx`insert into gloria.schools (tenant_id, id, code, name, level)
      select ${tenantId}, gen_random_uuid(), 'SMA-' || n, 'SMA ' || n, 'SMA' from generate_series(1, ${schools}::int) n`;
    await tx`insert into gloria.positions (tenant_id, id, school_id, code, name, level, headcount)
      select tenant_id, gen_random_uuid(), id, 'GURU', 'Guru', 5, 10000 from gloria.schools where tenant_id = ${tenantId}`;
  });
  return {
    tenantId,
    actor: { kind: "user", userId, sessionId: null },
    origin: { requestId: newId(), ip: null, userAgent: "gloria-bench", traceId: null, channel: "job" },
    locale: "id",
    schoolId: null,
  };
}

const headings = ["NIP", "Nama", "Surel", "No. Ponsel", "Jenis Kelamin", "Tanggal Lahir", "Tgl. Mulai Bekerja"];
const places = ["Kode Sekolah", "Kode Jabatan", "Kode Peran"];

/** The cells of a file, the headings first: new people, each with a position and a role. */
export function importCells(rows: number): string[][] {
  const two = (value: number) => `${value}`.padStart(2, "0");
  const people = Array.from({ length: rows }, (_, n) => [
    `19${String(n).padStart(8, "0")}`,
    `${firstNames[n % firstNames.length]} ${lastNames[(n * 7) % lastNames.length]} ${n}`,
    `orang${n}@demo.example`,
    `+6281${String(n).padStart(8, "0")}`,
    n % 2 === 0 ? "P" : "L",
    `${1960 + (n % 40)}-${two((n % 12) + 1)}-${two((n % 28) + 1)}`,
    `${2000 + (n % 25)}-07-01`,
    `SMA-${(n % schools) + 1}`,
    "GURU",
    "teacher",
  ]);
  return [[...headings, ...places], ...people];
}

const firstNames = ["Siti", "Budi", "Dewi", "Agus", "Ratna", "Joko", "Maria", "Yohanes"];
const lastNames = ["Rahmawati", "Santoso", "Lestari", "Wibowo", "Simanjuntak", "Hidayat", "Putri"];
