/** Which field a refusal of the server speaks of. */
export const userFieldOfCode = {
  "user.email_in_use": "email",
  "user.nip_in_use": "nip",
  "user.username_in_use": "username",
  "employee.nip_in_use": "nip",
} as const;
