/** Where Indonesia's schools are; a foundation may run one abroad, whose zone is then kept as it is. */
const timeZones = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"] as const;

const names: Readonly<Record<string, string>> = {
  "Asia/Jakarta": "WIB (Jakarta)",
  "Asia/Makassar": "WITA (Makassar)",
  "Asia/Jayapura": "WIT (Jayapura)",
};

/** The choices of a form; the present value is among them whatever it is. */
export function timeZoneOptions(current: string | null): { readonly value: string; readonly label: string }[] {
  const zones: string[] =
    current && !timeZones.some((zone) => zone === current) ? [...timeZones, current] : [...timeZones];
  return zones.map((zone) => ({ value: zone, label: names[zone] ?? zone }));
}
