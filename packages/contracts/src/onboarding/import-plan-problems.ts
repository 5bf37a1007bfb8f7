/**
 * Why a row that is well-formed cannot be imported: what the foundation's own data, the rights of whoever imports, or
 * a change since the dry run say against it. Closed; texts under `importPlanProblem`. Behind each code: its params.
 */
export const importPlanProblems = {
  match_ambiguous: ["first", "second"],
  nip_differs: ["nip"],
  name_required: [],
  identifier_required: [],
  email_in_use: ["name"],
  username_in_use: ["name"],
  nip_in_use: ["name"],
  nik_in_use: ["name"],
  code_required: [],
  entity_required: [],
  level_required: ["field"],
  parent_unknown: ["value"],
  reports_to_unknown: ["value"],
  external_id_unknown: ["value"],
  school_differs: ["code"],
  position_full: ["position", "headcount"],
  seats_below_holders: ["headcount", "holders"],
  primary_in_use: ["position"],
  acting_too_long: ["months"],
  acting_extended_enough: [],
  plt_in_place: ["position", "from"],
  plt_seat_taken: ["position", "from"],
  plh_without_holder: ["position", "from"],
  self_appointment: [],
  person_resigned: [],
  position_beyond_place: ["position"],
  row_contradicts: ["rowNumber"],
  not_permitted: ["permission"],
  role_beyond_own: ["role", "permission"],
  changed_since_dry_run: [],
  refused_by_database: ["code"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ImportPlanProblemCode = keyof typeof importPlanProblems;

/** Why an undo left a row alone. Texts under `importUndoProblem`. */
export const importUndoProblems = {
  changed_later: [],
  referred_to: ["by"],
  gone: [],
  has_signed_in: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ImportUndoProblemCode = keyof typeof importUndoProblems;
