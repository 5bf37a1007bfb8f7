import type { Texts } from "./texts.ts";

/** The parts of a schema issue that decide its wording; both a zod issue and our own rules fit. */
export interface FieldIssue {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly origin?: string | undefined;
  readonly format?: string | undefined;
  readonly input?: unknown;
  readonly minimum?: number | bigint | undefined;
  readonly maximum?: number | bigint | undefined;
  readonly divisor?: number | bigint | undefined;
  readonly keys?: readonly string[] | undefined;
}

type FieldProblem = keyof Texts["fieldProblem"];

/** Rules of our contracts that are told apart by their message, because a refinement has no code of its own. */
const ownRules: Readonly<Record<string, FieldProblem>> = {
  "text.control_characters": "control_characters",
  "zone.unknown": "zone_unknown",
  "npsn.eight_digits": "npsn_digits",
  "nip.characters": "nip_characters",
  "nip.provisional": "nip_provisional",
  "nik.sixteen_digits": "sixteen_digits",
  "nik.impossible_date": "nik_impossible_date",
  "nuptk.sixteen_digits": "sixteen_digits",
  "number.sixteen_digits": "sixteen_digits",
  "npwp.digits": "npwp_digits",
  "saved_view.too_large": "saved_view_too_large",
  "export.format": "export_format",
  "export.column_unknown": "export_column",
  "file.name_characters": "file_name_characters",
  "file.media_type": "file_media_type",
  "username.characters": "username_characters",
  "phone.characters": "phone_characters",
  "code.characters": "code_characters",
  "role.too_many_grants": "too_many_grants",
  "code.lower_case": "code_lower_case",
  "user.no_identifier": "no_identifier",
  "invitation.one_proof": "one_proof",
  "invitation.tenant_missing": "tenant_missing",
  "dates.order": "dates_order",
  "assignment.acting_without_end": "acting_without_end",
};

const formats: Readonly<Record<string, FieldProblem>> = {
  email: "invalid_email",
  date: "invalid_date",
  datetime: "invalid_date",
  url: "invalid_url",
  guid: "invalid_uuid",
  uuid: "invalid_uuid",
};

/** Which rule an issue breaks, as a key of the texts. */
export function fieldProblemOf(issue: FieldIssue): FieldProblem {
  const own = issue.message === undefined ? undefined : ownRules[issue.message];
  if (own) return own;
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined || issue.input === null ? "required" : "invalid_type";
    case "too_small":
      if (issue.origin === "string") return Number(issue.minimum) <= 1 ? "required" : "too_small_text";
      return issue.origin === "array" || issue.origin === "set" ? "too_small_list" : "too_small_number";
    case "too_big":
      if (issue.origin === "string") return "too_big_text";
      return issue.origin === "array" || issue.origin === "set" ? "too_big_list" : "too_big_number";
    case "invalid_format":
      return formats[issue.format ?? ""] ?? "invalid_format";
    case "invalid_value":
    case "not_multiple_of":
    case "unrecognized_keys":
      return issue.code;
    default:
      return "invalid";
  }
}
