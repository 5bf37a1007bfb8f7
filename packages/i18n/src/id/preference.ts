import type { NotificationChannel, NotificationType, weekStarts } from "@gloria/contracts";

/** What a person chooses for themselves. */
export const preference = {
  title: "Bahasa, zona, dan notifikasi",
  lead: "Berlaku di setiap perangkat dan untuk surel yang dikirim kepada Anda.",
  leadOther: "Berlaku di setiap perangkat orang ini dan untuk surel yang dikirim kepadanya.",
  messageLanguage: "Bahasa surel dan pemberitahuan",
  zone: "Zona waktu",
  weekStart: "Awal pekan",
  foundation: "Seperti yayasan ({{value}})",
  "week.monday": "Senin",
  "week.sunday": "Minggu",
  "week.saturday": "Sabtu",
  notifications: "Notifikasi",
  notification: "Pemberitahuan",
  "channel.in_app": "Kotak masuk",
  "channel.email": "Surel",
  always: "Selalu dikirim",
  notOffered: "Tidak ada",
  wants: "{{type}} lewat {{channel}}",
  saved: "Preferensi disimpan.",
  "type.user.welcome": "Sambutan",
  "type.user.impersonated": "Seseorang melihat sebagai Anda",
  "type.user.invited": "Undangan",
  "type.user.profile_changed": "Data Anda diubah",
  "type.assignment.ends_soon": "Jabatan akan berakhir",
  "type.assignment.ended": "Jabatan berakhir",
  "type.assignment.started": "Jabatan dimulai",
  "type.import.finished": "Impor selesai",
  "type.delegation.begun": "Wewenang didelegasikan kepada saya",
  "type.delegation.revoked": "Pendelegasian dicabut",
  "type.delegation.ends_soon": "Pendelegasian segera berakhir",
  "type.access_review.assigned": "Tinjauan hak akses untuk saya",
  "type.access_review.overdue": "Tinjauan hak akses terlambat",
  "type.permission_batch.finished": "Pemberian massal selesai",
  "type.export.finished": "Ekspor selesai",
} as const satisfies Record<
  `type.${NotificationType}` | `channel.${NotificationChannel}` | `week.${(typeof weekStarts)[number]}`,
  string
> &
  Record<string, string>;
