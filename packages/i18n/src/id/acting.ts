/** Plt and Plh at a glance. */
export const acting = {
  title: "Plt. dan Plh.",
  lead: "Siapa yang bertugas sementara sekarang dan nanti, dan kapan berakhir.",
  anyKind: "Plt. dan Plh.",
  ending: "Berakhir dalam",
  endingAny: "Kapan pun berakhir",
  endingDays: "{{days}} hari",
  left: "Sisa",
  daysLeft_one: "{{count}} hari lagi",
  daysLeft_other: "{{count}} hari lagi",
  endsToday: "Berakhir hari ini",
  starts: "Mulai {{date}}",
  place: "Tempat",
  firstUseTitle: "Tidak ada Plt. atau Plh.",
  firstUseBody: "Tugaskan orang sebagai Plt. atau Plh. dari halaman jabatannya.",
} as const;
