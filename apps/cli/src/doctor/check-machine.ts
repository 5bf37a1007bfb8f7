import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import type { CliConfig } from "@gloria/config";
import { type Finding, failed, ok, warning } from "./check.ts";

const gigabyte = 1024 ** 3;

/** The oldest Node that Gloria is tested on. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  return major > 20 || (major === 20 && minor >= 19)
    ? ok("node", version)
    : failed("node", version, "Install Node.js 20.19 or newer.");
}

/** Indonesia's three zones, with their offsets in hours: dates and quiet hours hang on them. */
const zones = [
  ["Asia/Jakarta", 7],
  ["Asia/Makassar", 8],
  ["Asia/Jayapura", 9],
] as const;

export function checkZones(at: Date, zoneVersion: string | undefined): Finding {
  const wrong = zones.filter(([zone, hours]) => offsetHours(zone, at) !== hours).map(([zone]) => zone);
  return wrong.length === 0
    ? ok("time zones", `WIB, WITA and WIT known, zone data ${zoneVersion ?? "of unknown version"}`)
    : failed("time zones", `${wrong.join(", ")} unknown or wrong`, "Use a Node.js built with full ICU.");
}

/** null when the zone is unknown. */
function offsetHours(zone: string, at: Date): number | null {
  try {
    const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(at);
    const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
    const found = /^GMT([+-]\d{2}):(\d{2})$/.exec(name);
    return found === null ? null : Number(found[1]) + Number(found[2]) / 60;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Room for the database, its log and backups, where the home folder is or will be. */
export async function checkDisk(home: string): Promise<Finding> {
  let folder = home;
  while (!existsSync(folder)) folder = dirname(folder);
  const { bavail, bsize } = await statfs(folder);
  const free = (bavail * bsize) / gigabyte;
  const detail = `${free.toFixed(1)} GB free in ${folder}`;
  if (free < 0.5) return failed("disk", detail, "Make room: PostgreSQL stops when the disk is full.");
  return free < 2 ? warning("disk", detail, "Make room soon.") : ok("disk", detail);
}

export function checkMail({ mail, environment }: Pick<CliConfig, "mail" | "environment">): Finding {
  if (mail === "resend") return ok("mail", "sent by Resend");
  const detail = "kept in the local outbox: nobody receives it";
  return environment === "production" ? warning("mail", detail, "Set RESEND_API_KEY.") : ok("mail", detail);
}
