export const profile = {
  title: "Profil saya",
  lead: "Siapa Anda di {{tenant}}, jabatan yang Anda pegang, dan apa yang boleh Anda lakukan.",
  identity: "Identitas",
  positions: "Jabatan",
  permissions: "Izin yang berlaku",
  sessions: "Sesi",
  sessionsLead: "Tempat Anda sedang masuk.",
  sessionCurrent: "Sesi ini",
  sessionStarted: "Masuk",
  sessionEnd: "Akhiri sesi",
  sessionEnded: "Sesi diakhiri.",
  preferences: "Tampilan",
} as const;
