export const notice = {
  "user.welcome.title": "Welcome to {{tenantName}}",
  "user.welcome.body": "Your account is ready, {{name}}. You sign in with {{identifier}}.",
  "user.profile_changed.title": "Your data was changed",
  "user.profile_changed.body": "{{changedBy}} changed: {{columns}}.",
} as const;
