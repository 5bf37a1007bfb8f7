/** What was deleted softly. */
export const trash = {
  title: "Tempat sampah",
  lead: "Yang terhapus dan masih bisa dipulihkan.",
  kind: "Jenis",
  name: "Nama",
  deletedAt: "Dihapus",
  deletedBy: "Oleh",
  restored: "{{name}} dipulihkan.",
  firstUseTitle: "Tempat sampah kosong",
  firstUseBody: "Yang dihapus akan tampil di sini sampai dipulihkan.",
} as const;
