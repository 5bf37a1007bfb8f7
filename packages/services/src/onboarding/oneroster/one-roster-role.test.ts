import { describe, expect, it } from "vitest";
import { oneRosterName, oneRosterRole, schoolYearOf } from "./one-roster-role.ts";

describe("OneRoster's words", () => {
  it.each([
    ["Kepala Sekolah", false, "principal"],
    ["Guru BK", false, "counselor"],
    ["Guru Matematika", false, "teacher"],
    ["Wali Kelas", false, "teacher"],
    ["Wakil Kurikulum", false, "siteAdministrator"],
    ["Kepala Tata Usaha", false, "siteAdministrator"],
    ["Satpam", false, "aide"],
    ["Ketua Pengurus", true, "districtAdministrator"],
  ])("%s (foundation-wide: %s) is a %s", (name, wide, role) => {
    expect(oneRosterRole(name, wide)).toBe(role);
  });

  it.each([
    ["Siti Nur Aminah", { givenName: "Siti Nur", familyName: "Aminah" }],
    ["Sukarno", { givenName: "Sukarno", familyName: "Sukarno" }],
  ])("names %s", (name, parts) => {
    expect(oneRosterName(name)).toEqual(parts);
  });

  it.each([
    ["2026-06-30T23:59:59Z", "2026"],
    ["2026-07-01T00:00:00Z", "2027"],
  ])("%s lies in the school year that ends in %s", (at, schoolYear) => {
    expect(schoolYearOf(new Date(at)).schoolYear).toBe(schoolYear);
  });
});
