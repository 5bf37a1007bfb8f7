import type { ImportPlanProblemCode } from "@gloria/contracts";

/** Why a well-formed row of a file cannot be imported. */
export const importPlanProblem = {
  match_ambiguous: "Pengenal pada baris ini milik dua orang: {{first}} dan {{second}}. Perbaiki yang keliru.",
  nip_differs: "Orang ini sudah memiliki NIP {{nip}}. NIP diganti pada halaman orangnya, bukan lewat impor.",
  name_required: "Orang baru memerlukan nama.",
  identifier_required: "Orang baru memerlukan NIP, surel, atau nama pengguna agar dapat masuk.",
  email_in_use: "{{name}} sudah memakai alamat surel ini.",
  username_in_use: "{{name}} sudah memakai nama pengguna ini.",
  nip_in_use: "{{name}} sudah memakai NIP ini.",
  nik_in_use: "{{name}} sudah memakai NIK ini.",
  code_required: "Hal baru memerlukan kode.",
  entity_required: "Sebutkan jenis baris ini: sekolah, bagian, atau jabatan.",
  level_required: "Hal baru memerlukan jenjang ({{field}}).",
  parent_unknown: "Tidak ada bagian {{value}} di sekolah ini, dan tidak ada baris sebelumnya yang membuatnya.",
  reports_to_unknown: "Tidak ada jabatan {{value}}, dan tidak ada baris sebelumnya yang membuatnya.",
  external_id_unknown: "Tidak ada yang dikenal dengan nama {{value}}.",
  school_differs: "Ini berada di sekolah lain, bukan {{code}}. Pindahkan pada halamannya sendiri.",
  position_full: "{{position}} memiliki {{headcount}} formasi, dan semuanya sudah terisi saat itu.",
  seats_below_holders: "{{holders}} orang memegang jabatan ini; formasinya tidak dapat menjadi {{headcount}}.",
  primary_in_use: "{{position}} adalah jabatan utama orang ini pada masa itu.",
  acting_too_long: "Pelaksana tugas (Plt) memegang jabatan paling lama {{months}} bulan.",
  acting_extended_enough: "Plt ini sudah diperpanjang sebanyak yang diizinkan.",
  plt_in_place: "Mulai {{from}} formasi {{position}} diisi Plt. Akhiri Plt itu lebih dahulu.",
  plt_seat_taken: "Mulai {{from}} formasi {{position}} tidak kosong. Plt hanya mengisi formasi yang kosong.",
  plh_without_holder: "Mulai {{from}} {{position}} tidak memiliki pejabat yang dapat diwakili Plh.",
  self_appointment: "Tidak seorang pun mengangkat dirinya sendiri. Mintalah orang lain melakukannya.",
  person_resigned: "Orang ini sudah berhenti, sehingga tidak mendapat jabatan.",
  position_beyond_place:
    "Hak {{position}} menjangkau lebih jauh daripada tempatnya. Hanya yang berwenang mengangkat di sana yang dapat memberikannya.",
  row_contradicts: "Baris {{rowNumber}} menyebut hal lain tentang orang yang sama.",
  not_permitted: "Anda tidak berwenang melakukannya di sini: {{permission}} tidak ada.",
  role_beyond_own:
    "{{role}} mengizinkan {{permission}}, yang tidak Anda miliki di sini. Tidak seorang pun memberi yang tidak dimilikinya.",
  changed_since_dry_run: "Data berubah sejak uji coba, sehingga baris ini tidak diterapkan. Periksa berkasnya lagi.",
  refused_by_database: "Baris ini tidak dapat ditulis: {{code}}.",
} as const satisfies Record<ImportPlanProblemCode, string>;
