import type { User } from "@gloria/contracts";
import type { FormShape } from "../../components/use-entity-form.tsx";

/** The texts of the form; an empty one stands for "none". */
export type UserFormValues = {
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
};

const fields = [
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
  const blank = Object.fromEntries(fields.map((field) => [field, ""])) as Record<keyof UserFormValues, string>;
  return { ...blank, homeSchoolId: homeSchoolId ?? "", status: "active" };
}

export const userForm: FormShape<UserFormValues, User> = {
  fields,
  valuesOf: (user) =>
    Object.fromEntries(fields.map((field) => [field, user[field] ?? ""])) as Record<keyof UserFormValues, string>,
  // Null where the form is empty, but a name and a status are never null.
  inputOf: ({ name, status, ...optional }) => ({
    name,
    status,
    ...Object.fromEntries(Object.entries(optional).map(([field, text]) => [field, text.trim() || null])),
  }),
  fieldOfCode: {
    "user.email_in_use": "email",
    "user.nip_in_use": "nip",
    "user.username_in_use": "username",
    "employee.nip_in_use": "nip",
  },
};
