import type { NotificationType } from "@gloria/contracts";

/** Title and body of every notification, with the variables of its type. */
export const notice = {
  "user.welcome.title": "Selamat datang di {{tenantName}}",
  "user.welcome.body": "Akun Anda sudah siap, {{name}}. Anda masuk dengan {{identifier}}.",
  "user.impersonated.title": "Seseorang melihat Gloria sebagai Anda",
  "user.impersonated.body":
    "{{by}} melihat Gloria sebagai Anda selama paling lama {{minutes}} menit dan tidak dapat mengubah apa pun. Alasan: {{reason}}",
  "user.profile_changed.title": "Data Anda diubah",
  "user.profile_changed.body": "{{changedBy}} mengubah: {{columns}}.",
} as const satisfies Record<`${NotificationType}.${"title" | "body"}`, string>;
