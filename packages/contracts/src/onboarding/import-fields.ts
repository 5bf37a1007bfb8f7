/** What a file can hold. `people`: one row a person and position. `organisation`: one row a school, department or position. */
export const importKinds = ["people", "organisation"] as const;
export type ImportKind = (typeof importKinds)[number];

/** The value that a field has after mapping. */
interface FieldValues {
  text: string;
  /** ISO calendar date. */
  date: string;
  integer: number;
  boolean: boolean;
  gender: "L" | "P";
  userStatus: "invited" | "active" | "suspended" | "resigned";
  assignmentKind: "DEFINITIF" | "PLT" | "PLH";
  /** `foundation`: the row describes the foundation itself, of which a file changes nothing. */
  entity: "school" | "department" | "position" | "foundation";
  schoolLevel: "TK" | "SD" | "SMP" | "SMA" | "SMK" | "SLB" | "HQ";
}
export type ImportValueType = keyof FieldValues;

export interface ImportFieldDefinition {
  readonly value: ImportValueType;
  /** Specific personal data: imported only when the person who imports chooses so. */
  readonly specific?: true;
}

/**
 * The target fields of a file of people; those of an employee's master data have the names that they have there. Names
 * of persons come as `name`, or in parts that are put together to it.
 */
export const peopleImportFields = {
  externalId: { value: "text" },
  name: { value: "text" },
  givenName: { value: "text" },
  middleName: { value: "text" },
  familyName: { value: "text" },
  titlePrefix: { value: "text" },
  titleSuffix: { value: "text" },
  nip: { value: "text" },
  nuptk: { value: "text" },
  email: { value: "text" },
  username: { value: "text" },
  /** The account's number, too. */
  mobile: { value: "text" },
  phone: { value: "text" },
  status: { value: "userStatus" },
  gender: { value: "gender" },
  birthDate: { value: "date" },
  startedOn: { value: "date" },
  permanentOn: { value: "date" },
  employmentStatus: { value: "text" },
  workingTime: { value: "text" },
  section: { value: "text" },
  location: { value: "text" },
  field: { value: "text" },
  employeeKind: { value: "text" },
  activeStatus: { value: "text" },
  rfid: { value: "text" },
  additionalDuty: { value: "text" },
  candidateDecree: { value: "text" },
  candidateOn: { value: "date" },
  appointmentDecree: { value: "text" },
  appointedOn: { value: "date" },
  appointedBy: { value: "text" },
  rankGrade: { value: "text" },
  salarySource: { value: "text" },
  civilServantOn: { value: "date" },
  principalLicence: { value: "boolean" },
  supervisionTraining: { value: "boolean" },
  braille: { value: "boolean" },
  signLanguage: { value: "boolean" },
  nuks: { value: "text" },
  schoolCode: { value: "text" },
  schoolExternalId: { value: "text" },
  departmentCode: { value: "text" },
  positionCode: { value: "text" },
  assignmentFrom: { value: "date" },
  assignmentUntil: { value: "date" },
  assignmentKind: { value: "assignmentKind" },
  /** 1 to 100. */
  ftePercent: { value: "integer" },
  isPrimary: { value: "boolean" },
  decreeNumber: { value: "text" },
  roleCode: { value: "text" },
  nik: { value: "text", specific: true },
  noKk: { value: "text", specific: true },
  npwp: { value: "text", specific: true },
  taxpayerName: { value: "text", specific: true },
  bankName: { value: "text", specific: true },
  bankAccountNumber: { value: "text", specific: true },
  bankAccountHolder: { value: "text", specific: true },
  religion: { value: "text", specific: true },
  birthPlace: { value: "text", specific: true },
  nationality: { value: "text", specific: true },
  maritalStatus: { value: "text", specific: true },
  spouseName: { value: "text", specific: true },
  spouseNip: { value: "text", specific: true },
  spouseOccupation: { value: "text", specific: true },
  motherName: { value: "text", specific: true },
  street: { value: "text", specific: true },
  rt: { value: "text", specific: true },
  rw: { value: "text", specific: true },
  hamlet: { value: "text", specific: true },
  village: { value: "text", specific: true },
  district: { value: "text", specific: true },
  postalCode: { value: "text", specific: true },
  latitude: { value: "text", specific: true },
  longitude: { value: "text", specific: true },
  karpeg: { value: "text", specific: true },
  karisKarsu: { value: "text", specific: true },
} as const satisfies Readonly<Record<string, ImportFieldDefinition>>;

/** The target fields of a file of the organisation. `entity` says what the row is; `code` is unique within its school. */
export const organisationImportFields = {
  entity: { value: "entity" },
  externalId: { value: "text" },
  parentExternalId: { value: "text" },
  code: { value: "text" },
  name: { value: "text" },
  /** Of a department or position: the school it belongs to; empty for foundation-wide. */
  schoolCode: { value: "text" },
  /** Of a position: its department, in the same school. */
  departmentCode: { value: "text" },
  /** Of a department: the one above it. */
  parentCode: { value: "text" },
  /** Of a position: the one above it in the line; `SCHOOL/CODE` where it stands in another school. */
  reportsToCode: { value: "text" },
  /** Of a position: dotted lines, several separated by `;`. */
  coordinatorCodes: { value: "text" },
  /** Of a position: 1 is the top of the foundation. */
  positionLevel: { value: "integer" },
  headcount: { value: "integer" },
  schoolLevel: { value: "schoolLevel" },
  npsn: { value: "text" },
  address: { value: "text" },
  city: { value: "text" },
  province: { value: "text" },
  phone: { value: "text" },
  email: { value: "text" },
  timeZone: { value: "text" },
} as const satisfies Readonly<Record<string, ImportFieldDefinition>>;

export interface ImportFieldsOf {
  people: typeof peopleImportFields;
  organisation: typeof organisationImportFields;
}
export const importFields: Readonly<ImportFieldsOf> = {
  people: peopleImportFields,
  organisation: organisationImportFields,
};

export type ImportField<Kind extends ImportKind = ImportKind> = {
  [K in Kind]: keyof ImportFieldsOf[K] & string;
}[Kind];

/**
 * What a row says of its thing: a field without a column in the file is absent, one with an empty cell is null.
 */
export type ImportFieldValues<Kind extends ImportKind = ImportKind> = {
  [K in Kind]: {
    readonly [Field in keyof ImportFieldsOf[K]]?:
      | (ImportFieldsOf[K][Field] extends { value: infer Value extends ImportValueType } ? FieldValues[Value] : never)
      | null;
  };
}[Kind];

export const importPresets = ["gloria", "dapodik", "oneroster"] as const;
export type ImportPreset = (typeof importPresets)[number];
