import type { Right } from "./role-catalogue.ts";
import type { OfficeSeatCode, SeatCode } from "./seat-catalogue.ts";

/** Who leads a school may run it: everything about its people but what the foundation keeps to itself. */
const principalRights: readonly Right[] = [
  ["school:read", "SCHOOL"],
  ["school:update", "SCHOOL"],
  ["user:create", "SCHOOL"],
  ["user:read", "SCHOOL"],
  ["user:update", "SCHOOL"],
  ["user:delete", "SCHOOL"],
  ["user:restore", "SCHOOL"],
  ["user:suspend", "SCHOOL"],
  ["user:export", "SCHOOL"],
  ["employee:read", "SCHOOL"],
  ["employee:update", "SCHOOL"],
  ["employee:export", "SCHOOL"],
  ["department:*", "SCHOOL"],
  ["assignment:read", "SCHOOL"],
  ["assignment:create", "SCHOOL"],
  ["invitation:*", "SCHOOL"],
  ["delegation:create", "OWN"],
  ["delegation:read", "SCHOOL"],
  // Of the reviews that they are asked to do.
  ["access_review:read", "OWN"],
  ["access_review:approve", "OWN"],
  ["notification:create", "SCHOOL"],
  ["workflow.instance:read", "SCHOOL"],
  ["workflow.instance:approve", "SCHOOL"],
  ["audit:read", "SCHOOL"],
  ["module.onboarding:read", "ALL"],
  ["module.audit:read", "ALL"],
];

const deputyRights: readonly Right[] = [
  ["user:read", "SCHOOL"],
  ["employee:read", "SCHOOL"],
  ["assignment:read", "SCHOOL"],
  ["workflow.instance:read", "SCHOOL"],
  ["workflow.instance:approve", "SCHOOL"],
];

const departmentHeadRights: readonly Right[] = [
  ["user:read", "DEPARTMENT"],
  ["employee:read", "DEPARTMENT"],
  ["workflow.instance:approve", "DEPARTMENT"],
];

/** Rights that come with a seat of a school, for as long as it is held. */
export const schoolSeatGrants: readonly { readonly seat: SeatCode; readonly grants: readonly Right[] }[] = [
  { seat: "KEPSEK", grants: principalRights },
  { seat: "WAKUR", grants: deputyRights },
  { seat: "WAKASIS", grants: deputyRights },
  { seat: "WASAR", grants: deputyRights },
  { seat: "WAHUM", grants: deputyRights },
  { seat: "KOORD_TK", grants: deputyRights },
  { seat: "KAPROG", grants: departmentHeadRights },
  { seat: "KOORD_BK", grants: departmentHeadRights },
  { seat: "KEPALA_LAB", grants: departmentHeadRights },
];

/** Rights that come with a seat of the head office. */
export const officeSeatGrants: readonly { readonly seat: OfficeSeatCode; readonly grants: readonly Right[] }[] = [
  {
    seat: "KETUA_PENGURUS",
    grants: [
      ["tenant:update", "ALL"],
      ["school:*", "ALL"],
      ["assignment:*", "ALL"],
      ["employee:close", "ALL"],
      ["audit:read", "ALL"],
      ["module.audit:read", "ALL"],
    ],
  },
  {
    seat: "SEKRETARIS",
    grants: [
      ["school:update", "ALL"],
      ["department:*", "ALL"],
      ["position:*", "ALL"],
      ["notification:create", "ALL"],
    ],
  },
  {
    seat: "KA_SDM",
    grants: [
      ["user:delete", "ALL"],
      ["user:restore", "ALL"],
      ["user:merge", "ALL"],
    ],
  },
  {
    seat: "KA_SARPRAS",
    grants: [
      ["workflow.instance:read", "ALL"],
      ["workflow.instance:approve", "ALL"],
    ],
  },
  {
    seat: "STAF_TI",
    grants: [
      ["user:read", "ALL"],
      ["user:update", "ALL"],
      ["session:*", "ALL"],
    ],
  },
];
