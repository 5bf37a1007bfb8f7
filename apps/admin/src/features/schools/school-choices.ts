import type { ListSchoolsInput, School } from "@gloria/contracts";
import { choicesOf } from "../../lib/choices-of.ts";

export const schoolLevels = choicesOf<School["level"]>({
  HQ: true,
  TK: true,
  SD: true,
  SMP: true,
  SMA: true,
  SMK: true,
  SLB: true,
});

export const schoolStatuses = choicesOf<School["status"]>({ active: true, inactive: true });

export const schoolSorts = choicesOf<NonNullable<ListSchoolsInput["sort"]>>({
  name: true,
  "-name": true,
  createdAt: true,
  "-createdAt": true,
});
