/** Looking through another person's eyes. */
export const impersonation = {
  action: "Lihat sebagai orang ini",
  beginTitle: "Lihat sebagai {{name}}?",
  beginBody:
    "Gloria akan tampil seperti bagi {{name}}, hanya untuk dibaca. {{name}} diberi tahu, dan kedua nama tercatat di jejak audit.",
  reason: "Alasan",
  reasonHint: "Dibaca juga oleh orang tersebut.",
  minutes: "Lama (menit)",
  minutesHint: "Paling lama {{minutes}} menit.",
  begin: "Mulai melihat",
  label: "Melihat sebagai orang lain",
  banner: "{{by}} melihat sebagai {{name}}",
  until: "sampai",
  readOnly: "Hanya baca.",
  because: "Alasan: {{reason}}",
  end: "Selesai melihat",
  over: "Anda kembali sebagai diri sendiri.",
  expired: "Waktu melihat sebagai orang lain habis. Anda kembali sebagai diri sendiri.",
} as const;
