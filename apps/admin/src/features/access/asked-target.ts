import type { ExplainPermissionInput } from "@gloria/contracts";
import type { ThingType } from "../../components/use-thing-source.ts";
import { choicesOf } from "../../lib/choices-of.ts";
import { oneOf } from "../../lib/search-params.ts";

/** What a permission is asked about: one thing, everything in a place, or (left out) anything anywhere. */
export type TargetKind = ThingType | "ALL" | "SCHOOL" | "DEPARTMENT" | "OWN";

export const targetKinds = choicesOf<TargetKind>({
  user: true,
  employee: true,
  school: true,
  department: true,
  position: true,
  SCHOOL: true,
  DEPARTMENT: true,
  ALL: true,
  OWN: true,
});

export interface AskedTarget {
  readonly kind: TargetKind | undefined;
  readonly id: string | undefined;
}

export function targetOf({
  on,
  id,
}: {
  readonly on?: string | undefined;
  readonly id?: string | undefined;
}): AskedTarget {
  return { kind: oneOf(targetKinds, on), id };
}

/** The kind of thing that must be chosen beside the kind of target; null where it says all by itself. */
export function thingOf(kind: TargetKind | undefined): ThingType | null {
  if (kind === undefined || kind === "ALL" || kind === "OWN") return null;
  if (kind === "SCHOOL") return "school";
  return kind === "DEPARTMENT" ? "department" : kind;
}

/** The kind was chosen, and what it needs beside. */
export function isWhole({ kind, id }: AskedTarget): boolean {
  return thingOf(kind) === null || id !== undefined;
}

/** The part of a question that names the target. */
export function targetInput({ kind, id = "" }: AskedTarget): Pick<ExplainPermissionInput, "target" | "region"> {
  if (kind === undefined) return {};
  if (kind === "ALL" || kind === "OWN") return { region: { scope: kind } };
  if (kind === "SCHOOL") return { region: { scope: kind, schoolId: id } };
  if (kind === "DEPARTMENT") return { region: { scope: kind, departmentId: id } };
  return { target: { type: kind, id } };
}
