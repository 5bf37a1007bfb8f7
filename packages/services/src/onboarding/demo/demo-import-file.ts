import { csvText } from "../imports/mapping/csv-text.ts";
import { personName } from "./person-name.ts";
import { demoSchools } from "./school-plans.ts";
import { createSeededRandom } from "./seeded-random.ts";

export type DemoImportKind = "planted" | "fixed";

const rows = 40;
const seed = 20_260_713;

const headers = [
  "Nama",
  "Gelar Belakang",
  "NIP",
  "NUPTK",
  "Surel",
  "No. Ponsel",
  "Jenis Kelamin",
  "Tanggal Lahir",
  "Status Kepegawaian",
  "Tgl. Mulai Bekerja",
  "Kode Sekolah",
  "Kode Jabatan",
  "Jenis Penugasan",
  "Mulai Menjabat",
  "Sampai Dengan",
  "Kode Peran",
  "NIK",
] as const;
type Row = Record<(typeof headers)[number], string>;

/** The row in the file, its column, and the mistake; each is one error in one row. */
export const plantedMistakes: readonly {
  readonly rowNumber: number;
  readonly column: (typeof headers)[number];
  readonly written: string;
}[] = [
  { rowNumber: 4, column: "NIP", written: "2,02690E+09" },
  { rowNumber: 8, column: "Tanggal Lahir", written: "31/02/1991" },
  { rowNumber: 12, column: "Jenis Kelamin", written: "L" },
  { rowNumber: 16, column: "NIP", written: "2026900005" },
  { rowNumber: 20, column: "Kode Sekolah", written: "SMU-SMG" },
  { rowNumber: 24, column: "Kode Jabatan", written: "GURU_MAPL" },
  { rowNumber: 28, column: "Surel", written: "baru27.demo.example" },
  { rowNumber: 32, column: "Nama", written: "" },
  { rowNumber: 36, column: "NUPTK", written: "990000000000035" },
];

/**
 * Forty newcomers of the demo foundation in the columns of the Indonesian template, the same ones always. `planted`
 * has nine mistakes, all seen only when specific data is imported too (one is between NIK and gender); `fixed` has
 * none. Their NIP has a school number of its own and collides with nobody's. Every seat of the demo is taken, so the
 * newcomers belong to a school, and one stands in for a teacher as Plh.
 */
export function demoImportFile(kind: DemoImportKind): string {
  const random = createSeededRandom(seed, "import file");
  const people = Array.from({ length: rows }, (_, index) => newcomer(index));
  if (kind === "planted") {
    for (const { rowNumber, column, written } of plantedMistakes) {
      const row = people[rowNumber - 2];
      if (row) row[column] = written;
    }
  }
  return csvText([headers, ...people.map((row) => headers.map((header) => row[header]))]);

  function newcomer(index: number): Row {
    const number = index + 1;
    // Row 12 is a woman: her NIK says so against the planted L.
    const gender = number === 11 || random.next() < 0.5 ? "P" : "L";
    const school = demoSchools[index % demoSchools.length];
    const name = personName(random, school?.region ?? "central_java", gender, index % 8 === 7);
    const [year, month, day] = [random.between(1978, 2002), random.between(1, 12), random.between(1, 28)];
    const isTeacher = index % 2 === 0;
    const isSubstitute = number === 23;
    const two = (value: number) => String(value).padStart(2, "0");
    return {
      Nama: name,
      "Gelar Belakang": isTeacher ? "S.Pd." : "",
      NIP: `202690${String(number).padStart(4, "0")}`,
      NUPTK: isTeacher ? `99${String(number).padStart(14, "0")}` : "",
      Surel: `baru${two(number)}@demo.example`,
      "No. Ponsel": `+62000900${String(number).padStart(4, "0")}`,
      "Jenis Kelamin": gender,
      "Tanggal Lahir": `${two(day)}/${two(month)}/${year}`,
      "Status Kepegawaian": isTeacher ? "Kontrak" : "Honorer",
      "Tgl. Mulai Bekerja": "04/01/2027",
      "Kode Sekolah": isSubstitute ? "SD-SMG" : (school?.code ?? ""),
      "Kode Jabatan": isSubstitute ? "GURU_MAPEL" : "",
      "Jenis Penugasan": isSubstitute ? "Plh" : "",
      "Mulai Menjabat": isSubstitute ? "04/01/2027" : "",
      "Sampai Dengan": isSubstitute ? "01/04/2027" : "",
      "Kode Peran": "staff",
      NIK: `990101${two(gender === "P" ? day + 40 : day)}${two(month)}${two(year % 100)}${String(number).padStart(4, "0")}`,
    };
  }
}
