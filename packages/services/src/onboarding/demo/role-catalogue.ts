import type { PermissionScope } from "@gloria/contracts";

/** What a role or a seat may do: a code or pattern, where, and whether it is refused instead. */
export type Right = readonly [code: string, scope: PermissionScope, effect?: "DENY"];

export interface DemoRole {
  readonly code: string;
  readonly name: string;
  readonly level: number;
  readonly isSystem: boolean;
  readonly inherits: readonly string[];
  readonly grants: readonly Right[];
}

/** The one role every foundation begins with: everything inside the tenant. */
export const administratorRole: DemoRole = {
  code: "foundation_administrator",
  name: "Administrator Yayasan",
  level: 1,
  isSystem: true,
  inherits: [],
  grants: [["*:*", "ALL"]],
};

/** What everybody may do: see their own data, and which schools and seats there are. */
export const staffRole: DemoRole = {
  code: "staff",
  name: "Karyawan",
  level: 10,
  isSystem: true,
  inherits: [],
  grants: [
    ["user:read", "OWN"],
    ["employee:read", "OWN"],
    ["assignment:read", "OWN"],
    ["delegation:read", "OWN"],
    ["session:read", "OWN"],
    ["workflow.instance:create", "OWN"],
    ["workflow.instance:read", "OWN"],
    ["tenant:read", "ALL"],
    ["school:read", "ALL"],
    ["department:read", "ALL"],
    ["position:read", "ALL"],
    ["calendar:read", "ALL"],
    ["notification:read", "OWN"],
    ["module.organisation:read", "ALL"],
    ["module.notifications:read", "ALL"],
    ["module.workflows:read", "ALL"],
  ],
};

/** In the operators' own tenant: Gloria itself, and the operators among themselves. */
export const operatorRole: DemoRole = {
  code: "platform_operator",
  name: "Operator Gloria",
  level: 1,
  isSystem: true,
  inherits: [],
  grants: [
    ["*:*", "ALL"],
    ["platform.*:*", "ALL"],
  ],
};

const readOrganisation: readonly Right[] = [
  ["user:read", "ALL"],
  ["employee:read", "ALL"],
  ["assignment:read", "ALL"],
];

/** Roles of the demo foundation. */
export const demoRoles: readonly DemoRole[] = [
  administratorRole,
  staffRole,
  role(
    "board",
    "Pembina, Pengawas, dan Pengurus",
    2,
    ["staff"],
    [
      ...readOrganisation,
      ["workflow.instance:read", "ALL"],
      ["workflow.instance:approve", "ALL"],
      ["compliance:read", "ALL"],
      ["module.compliance:read", "ALL"],
    ],
  ),
  role(
    "auditor",
    "Auditor Internal",
    2,
    ["staff"],
    [
      ...readOrganisation,
      ["audit:read", "ALL"],
      ["audit:export", "ALL"],
      ["audit:print", "ALL"],
      ["audit.alert:read", "ALL"],
      ["role:read", "ALL"],
      ["permission:read", "ALL"],
      ["delegation:read", "ALL"],
      ["session:read", "ALL"],
      ["workflow:read", "ALL"],
      ["workflow.instance:read", "ALL"],
      ["compliance:read", "ALL"],
      ["retention:read", "ALL"],
      ["module.access:read", "ALL"],
      ["module.audit:read", "ALL"],
      ["module.compliance:read", "ALL"],
    ],
  ),
  role(
    "human_resources",
    "SDM Yayasan",
    3,
    ["staff"],
    [
      ...readOrganisation,
      ["user:create", "ALL"],
      ["user:update", "ALL"],
      ["user:suspend", "ALL"],
      ["user:import", "ALL"],
      ["user:export", "ALL"],
      ["employee:*", "ALL"],
      // Who keeps the personnel files enters identity numbers and bank accounts from paper.
      ["employee.sensitive:read", "ALL"],
      ["employee.sensitive:update", "ALL"],
      ["saved_view:share", "ALL"],
      ["assignment:*", "ALL"],
      ["department:*", "ALL"],
      ["position:*", "ALL"],
      ["import:*", "ALL"],
      ["export:*", "ALL"],
      ["invitation:*", "ALL"],
      ["role:read", "ALL"],
      ["workflow.instance:approve", "ALL"],
      ["module.onboarding:read", "ALL"],
    ],
  ),
  role(
    "privacy_officer",
    "Petugas Pelindungan Data Pribadi",
    3,
    ["staff"],
    [
      ...readOrganisation,
      ["user.sensitive:read", "ALL"],
      ["employee.sensitive:read", "ALL"],
      ["audit:read", "ALL"],
      ["compliance:*", "ALL"],
      ["retention:*", "ALL"],
      ["module.audit:read", "ALL"],
      ["module.compliance:read", "ALL"],
    ],
  ),
  role(
    "foundation_treasurer",
    "Bendahara dan Keuangan Yayasan",
    3,
    ["school_treasurer"],
    [...readOrganisation, ["workflow.instance:read", "ALL"], ["workflow.instance:approve", "ALL"]],
  ),
  role(
    "school_treasurer",
    "Bendahara Sekolah",
    6,
    ["staff"],
    [
      ["user:read", "SCHOOL"],
      ["workflow.instance:read", "SCHOOL"],
      ["workflow.instance:approve", "SCHOOL"],
    ],
  ),
  role(
    "school_office",
    "Tata Usaha Sekolah",
    7,
    ["staff"],
    [
      ["user:read", "SCHOOL"],
      ["user:update", "SCHOOL"],
      ["employee:read", "SCHOOL"],
      ["employee:update", "SCHOOL"],
      ["assignment:read", "SCHOOL"],
      // Clerks keep the files, not the families' data, whatever a wider role of theirs may say.
      ["employee.sensitive:*", "SCHOOL", "DENY"],
      ["import:create", "SCHOOL"],
      ["import:read", "SCHOOL"],
      ["module.onboarding:read", "ALL"],
    ],
  ),
  role("teacher", "Guru", 8, ["staff"], []),
  role("homeroom_teacher", "Wali Kelas", 8, ["teacher"], [["workflow.instance:approve", "DEPARTMENT"]]),
];

/** Of those who do something for a time beside what they are; what it gives comes from a template. */
export const committeeRole: DemoRole = role("admission_committee", "Panitia PPDB", 9, ["teacher"], []);

/** Learns the work of an office from within: all that it may see, nothing that it may change. */
export const traineeRole: DemoRole = role(
  "office_trainee",
  "Magang Tata Usaha",
  9,
  ["school_office"],
  [
    ["user:update", "SCHOOL", "DENY"],
    ["employee:update", "SCHOOL", "DENY"],
    ["import:create", "SCHOOL", "DENY"],
  ],
);

const roleBySeat: Readonly<Record<string, string>> = {
  KA_TI: "foundation_administrator",
  KETUA_PEMBINA: "board",
  ANGGOTA_PEMBINA: "board",
  KETUA_PENGAWAS: "board",
  KETUA_PENGURUS: "board",
  ANGGOTA_PENGURUS: "board",
  SEKRETARIS: "board",
  BEND_YAYASAN: "foundation_treasurer",
  KA_KEUANGAN: "foundation_treasurer",
  STAF_KEUANGAN: "foundation_treasurer",
  KA_SDM: "human_resources",
  STAF_SDM: "human_resources",
  AUDITOR: "auditor",
  PDP: "privacy_officer",
  BEND: "school_treasurer",
  KATU: "school_office",
  OPERATOR: "school_office",
};

/** The role that goes with a seat. */
export function roleOfSeat(seat: string, field: string): string {
  return roleBySeat[seat] ?? (field === "Pendidik" ? "teacher" : "staff");
}

function role(
  code: string,
  name: string,
  level: number,
  inherits: readonly string[],
  grants: readonly Right[],
): DemoRole {
  return { code, name, level, isSystem: false, inherits, grants };
}
