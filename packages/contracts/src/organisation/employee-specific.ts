import { z } from "zod";
import { text } from "../common.ts";
import { nikSchema } from "./nik.ts";

const sixteenDigits = z.string().regex(/^[0-9]{16}$/, { error: "number.sixteen_digits" });

/** *Nomor Pokok Wajib Pajak*: fifteen digits, sixteen since 2024; dots and dashes are left out. */
export const npwpSchema = text(32)
  .transform((value) => value.replaceAll(/[ .-]/g, ""))
  .pipe(z.string().regex(/^[0-9]{15,16}$/, { error: "npwp.digits" }));

/**
 * Specific personal data (*data pribadi yang bersifat spesifik*) and family data of an employee, by the names of the
 * Dapodik sheet: stored encrypted, shown masked, logged as fingerprints.
 */
export const employeeSpecificFields = {
  nik: nikSchema.nullable(),
  /** *Nomor Kartu Keluarga*. */
  noKk: sixteenDigits.nullable(),
  npwp: npwpSchema.nullable(),
  /** *Nama Wajib Pajak*. */
  taxpayerName: text(200).nullable(),
  nationality: text(80).nullable(),
  religion: text(40).nullable(),
  maritalStatus: text(40).nullable(),
  /** *Nama Ibu Kandung*. */
  motherName: text(200).nullable(),
  spouseName: text(200).nullable(),
  spouseNip: text(32).nullable(),
  spouseOccupation: text(100).nullable(),
  birthPlace: text(100).nullable(),
  /** *Alamat Jalan*. */
  street: text(400).nullable(),
  rt: text(8).nullable(),
  rw: text(8).nullable(),
  /** *Dusun*. */
  hamlet: text(100).nullable(),
  /** *Desa, kelurahan*. */
  village: text(100).nullable(),
  /** *Kecamatan*. */
  district: text(100).nullable(),
  postalCode: text(10).nullable(),
  /** *Lintang*, *bujur*: as written. */
  latitude: text(24).nullable(),
  longitude: text(24).nullable(),
  bankName: text(100).nullable(),
  bankAccountNumber: text(40).nullable(),
  bankAccountHolder: text(200).nullable(),
  karpeg: text(40).nullable(),
  /** *Karis, Karsu*. */
  karisKarsu: text(40).nullable(),
};

export type SpecificField = keyof typeof employeeSpecificFields;
export const specificFieldNames = Object.keys(employeeSpecificFields) as [SpecificField, ...SpecificField[]];

/** Only the fields named are changed; `null` empties one. */
export const employeeSpecificInput = z.strictObject(employeeSpecificFields).partial();
export type EmployeeSpecificInput = z.input<typeof employeeSpecificInput>;

/** Every field, in plain text or masked. */
export type EmployeeSpecific = Readonly<Record<SpecificField, string | null>>;

export const employeeSpecificOutput = z.object(
  Object.fromEntries(specificFieldNames.map((field) => [field, z.string().nullable()])) as Record<
    SpecificField,
    z.ZodNullable<z.ZodString>
  >,
);
