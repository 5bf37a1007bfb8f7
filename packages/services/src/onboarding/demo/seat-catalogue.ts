export const seatCodes = [
  "KEPSEK",
  "WAKUR",
  "WAKASIS",
  "WASAR",
  "WAHUM",
  "KAPROG",
  "KOORD_TK",
  "KATU",
  "BEND",
  "STAF_TU",
  "OPERATOR",
  "PUSTAKAWAN",
  "LABORAN",
  "TEKNISI",
  "SATPAM",
  "KEBERSIHAN",
  "KOORD_BK",
  "GURU_BK",
  "GURU",
  "GURU_KELAS",
  "GURU_MAPEL",
  "GURU_PARUH",
  "WALI_KELAS",
  "KEPALA_LAB",
] as const;
export type SeatCode = (typeof seatCodes)[number];
export type SeatCounts = Readonly<Partial<Record<SeatCode, number>>>;

export interface SeatKind<Code extends string, Department extends string> {
  readonly code: Code;
  readonly name: string;
  readonly level: number;
  readonly department: Department | null;
  /** The first of these that the school has is the line above. */
  readonly reportsTo: readonly Code[];
  readonly field: "Pendidik" | "Tenaga Kependidikan" | "Pengurus";
}

export const schoolDepartments = [
  ["KURIKULUM", "Kurikulum", null],
  ["KESISWAAN", "Kesiswaan", null],
  ["SARPRAS", "Sarana dan Prasarana", null],
  ["HUMAS", "Hubungan Masyarakat", null],
  ["TU", "Tata Usaha", null],
  ["KEUANGAN", "Keuangan", "TU"],
  ["BK", "Bimbingan dan Konseling", "KESISWAAN"],
  ["MIPA", "Matematika dan IPA", "KURIKULUM"],
  ["BAHASA", "Bahasa", "KURIKULUM"],
  ["IPS", "Ilmu Pengetahuan Sosial", "KURIKULUM"],
  ["AGAMA", "Pendidikan Agama", "KURIKULUM"],
  ["SENI_PJOK", "Seni dan PJOK", "KURIKULUM"],
  ["TKJ", "Teknik Komputer dan Jaringan", "KURIKULUM"],
  ["AKUNTANSI", "Akuntansi", "KURIKULUM"],
] as const;
export type SchoolDepartment = (typeof schoolDepartments)[number][0];

/** Departments that teachers are spread over. */
export const teachingDepartments = ["MIPA", "BAHASA", "IPS", "AGAMA", "SENI_PJOK"] as const;
export const vocationalDepartments = ["TKJ", "AKUNTANSI"] as const;

/** A school's seats; level 1 is the top of the foundation, a principal stands on 4. */
export const schoolSeats: readonly SeatKind<SeatCode, SchoolDepartment>[] = [
  schoolSeat("KEPSEK", "Kepala Sekolah", 4, null, [], "Pendidik"),
  schoolSeat("WAKUR", "Wakil Kepala Sekolah Bidang Kurikulum", 5, "KURIKULUM", ["KEPSEK"], "Pendidik"),
  schoolSeat("WAKASIS", "Wakil Kepala Sekolah Bidang Kesiswaan", 5, "KESISWAAN", ["KEPSEK"], "Pendidik"),
  schoolSeat("WASAR", "Wakil Kepala Sekolah Bidang Sarpras", 5, "SARPRAS", ["KEPSEK"], "Pendidik"),
  schoolSeat("WAHUM", "Wakil Kepala Sekolah Bidang Humas", 5, "HUMAS", ["KEPSEK"], "Pendidik"),
  schoolSeat("KAPROG", "Kepala Program Keahlian", 6, "KURIKULUM", ["WAKUR"], "Pendidik"),
  schoolSeat("KOORD_TK", "Koordinator TK", 5, "KURIKULUM", ["KEPSEK"], "Pendidik"),
  schoolSeat("KATU", "Kepala Tata Usaha", 5, "TU", ["KEPSEK"], "Tenaga Kependidikan"),
  schoolSeat("BEND", "Bendahara Sekolah", 5, "KEUANGAN", ["KEPSEK"], "Tenaga Kependidikan"),
  schoolSeat("STAF_TU", "Staf Tata Usaha", 7, "TU", ["KATU", "KEPSEK"], "Tenaga Kependidikan"),
  schoolSeat("OPERATOR", "Operator Dapodik", 7, "TU", ["KATU", "KEPSEK"], "Tenaga Kependidikan"),
  schoolSeat("PUSTAKAWAN", "Pustakawan", 7, "TU", ["KATU", "KEPSEK"], "Tenaga Kependidikan"),
  schoolSeat("LABORAN", "Laboran", 7, "TU", ["KATU", "KEPSEK"], "Tenaga Kependidikan"),
  schoolSeat("TEKNISI", "Teknisi", 7, "TU", ["KATU", "KEPSEK"], "Tenaga Kependidikan"),
  schoolSeat("SATPAM", "Satpam", 8, "TU", ["KATU", "STAF_TU", "KEPSEK"], "Tenaga Kependidikan"),
  schoolSeat("KEBERSIHAN", "Petugas Kebersihan", 8, "TU", ["KATU", "STAF_TU", "KEPSEK"], "Tenaga Kependidikan"),
  schoolSeat("KOORD_BK", "Koordinator BK", 6, "BK", ["WAKUR"], "Pendidik"),
  schoolSeat("GURU_BK", "Guru BK", 7, "BK", ["WAKUR"], "Pendidik"),
  schoolSeat("GURU", "Guru", 7, "KURIKULUM", ["KAPROG", "WAKUR", "KOORD_TK"], "Pendidik"),
  schoolSeat("GURU_KELAS", "Guru Kelas", 7, "KURIKULUM", ["WAKUR"], "Pendidik"),
  schoolSeat("GURU_MAPEL", "Guru Mata Pelajaran", 7, "KURIKULUM", ["WAKUR"], "Pendidik"),
  schoolSeat("GURU_PARUH", "Guru Paruh Waktu", 7, "KURIKULUM", ["WAKUR"], "Pendidik"),
  schoolSeat("WALI_KELAS", "Wali Kelas", 7, "KESISWAAN", ["WAKUR"], "Pendidik"),
  schoolSeat("KEPALA_LAB", "Kepala Laboratorium", 6, "MIPA", ["WAKUR"], "Pendidik"),
];

export const officeSeatCodes = [
  "KETUA_PEMBINA",
  "ANGGOTA_PEMBINA",
  "KETUA_PENGAWAS",
  "KETUA_PENGURUS",
  "ANGGOTA_PENGURUS",
  "SEKRETARIS",
  "BEND_YAYASAN",
  "KA_SDM",
  "KA_KEUANGAN",
  "KA_SARPRAS",
  "KA_TI",
  "AUDITOR",
  "PDP",
  "STAF_SDM",
  "STAF_KEUANGAN",
  "STAF_SARPRAS",
  "STAF_TI",
] as const;
export type OfficeSeatCode = (typeof officeSeatCodes)[number];

export const officeDepartments = [
  ["PEMBINA", "Pembina", null],
  ["PENGAWAS", "Pengawas", null],
  ["PENGURUS", "Pengurus", null],
  ["SDM", "Sumber Daya Manusia", "PENGURUS"],
  ["KEUANGAN", "Keuangan", "PENGURUS"],
  ["SARPRAS", "Sarpras dan Pengadaan", "PENGURUS"],
  ["TI", "Teknologi Informasi", "PENGURUS"],
] as const;
export type OfficeDepartment = (typeof officeDepartments)[number][0];

/** The head office's seats, with how many people hold them: 28. */
export const officeSeats: readonly (SeatKind<OfficeSeatCode, OfficeDepartment> & { readonly people: number })[] = [
  { ...officeSeat("KETUA_PEMBINA", "Ketua Pembina", 1, "PEMBINA", [], "Pengurus"), people: 1 },
  { ...officeSeat("ANGGOTA_PEMBINA", "Anggota Pembina", 2, "PEMBINA", ["KETUA_PEMBINA"], "Pengurus"), people: 2 },
  { ...officeSeat("KETUA_PENGAWAS", "Ketua Pengawas", 2, "PENGAWAS", ["KETUA_PEMBINA"], "Pengurus"), people: 1 },
  { ...officeSeat("KETUA_PENGURUS", "Ketua Pengurus", 2, "PENGURUS", ["KETUA_PEMBINA"], "Pengurus"), people: 1 },
  { ...officeSeat("ANGGOTA_PENGURUS", "Anggota Pengurus", 3, "PENGURUS", ["KETUA_PENGURUS"], "Pengurus"), people: 1 },
  { ...officeSeat("SEKRETARIS", "Sekretaris", 3, "PENGURUS", ["KETUA_PENGURUS"], "Pengurus"), people: 1 },
  { ...officeSeat("BEND_YAYASAN", "Bendahara Yayasan", 3, "PENGURUS", ["KETUA_PENGURUS"], "Pengurus"), people: 1 },
  { ...officeSeat("KA_SDM", "Kepala SDM", 4, "SDM", ["KETUA_PENGURUS"], "Tenaga Kependidikan"), people: 1 },
  {
    ...officeSeat("KA_KEUANGAN", "Kepala Keuangan", 4, "KEUANGAN", ["BEND_YAYASAN"], "Tenaga Kependidikan"),
    people: 1,
  },
  {
    ...officeSeat(
      "KA_SARPRAS",
      "Kepala Sarpras dan Pengadaan",
      4,
      "SARPRAS",
      ["KETUA_PENGURUS"],
      "Tenaga Kependidikan",
    ),
    people: 1,
  },
  { ...officeSeat("KA_TI", "Kepala TI", 4, "TI", ["KETUA_PENGURUS"], "Tenaga Kependidikan"), people: 1 },
  { ...officeSeat("AUDITOR", "Auditor Internal", 4, "PENGAWAS", ["KETUA_PENGAWAS"], "Tenaga Kependidikan"), people: 1 },
  {
    ...officeSeat("PDP", "Petugas Pelindungan Data Pribadi", 4, "PENGURUS", ["KETUA_PENGURUS"], "Tenaga Kependidikan"),
    people: 1,
  },
  { ...officeSeat("STAF_SDM", "Staf SDM", 6, "SDM", ["KA_SDM"], "Tenaga Kependidikan"), people: 4 },
  { ...officeSeat("STAF_KEUANGAN", "Staf Keuangan", 6, "KEUANGAN", ["KA_KEUANGAN"], "Tenaga Kependidikan"), people: 4 },
  { ...officeSeat("STAF_SARPRAS", "Staf Sarpras", 6, "SARPRAS", ["KA_SARPRAS"], "Tenaga Kependidikan"), people: 3 },
  { ...officeSeat("STAF_TI", "Staf TI", 6, "TI", ["KA_TI"], "Tenaga Kependidikan"), people: 3 },
];

/** A row of the tables above. */
type SeatRow<Code extends string, Department extends string> = (
  code: Code,
  name: string,
  level: number,
  department: Department | null,
  reportsTo: readonly Code[],
  field: SeatKind<Code, Department>["field"],
) => SeatKind<Code, Department>;

function schoolSeat(...row: Parameters<SeatRow<SeatCode, SchoolDepartment>>): SeatKind<SeatCode, SchoolDepartment> {
  const [code, name, level, department, reportsTo, field] = row;
  return { code, name, level, department, reportsTo, field };
}

function officeSeat(
  ...row: Parameters<SeatRow<OfficeSeatCode, OfficeDepartment>>
): SeatKind<OfficeSeatCode, OfficeDepartment> {
  const [code, name, level, department, reportsTo, field] = row;
  return { code, name, level, department, reportsTo, field };
}
