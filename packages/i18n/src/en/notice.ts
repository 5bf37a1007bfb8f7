export const notice = {
  "user.welcome.title": "Welcome to {{tenantName}}",
  "user.welcome.body": "Your account is ready, {{name}}. You sign in with {{identifier}}.",
  "user.impersonated.title": "Somebody views Gloria as you",
  "user.impersonated.body":
    "{{by}} views Gloria as you for up to {{minutes}} minutes and can change nothing. Reason: {{reason}}",
  "user.invited.title": "Your invitation to {{tenantName}}",
  "user.invited.body": "{{tenantName}} invites you, {{name}}.",
  "user.profile_changed.title": "Your data was changed",
  "user.profile_changed.body": "{{changedBy}} changed: {{columns}}.",
  "assignment.ends_soon.title": "{{position}} ends in {{daysLeft}} days",
  "assignment.ends_soon.body": "{{name}} holds {{position}} ({{place}}) until the day before {{day}}.",
  "assignment.ended.title": "{{position}} has ended",
  "assignment.ended.body": "{{name}} no longer holds {{position}} ({{place}}) since {{day}}.",
  "assignment.started.title": "{{position}} has begun",
  "assignment.started.body": "{{name}} holds {{position}} ({{place}}) since {{day}}.",
  "import.finished.title": "Import of {{fileName}}: {{outcome}}",
  "import.finished.body": "{{done}} rows done, {{failed}} with errors.",
} as const;
