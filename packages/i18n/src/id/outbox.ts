export const outbox = {
  title: "Kotak keluar",
  lead: "Surel yang ditangkap di tempat karena belum ada penyedia surel. Tidak ada yang benar-benar terkirim ke luar.",
  to: "Kepada",
  from: "Dari",
  sentAt: "Ditangkap",
  searchLabel: "Cari perihal atau alamat",
  firstUseTitle: "Kotak keluar masih kosong",
  firstUseBody:
    "Surel pertama muncul di sini begitu Gloria mengirim sesuatu, misalnya ucapan selamat datang untuk orang baru.",
  html: "Tampilan",
  text: "Teks",
  headers: "Kepala surat",
  previewTitle: "Pratinjau surel: {{subject}}",
  masked: "Tautan rahasia disamarkan bagi selain penerimanya.",
  selectOne: "Pilih surel untuk membacanya.",
  letter: "Isi surel",
  parts: "Bagian surel",
} as const;
