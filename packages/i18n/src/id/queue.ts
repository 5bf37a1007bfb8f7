export const queue = {
  title: "Antrean",
  lead: "Dasbor pekerjaan latar untuk operator.",
  body: "Dasbor terbuka di tab baru memakai tiket sekali pakai yang berlaku 60 detik. Isi pekerjaan hanya memuat nomor baris, bukan data.",
  open: "Buka dasbor antrean",
  opening: "Meminta tiket…",
  blocked: "Peramban menahan tab baru. Izinkan jendela baru untuk alamat ini, lalu coba lagi.",
  openFromAdmin: "Buka dasbor pekerjaan dari aplikasi admin: Sistem → Antrean.",
} as const;
