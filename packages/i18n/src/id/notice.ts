import type { NotificationType } from "@gloria/contracts";

/** Title and body of every notification, with the variables of its type. */
export const notice = {
  "user.welcome.title": "Selamat datang di {{tenantName}}",
  "user.welcome.body": "Akun Anda sudah siap, {{name}}. Anda masuk dengan {{identifier}}.",
  "user.profile_changed.title": "Data Anda diubah",
  "user.profile_changed.body": "{{changedBy}} mengubah: {{columns}}.",
} as const satisfies Record<`${NotificationType}.${"title" | "body"}`, string>;
