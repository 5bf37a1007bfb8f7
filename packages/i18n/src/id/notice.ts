import type { NotificationType } from "@gloria/contracts";

/** Title and body of every notification, with the variables of its type. */
export const notice = {
  "user.welcome.title": "Selamat datang di {{tenantName}}",
  "user.welcome.body": "Akun Anda sudah siap, {{name}}. Anda masuk dengan {{identifier}}.",
  "user.impersonated.title": "Seseorang melihat Gloria sebagai Anda",
  "user.impersonated.body":
    "{{by}} melihat Gloria sebagai Anda selama paling lama {{minutes}} menit dan tidak dapat mengubah apa pun. Alasan: {{reason}}",
  "user.invited.title": "Undangan ke {{tenantName}}",
  "user.invited.body": "{{tenantName}} mengundang Anda, {{name}}.",
  "user.profile_changed.title": "Data Anda diubah",
  "user.profile_changed.body": "{{changedBy}} mengubah: {{columns}}.",
  "assignment.ends_soon.title": "{{position}} berakhir dalam {{daysLeft}} hari",
  "assignment.ends_soon.body": "{{name}} memegang {{position}} ({{place}}) sampai sehari sebelum {{day}}.",
  "assignment.ended.title": "{{position}} sudah berakhir",
  "assignment.ended.body": "{{name}} tidak lagi memegang {{position}} ({{place}}) sejak {{day}}.",
  "assignment.started.title": "{{position}} sudah dimulai",
  "assignment.started.body": "{{name}} memegang {{position}} ({{place}}) sejak {{day}}.",
  "import.finished.title": "Impor {{fileName}}: {{outcome}}",
  "import.finished.body": "{{done}} baris selesai, {{failed}} keliru.",
  "export.finished.title": "Ekspor {{what}} selesai",
  "export.finished.body": "Berkas {{format}} dengan {{rows}} baris siap diunduh selama 24 jam.",
} as const satisfies Record<`${NotificationType}.${"title" | "body"}`, string>;
