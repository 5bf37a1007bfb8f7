export const profile = {
  title: "My profile",
  lead: "Who you are at {{tenant}}, the positions you hold, and what you may do.",
  identity: "Identity",
  positions: "Positions",
  permissions: "Permissions in force",
  sessions: "Sessions",
  sessionsLead: "Where you are signed in.",
  sessionCurrent: "This session",
  sessionStarted: "Signed in",
  sessionEnd: "End session",
  sessionEnded: "Session ended.",
  preferences: "Display",
} as const;
