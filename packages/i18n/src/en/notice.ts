export const notice = {
  "user.welcome.title": "Welcome to {{tenantName}}",
  "user.welcome.body": "Your account is ready, {{name}}. You sign in with {{identifier}}.",
  "user.impersonated.title": "Somebody views Gloria as you",
  "user.impersonated.body":
    "{{by}} views Gloria as you for up to {{minutes}} minutes and can change nothing. Reason: {{reason}}",
  "user.profile_changed.title": "Your data was changed",
  "user.profile_changed.body": "{{changedBy}} changed: {{columns}}.",
} as const;
