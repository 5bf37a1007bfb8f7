import type { ImportFileNoticeCode, ImportFileProblemCode, ImportRowProblemCode } from "@gloria/contracts";

/** Why a file cannot be imported, and what to do. */
export const importFileProblem = {
  file_empty: "Berkas ini kosong. Pilih berkas yang berisi data.",
  file_too_large: "Berkas ini lebih besar dari {{maxMegabytes}} MB. Bagi menjadi beberapa berkas.",
  wrong_encoding:
    "Huruf-huruf di berkas ini tidak dapat dibaca dengan pasti. Simpan ulang dari Excel sebagai “CSV UTF-8”, atau kirim sebagai XLSX.",
  nul_bytes:
    "Berkas ini berisi data biner, bukan teks. Simpan ulang dari Excel sebagai “CSV UTF-8”, atau kirim sebagai XLSX.",
  not_a_spreadsheet: "Ini berkas {{found}}, bukan tabel. Kirim berkas CSV atau XLSX.",
  html_not_spreadsheet:
    "Ini halaman web yang diberi nama seperti tabel. Buka di Excel, lalu simpan sebagai “Buku Kerja Excel (.xlsx)”.",
  xls_old_format: "Ini berkas Excel lama (.xls). Buka di Excel, lalu simpan sebagai “Buku Kerja Excel (.xlsx)”.",
  other_spreadsheet_format: "Ini tabel berbentuk {{found}}. Simpan sebagai XLSX atau CSV, lalu kirim lagi.",
  encrypted: "Berkas ini dilindungi kata sandi. Buka di Excel, hapus kata sandinya, lalu simpan dan kirim lagi.",
  file_damaged: "Berkas ini rusak atau terpotong. Buka dan simpan ulang di Excel, lalu kirim lagi.",
  zip_bomb:
    "Isi berkas ini mengembang jauh melebihi ukurannya (batasnya {{maxMegabytes}} MB). Salin datanya ke berkas baru, lalu kirim berkas itu.",
  not_a_table: "Tidak ada tabel di berkas ini. Pisahkan kolomnya dengan koma, titik koma, atau tab.",
  quote_unclosed: "Tanda kutip yang dibuka di baris {{rowNumber}} tidak pernah ditutup. Perbaiki baris itu.",
  quote_misplaced:
    "Ada tanda kutip yang salah tempat di baris {{rowNumber}}. Isian yang memuat tanda kutip ditulis dengan kutip ganda.",
  sheet_not_found: "Lembar “{{sheet}}” tidak ada di berkas ini. Yang ada: {{sheets}}.",
  sheets_hidden: "Semua lembar di berkas ini disembunyikan ({{sheets}}). Tampilkan lembar yang akan diimpor.",
  header_missing:
    "Baris judul kolom tidak ditemukan di {{searchedRows}} baris pertama. Tulis nama kolom di atas datanya, seperti di templat.",
  header_duplicate: "Kolom “{{header}}” ada dua kali (kolom {{columns}}). Hapus atau ganti nama salah satunya.",
  header_unknown: "Kolom ini tidak dikenal: {{headers}}. Pilih artinya, atau pilih “abaikan”.",
  preset_differs:
    "Judul kolom di berkas ini bukan dari format {{preset}}. Pilih format lain, atau biarkan dikenali sendiri.",
  header_required: "Isian wajib ini belum punya kolom: {{fields}}.",
  field_mapped_twice: "Beberapa kolom mengisi {{field}}: {{headers}}. Pilih satu saja.",
  field_not_of_kind: "Isian {{field}} tidak ada pada jenis impor ini.",
  column_not_in_file: "Kolom “{{header}}” tidak ada di berkas ini. Pilih ulang padanan kolomnya.",
  no_data_rows: "Di bawah judul kolom (baris {{headerRowNumber}}) tidak ada data.",
  too_many_rows: "Baris datanya lebih dari {{max}}. Bagi menjadi beberapa berkas.",
  too_many_columns: "Ada {{found}} kolom, paling banyak {{max}}. Hapus kolom yang tidak diimpor.",
  merged_cells:
    "Di lembar “{{sheet}}” ada sel gabungan ({{range}}). Pisahkan sel itu, dan isi setiap barisnya sendiri.",
} as const satisfies Record<ImportFileProblemCode, string>;

/** What the reader did by itself with a file. */
export const importFileNotice = {
  encoding_guessed: "Berkas ini dibaca sebagai {{encoding}}. Periksa huruf beraksen di pratinjau.",
  extension_differs: "Menurut isinya berkas ini {{format}}, berbeda dari akhiran namanya.",
  sheets_not_read: "Hanya lembar “{{sheet}}” yang dibaca. Yang tidak dibaca: {{sheets}}.",
} as const satisfies Record<ImportFileNoticeCode, string>;

/** What is wrong with one cell or one row, and what to do. */
export const importRowProblem = {
  cell_too_long: "Isian ini lebih dari {{max}} karakter. Persingkat.",
  formula_without_value: "Rumus ini tidak punya hasil. Salin kolomnya, lalu tempel sebagai nilai.",
  formula_error: "Rumus ini menghasilkan galat {{value}}. Perbaiki rumusnya, atau tulis nilainya.",
  cell_without_header:
    "Ada isian “{{value}}” di kolom {{cellColumn}}, yang tidak berjudul. Mungkin ada pemisah yang berlebih di baris ini.",
  required_missing: "Wajib diisi.",
  too_long: "Paling banyak {{max}} karakter.",
  control_characters: "Ada karakter yang tidak terlihat atau rusak. Ketik ulang isian ini.",
  number_in_scientific_notation:
    "“{{value}}” adalah angka yang dibulatkan Excel; digit aslinya hilang. Jadikan kolomnya Teks, lalu tulis ulang angkanya.",
  date_unreadable: "“{{value}}” bukan tanggal. Tulis hari/bulan/tahun, mis. 31/12/1990.",
  date_invalid: "Tanggal “{{value}}” tidak ada di kalender. Urutannya hari/bulan/tahun.",
  date_serial: "“{{value}}” adalah nomor tanggal Excel. Jadikan kolomnya Tanggal, atau tulis mis. 31/12/1990.",
  date_two_digit_year: "Tahun di “{{value}}” hanya dua angka. Tulis tahun lengkap, mis. 1990.",
  date_in_future: "Tanggal {{value}} belum tiba.",
  date_too_old: "Tanggal “{{value}}” sebelum tahun 1900.",
  date_order: "{{until}} tidak setelah {{from}}. Periksa kedua tanggal itu.",
  nip_characters: "NIP hanya berisi huruf, angka, titik, garis miring, dan tanda hubung.",
  nip_pattern: "NIP “{{value}}” tidak mengikuti pola NIP yayasan.",
  nik_digits: "NIK terdiri dari 16 angka; di sini {{found}}.",
  nik_invalid: "NIK ini tidak mungkin benar: tanggal lahir di dalamnya tidak ada.",
  nik_birth_date_mismatch: "Tanggal lahir di dalam NIK berbeda dari kolom tanggal lahir. Periksa keduanya.",
  nik_gender_mismatch: "Jenis kelamin di dalam NIK berbeda dari kolom jenis kelamin. Periksa keduanya.",
  nuptk_digits: "NUPTK terdiri dari 16 angka; di sini {{found}}.",
  npsn_digits: "NPSN terdiri dari 8 angka; di sini {{found}}.",
  digits_only: "Tulis angka saja, {{min}} sampai {{max}} digit.",
  email_invalid: "“{{value}}” bukan alamat surel. Tulis lengkap, mis. nama@sekolah.sch.id.",
  username_characters:
    "Nama pengguna “{{value}}” hanya boleh berisi huruf, angka, titik, garis bawah, dan tanda hubung.",
  phone_invalid: "“{{value}}” bukan nomor telepon. Tulis satu nomor, mis. 0812 3456 789.",
  code_characters:
    "Kode “{{value}}” hanya boleh berisi huruf, angka, titik, garis bawah, dan tanda hubung (paling banyak 32).",
  gender_unknown: "“{{value}}” bukan jenis kelamin. Tulis L atau P.",
  choice_unknown: "“{{value}}” tidak dikenal. Pilih salah satu: {{choices}}.",
  number_invalid: "“{{value}}” bukan bilangan bulat dari {{min}} sampai {{max}}.",
  time_zone_unknown: "Zona waktu “{{value}}” tidak dikenal. Tulis WIB, WITA, WIT, atau mis. Asia/Jakarta.",
  until_required: "Plt. dan Plh. harus punya tanggal berakhir.",
  position_required: "Penugasan ini belum punya kode jabatan.",
  school_unknown: "Tidak ada sekolah dengan kode “{{value}}”.",
  department_unknown: "Tidak ada bagian dengan kode “{{value}}” di sekolah ini.",
  position_unknown: "Tidak ada jabatan dengan kode “{{value}}” di sekolah ini.",
  role_unknown: "Tidak ada peran dengan kode “{{value}}”.",
  duplicate_in_file: "Nilai ini sudah dipakai orang lain di baris {{rowNumber}} berkas ini.",
} as const satisfies Record<ImportRowProblemCode, string>;
