export const notice = {
  "user.welcome.title": "Welcome to {{tenantName}}",
  "user.welcome.body": "Your account is ready, {{name}}. You sign in with {{identifier}}.",
} as const;
