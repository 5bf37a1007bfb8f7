import {
  type ImportField,
  type ImportFieldDefinition,
  type ImportKind,
  type ImportValueType,
  importFields,
  type Locale,
} from "@gloria/contracts";

interface TemplateTexts {
  readonly fileName: Readonly<Record<ImportKind, string>>;
  readonly sheet: Readonly<Record<ImportKind, string>>;
  readonly helpSheet: string;
  readonly help: Readonly<Record<ImportKind, readonly string[]>>;
  readonly required: string;
  readonly optional: string;
}

/** What stands in the templates beside the headers. */
export const templateTexts: Readonly<Record<Locale, TemplateTexts>> = {
  id: {
    fileName: { people: "templat-orang", organisation: "templat-organisasi" },
    sheet: { people: "Orang", organisation: "Organisasi" },
    helpSheet: "Petunjuk",
    help: {
      people: [
        "Isi satu baris untuk setiap orang; orang dengan dua jabatan ditulis di dua baris.",
        "Jangan mengubah baris judul. Kolom yang tidak dipakai boleh dihapus.",
      ],
      organisation: [
        "Isi satu baris untuk setiap sekolah, bagian, atau jabatan.",
        "Kosongkan Kode Sekolah bila bagian atau jabatan itu milik yayasan.",
      ],
    },
    required: "wajib",
    optional: "opsional",
  },
  en: {
    fileName: { people: "people-template", organisation: "organisation-template" },
    sheet: { people: "People", organisation: "Organisation" },
    helpSheet: "Help",
    help: {
      people: [
        "Write one row for each person; somebody with two positions has two rows.",
        "Leave the header row as it is. Columns that you do not need may be deleted.",
      ],
      organisation: [
        "Write one row for each school, department or position.",
        "Leave School Code empty where a department or position belongs to the foundation.",
      ],
    },
    required: "required",
    optional: "optional",
  },
};

const hintOfValue: Readonly<Record<ImportValueType, Readonly<Record<Locale, string>>>> = {
  text: { id: "Teks.", en: "Text." },
  date: { id: "Tanggal, mis. 31/12/1990.", en: "A date, e.g. 31/12/1990." },
  integer: { id: "Bilangan bulat.", en: "A whole number." },
  boolean: { id: "Ya atau Tidak.", en: "Yes or No." },
  gender: { id: "L atau P.", en: "L (male) or P (female)." },
  userStatus: { id: "Aktif, Diundang, Ditangguhkan, atau Berhenti.", en: "Active, Invited, Suspended or Resigned." },
  assignmentKind: { id: "Definitif, Plt, atau Plh.", en: "Definitive, Plt or Plh." },
  entity: { id: "Sekolah, Bagian, atau Jabatan.", en: "School, Department or Position." },
  schoolLevel: { id: "TK, SD, SMP, SMA, SMK, SLB, atau Kantor.", en: "TK, SD, SMP, SMA, SMK, SLB or Head office." },
};

const hintOfField: Readonly<Partial<Record<ImportField, Readonly<Record<Locale, string>>>>> = {
  nip: { id: "Nomor induk pegawai yayasan, sebagai teks.", en: "The foundation's own staff number, as text." },
  nuptk: { id: "16 angka, sebagai teks.", en: "16 digits, as text." },
  nik: { id: "16 angka, sebagai teks.", en: "16 digits, as text." },
  noKk: { id: "16 angka, sebagai teks.", en: "16 digits, as text." },
  npsn: { id: "8 angka, sebagai teks.", en: "8 digits, as text." },
  mobile: { id: "Mis. 0812 3456 789.", en: "E.g. 0812 3456 789." },
  phone: { id: "Mis. 024 123 4567.", en: "E.g. 024 123 4567." },
  latitude: { id: "Derajat desimal, mis. -6.9824.", en: "Decimal degrees, e.g. -6.9824." },
  longitude: { id: "Derajat desimal, mis. 110.4203.", en: "Decimal degrees, e.g. 110.4203." },
  ftePercent: { id: "1 sampai 100; 100 adalah penuh waktu.", en: "1 to 100; 100 is full time." },
  assignmentUntil: {
    id: "Tanggal pertama ketika tidak lagi menjabat; wajib untuk Plt dan Plh.",
    en: "The first day on which the position is no longer held; required for Plt and Plh.",
  },
  reportsToCode: {
    id: "Kode jabatan di atasnya; SEKOLAH/KODE bila di sekolah lain.",
    en: "The code of the position above; SCHOOL/CODE where it is another school's.",
  },
  coordinatorCodes: { id: "Beberapa kode dipisahkan titik koma.", en: "Several codes separated by semicolons." },
  positionLevel: { id: "1 sampai 20; 1 yang tertinggi.", en: "1 to 20; 1 is the highest." },
  timeZone: { id: "WIB, WITA, WIT, atau mis. Asia/Jakarta.", en: "WIB, WITA, WIT or e.g. Asia/Jakarta." },
};

/** What belongs into a column, in one sentence. */
export function columnHint(kind: ImportKind, field: ImportField, locale: Locale): string {
  const definitions: Readonly<Record<string, ImportFieldDefinition>> = importFields[kind];
  return (hintOfField[field] ?? hintOfValue[definitions[field]?.value ?? "text"])[locale];
}
