/** Words of the Indonesian names of positions, as alternatives of a regular expression. */
export const teacherWords = "guru|wali kelas|pendidik";
export const counselorWords = "bk|konselor";
const teacher = new RegExp(`\\b(${teacherWords})\\b`);
const counselor = new RegExp(`\\b(${counselorWords})\\b`);

/** The standard's word for what somebody does, by the Indonesian name of the position. */
export function oneRosterRole(positionName: string, isFoundationWide: boolean): string {
  const name = positionName.toLowerCase();
  if (/^kepala (sekolah|tk|sd|smp|sma|smk)\b/.test(name)) return "principal";
  if (counselor.test(name)) return "counselor";
  if (teacher.test(name)) return "teacher";
  if (isFoundationWide) return "districtAdministrator";
  if (/^(wakil|kepala|koordinator|bendahara|operator)\b/.test(name)) return "siteAdministrator";
  return "aide";
}

/**
 * A name in the two parts that the standard demands. A person of one name has it in both: no surname is made up, and
 * none is left out.
 */
export function oneRosterName(name: string): { givenName: string; familyName: string } {
  const words = name.trim().split(/\s+/);
  const familyName = words.at(-1) ?? name;
  return { givenName: words.length < 2 ? familyName : words.slice(0, -1).join(" "), familyName };
}

/** The Indonesian school year in which a date lies: from July to June. */
export function schoolYearOf(date: Date): { startDate: string; endDate: string; schoolYear: string } {
  const end = date.getUTCMonth() >= 6 ? date.getUTCFullYear() + 1 : date.getUTCFullYear();
  return { startDate: `${end - 1}-07-01`, endDate: `${end}-06-30`, schoolYear: String(end) };
}
