import type { ImportPlanProblemCode } from "@gloria/contracts";

/** Why a well-formed row of a file cannot be imported. */
export const importPlanProblem = {
  match_ambiguous:
    "The identifiers of this row belong to two people: {{first}} and {{second}}. Correct the one that is wrong.",
  nip_differs: "This person already has the NIP {{nip}}. A NIP is replaced on the person's page, not by an import.",
  name_required: "A newcomer needs a name.",
  identifier_required: "A newcomer needs a NIP, an e-mail address or a user name, or could not sign in.",
  email_in_use: "{{name}} already has this e-mail address.",
  username_in_use: "{{name}} already has this user name.",
  nip_in_use: "{{name}} already has this NIP.",
  nik_in_use: "{{name}} already has this NIK.",
  code_required: "Something new needs a code.",
  entity_required: "Say what the row is: a school, a department or a position.",
  level_required: "Something new needs a level ({{field}}).",
  parent_unknown: "There is no department {{value}} in this school, and no earlier row makes one.",
  reports_to_unknown: "There is no position {{value}}, and no earlier row makes one.",
  external_id_unknown: "Nothing is known by the name {{value}}.",
  school_differs: "This stands in another school than {{code}}. Move it on its own page.",
  position_full: "{{position}} has {{headcount}} seats, and all are taken then.",
  seats_below_holders: "{{holders}} people hold this position; it cannot have {{headcount}} seats.",
  primary_in_use: "{{position}} is this person's primary position then.",
  acting_too_long: "An acting holder (Plt) may hold a position for {{months}} months at most.",
  acting_extended_enough: "This Plt has been extended as often as is allowed.",
  plt_in_place: "From {{from}} on a Plt holds the seat of {{position}}. End that first.",
  plt_seat_taken: "From {{from}} on no seat of {{position}} is vacant. A Plt takes a vacant seat only.",
  plh_without_holder: "From {{from}} on {{position}} has no holder whom a Plh could stand in for.",
  self_appointment: "Nobody appoints themselves. Ask somebody else to do it.",
  person_resigned: "This person has resigned and gets no position.",
  position_beyond_place:
    "The rights of {{position}} reach beyond its place. It is given only by somebody who appoints there, too.",
  row_contradicts: "Row {{rowNumber}} says something else about the same person.",
  not_permitted: "You may not do this here: {{permission}} is missing.",
  role_beyond_own: "{{role}} allows {{permission}}, which you do not hold here. Nobody grants what they do not hold.",
  changed_since_dry_run: "The data has changed since the dry run, so this row was not applied. Check the file again.",
  refused_by_database: "The row could not be written: {{code}}.",
} as const satisfies Record<ImportPlanProblemCode, string>;
