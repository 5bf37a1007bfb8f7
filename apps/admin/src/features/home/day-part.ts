export type DayPart = "Morning" | "Noon" | "Afternoon" | "Evening";

/** The part of the day as Indonesian greetings divide it: pagi until 11, siang until 15, sore until 18, then malam. */
export function dayPart(at: Date, timeZone: string): DayPart {
  const hour = Number(new Intl.DateTimeFormat("en-US", { timeZone, hour: "numeric", hourCycle: "h23" }).format(at));
  if (hour >= 4 && hour < 11) return "Morning";
  if (hour >= 11 && hour < 15) return "Noon";
  return hour >= 15 && hour < 18 ? "Afternoon" : "Evening";
}
