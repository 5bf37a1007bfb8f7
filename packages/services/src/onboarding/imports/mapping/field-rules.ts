import type { ImportField } from "@gloria/contracts";
import type { MapRowOptions } from "./mapped-row.ts";
import {
  assignmentKindNames,
  booleanNames,
  entityNames,
  levelNames,
  parseChoice,
  parseGender,
  parseInteger,
  parsePercent,
  parseZone,
  statusNames,
} from "./parse-choice.ts";
import { type FieldReading, parseDate } from "./parse-date.ts";
import {
  parseCode,
  parseCodeElsewhere,
  parseCodeList,
  parseDigits,
  parseEmail,
  parseNik,
  parseNip,
  parseNpsn,
  parseNuptk,
  parsePhone,
  parseUsername,
  refuseQuantity,
} from "./parse-identifier.ts";

/** From a cleaned, non-empty text to a field's value, or to what is wrong with it. Never throws. */
export type FieldRule = (text: string, options: MapRowOptions) => FieldReading;

const unstorable = /\p{Cc}|\p{Cs}/u;

/** Text as it stands, at most `max` UTF-16 units. */
function text(max: number): FieldRule {
  return (value) => {
    if (unstorable.test(value)) return { code: "control_characters", params: {} };
    return value.length > max ? { code: "too_long", params: { max } } : { value };
  };
}

/** Text that looks like a number: a quantity's form of it is refused first. */
function identifier(rule: FieldRule): FieldRule {
  return (value, options) => {
    const bare = refuseQuantity(value);
    return "code" in bare || bare.value === null ? bare : rule(bare.value, options);
  };
}

const birthDate: FieldRule = (value, { today }) => {
  const reading = parseDate(value);
  return "value" in reading && reading.value !== null && reading.value > today
    ? { code: "date_in_future", params: { value } }
    : reading;
};

const email: FieldRule = parseEmail;
const phone = identifier(parsePhone);
const code = identifier(parseCode);
const externalId = identifier(text(100));
const name = text(200);
const yesOrNo = parseChoice(booleanNames);

/** How each field is read. Complete by type: a field without a rule does not compile. */
export const fieldRules: Readonly<Record<ImportField, FieldRule>> = {
  externalId,
  name,
  givenName: text(100),
  middleName: text(100),
  familyName: text(100),
  titlePrefix: text(40),
  titleSuffix: text(80),
  nip: identifier(parseNip),
  nuptk: identifier(parseNuptk),
  email,
  username: identifier(parseUsername),
  mobile: phone,
  phone,
  status: parseChoice(statusNames),
  gender: parseGender,
  birthDate,
  startedOn: parseDate,
  permanentOn: parseDate,
  employmentStatus: text(80),
  workingTime: text(80),
  section: text(120),
  location: text(120),
  field: text(120),
  employeeKind: text(120),
  activeStatus: text(80),
  rfid: identifier(text(64)),
  additionalDuty: text(200),
  candidateDecree: text(120),
  candidateOn: parseDate,
  appointmentDecree: text(120),
  appointedOn: parseDate,
  appointedBy: text(200),
  rankGrade: text(40),
  salarySource: text(120),
  civilServantOn: parseDate,
  principalLicence: yesOrNo,
  supervisionTraining: yesOrNo,
  braille: yesOrNo,
  signLanguage: yesOrNo,
  nuks: identifier(text(40)),
  schoolCode: code,
  schoolExternalId: externalId,
  departmentCode: code,
  positionCode: code,
  assignmentFrom: parseDate,
  assignmentUntil: parseDate,
  assignmentKind: parseChoice(assignmentKindNames),
  ftePercent: parsePercent,
  isPrimary: yesOrNo,
  decreeNumber: text(100),
  roleCode: code,
  nik: identifier(parseNik),
  noKk: identifier(parseDigits(16, 16)),
  npwp: identifier(parseDigits(15, 16)),
  taxpayerName: name,
  bankName: text(100),
  bankAccountNumber: identifier(parseDigits(5, 34)),
  bankAccountHolder: name,
  religion: text(40),
  birthPlace: text(100),
  nationality: text(80),
  maritalStatus: text(40),
  spouseName: name,
  spouseNip: identifier(text(32)),
  spouseOccupation: text(100),
  motherName: name,
  street: text(400),
  rt: identifier(text(8)),
  rw: identifier(text(8)),
  hamlet: text(100),
  village: text(100),
  district: text(100),
  postalCode: identifier(parseDigits(5, 5)),
  latitude: text(24),
  longitude: text(24),
  karpeg: identifier(text(40)),
  karisKarsu: identifier(text(40)),
  entity: parseChoice(entityNames),
  parentExternalId: externalId,
  code,
  parentCode: code,
  reportsToCode: identifier(parseCodeElsewhere),
  coordinatorCodes: parseCodeList,
  positionLevel: parseInteger(1, 20),
  headcount: parseInteger(0, 10_000),
  schoolLevel: parseChoice(levelNames),
  npsn: identifier(parseNpsn),
  address: text(400),
  city: text(100),
  province: text(100),
  timeZone: parseZone,
};
