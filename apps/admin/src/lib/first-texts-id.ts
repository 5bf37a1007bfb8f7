// The sections that the frame and the home page show, in Indonesian; the others come with the first page that is not home.
export { action } from "@gloria/i18n/id/action";
export { audit } from "@gloria/i18n/id/audit";
export { common } from "@gloria/i18n/id/common";
export { enumeration } from "@gloria/i18n/id/enumeration";
export { error } from "@gloria/i18n/id/error";
export { home } from "@gloria/i18n/id/home";
export { notification } from "@gloria/i18n/id/notification";
export { school } from "@gloria/i18n/id/school";
export { shell } from "@gloria/i18n/id/shell";
export { signIn } from "@gloria/i18n/id/sign-in";
export { state } from "@gloria/i18n/id/state";
export { user } from "@gloria/i18n/id/user";
