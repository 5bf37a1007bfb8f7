import type { User } from "@gloria/contracts";

/** The texts of the form; an empty one stands for "none". */
export interface UserFormValues {
  name: string;
  titlePrefix: string;
  titleSuffix: string;
  nip: string;
  email: string;
  username: string;
  phone: string;
  homeSchoolId: string;
  locale: string;
  timeZone: string;
  status: string;
}

export const userFormFields = [
  "name",
  "titlePrefix",
  "titleSuffix",
  "nip",
  "email",
  "username",
  "phone",
  "homeSchoolId",
  "locale",
  "timeZone",
  "status",
] as const satisfies readonly (keyof UserFormValues)[];

export function emptyUserForm(homeSchoolId: string | null): UserFormValues {
  const blank = Object.fromEntries(userFormFields.map((field) => [field, ""])) as Record<keyof UserFormValues, string>;
  return { ...blank, homeSchoolId: homeSchoolId ?? "", status: "active" };
}

export function userFormOf(user: User): UserFormValues {
  return Object.fromEntries(userFormFields.map((field) => [field, user[field] ?? ""])) as Record<
    keyof UserFormValues,
    string
  >;
}

/** What the contract reads: null where the form is empty, but a name and a status are never null. */
export function userInputOf(values: UserFormValues) {
  const { name, status, ...optional } = values;
  return {
    name,
    status,
    ...Object.fromEntries(Object.entries(optional).map(([field, text]) => [field, text.trim() || null])),
  };
}
