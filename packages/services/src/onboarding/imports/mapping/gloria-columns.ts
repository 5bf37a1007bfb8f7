import type { ImportField, ImportKind, Locale } from "@gloria/contracts";

export interface GloriaColumn<Kind extends ImportKind = ImportKind> {
  readonly field: ImportField<Kind>;
  /** The header in the template of each language. */
  readonly header: Readonly<Record<Locale, string>>;
  readonly isRequired: boolean;
}

type ColumnList<Kind extends ImportKind> = readonly (readonly [ImportField<Kind>, string, string, "required"?])[];

const people: ColumnList<"people"> = [
  ["name", "Nama", "Name", "required"],
  ["titlePrefix", "Gelar Depan", "Title Before Name"],
  ["titleSuffix", "Gelar Belakang", "Title After Name"],
  ["nip", "NIP", "Staff Number"],
  ["nuptk", "NUPTK", "National Educator Number"],
  ["email", "Surel", "Email"],
  ["username", "Nama Pengguna", "User Name"],
  ["mobile", "No. Ponsel", "Mobile Phone"],
  ["phone", "Telepon Rumah", "Home Phone"],
  ["gender", "Jenis Kelamin", "Gender"],
  ["birthDate", "Tanggal Lahir", "Birth Date"],
  ["status", "Status Akun", "Account Status"],
  ["startedOn", "Tgl. Mulai Bekerja", "Started On"],
  ["permanentOn", "Tgl. Tetap", "Permanent On"],
  ["employmentStatus", "Status Kepegawaian", "Employment Status"],
  ["workingTime", "Waktu Kerja Kependidikan", "Working Time"],
  ["section", "Bagian Kerja", "Section"],
  ["location", "Lokasi", "Location"],
  ["field", "Bidang Kerja", "Field of Work"],
  ["employeeKind", "Jenis Karyawan", "Kind of Employee"],
  ["activeStatus", "Status Aktif", "Active Status"],
  ["rfid", "RFID", "RFID Card"],
  ["additionalDuty", "Tugas Tambahan", "Additional Duty"],
  ["candidateDecree", "SK CPNS", "Candidate Decree"],
  ["candidateOn", "Tanggal CPNS", "Candidate On"],
  ["appointmentDecree", "SK Pengangkatan", "Appointment Decree"],
  ["appointedOn", "TMT Pengangkatan", "Appointed On"],
  ["appointedBy", "Lembaga Pengangkatan", "Appointed By"],
  ["rankGrade", "Pangkat Golongan", "Rank and Grade"],
  ["salarySource", "Sumber Gaji", "Salary Source"],
  ["civilServantOn", "TMT PNS", "Civil Servant On"],
  ["principalLicence", "Sudah Lisensi Kepala Sekolah", "Principal Licence"],
  ["supervisionTraining", "Pernah Diklat Kepengawasan", "Supervision Training"],
  ["braille", "Keahlian Braille", "Braille"],
  ["signLanguage", "Keahlian Bahasa Isyarat", "Sign Language"],
  ["nuks", "NUKS", "Principal Number"],
  ["schoolCode", "Kode Sekolah", "School Code"],
  ["departmentCode", "Kode Bagian", "Department Code"],
  ["positionCode", "Kode Jabatan", "Position Code"],
  ["assignmentKind", "Jenis Penugasan", "Kind of Assignment"],
  ["assignmentFrom", "Mulai Menjabat", "Assigned From"],
  ["assignmentUntil", "Sampai Dengan", "Assigned Until"],
  ["ftePercent", "FTE (%)", "Full-Time Percent"],
  ["isPrimary", "Jabatan Utama", "Primary Position"],
  ["decreeNumber", "Nomor SK", "Decree Number"],
  ["roleCode", "Kode Peran", "Role Code"],
  ["externalId", "ID Luar", "External ID"],
  ["nik", "NIK", "National Identity Number"],
  ["noKk", "No. KK", "Family Card Number"],
  ["npwp", "NPWP", "Tax Number"],
  ["taxpayerName", "Nama Wajib Pajak", "Taxpayer Name"],
  ["bankName", "Bank", "Bank Name"],
  ["bankAccountNumber", "Nomor Rekening Bank", "Bank Account Number"],
  ["bankAccountHolder", "Rekening Atas Nama", "Bank Account Holder"],
  ["religion", "Agama", "Religion"],
  ["birthPlace", "Tempat Lahir", "Birth Place"],
  ["nationality", "Kewarganegaraan", "Citizenship"],
  ["maritalStatus", "Status Perkawinan", "Marital Status"],
  ["spouseName", "Nama Suami/Istri", "Spouse Name"],
  ["spouseNip", "NIP Suami/Istri", "Spouse Staff Number"],
  ["spouseOccupation", "Pekerjaan Suami/Istri", "Spouse Occupation"],
  ["motherName", "Nama Ibu Kandung", "Mother's Name"],
  ["street", "Alamat Jalan", "Street"],
  ["rt", "RT", "RT Number"],
  ["rw", "RW", "RW Number"],
  ["hamlet", "Nama Dusun", "Hamlet"],
  ["village", "Desa/Kelurahan", "Village"],
  ["district", "Kecamatan", "District"],
  ["postalCode", "Kode Pos", "Postal Code"],
  ["latitude", "Lintang", "Latitude"],
  ["longitude", "Bujur", "Longitude"],
  ["karpeg", "Karpeg", "Civil Servant Card"],
  ["karisKarsu", "Karis/Karsu", "Civil Servant Spouse Card"],
];

const organisation: ColumnList<"organisation"> = [
  ["entity", "Jenis", "Kind", "required"],
  ["code", "Kode", "Code", "required"],
  ["name", "Nama", "Name", "required"],
  ["schoolCode", "Kode Sekolah", "School Code"],
  ["departmentCode", "Kode Bagian", "Department Code"],
  ["parentCode", "Kode Bagian Induk", "Parent Department Code"],
  ["reportsToCode", "Kode Atasan", "Reports To Code"],
  ["coordinatorCodes", "Kode Koordinator", "Coordinator Codes"],
  ["positionLevel", "Tingkat Jabatan", "Position Level"],
  ["headcount", "Jumlah Formasi", "Headcount"],
  ["schoolLevel", "Jenjang", "School Level"],
  ["npsn", "NPSN", "National School Number"],
  ["address", "Alamat", "Address"],
  ["city", "Kota/Kabupaten", "City"],
  ["province", "Provinsi", "Province"],
  ["phone", "Telepon", "Phone"],
  ["email", "Surel", "Email"],
  ["timeZone", "Zona Waktu", "Time Zone"],
  ["externalId", "ID Luar", "External ID"],
  ["parentExternalId", "ID Luar Induk", "Parent External ID"],
];

/** The columns of the templates that Gloria hands out. */
export const gloriaColumns: { readonly [Kind in ImportKind]: readonly GloriaColumn<Kind>[] } = {
  people: people.map((column) => columnOf(column)),
  organisation: organisation.map((column) => columnOf(column)),
};

function columnOf<Kind extends ImportKind>([field, id, en, required]: ColumnList<Kind>[number]): GloriaColumn<Kind> {
  return { field, header: { id, en }, isRequired: required === "required" };
}
