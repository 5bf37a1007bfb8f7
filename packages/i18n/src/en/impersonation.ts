export const impersonation = {
  action: "Look as this person",
  beginTitle: "Look as {{name}}?",
  beginBody:
    "Gloria will look as it does to {{name}}, to be read only. {{name}} is told, and both names stand in the audit trail.",
  reason: "Reason",
  reasonHint: "The person reads it, too.",
  minutes: "Minutes",
  minutesHint: "At most {{minutes}} minutes.",
  begin: "Begin looking",
  label: "Looking as another person",
  banner: "{{by}} looks as {{name}}",
  until: "until",
  readOnly: "Read only.",
  because: "Reason: {{reason}}",
  end: "End",
  over: "You are yourself again.",
  expired: "The time to look as another person is over. You are yourself again.",
} as const;
