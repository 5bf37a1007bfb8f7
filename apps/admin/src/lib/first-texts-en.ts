// The sections that the frame and the home page show, in English; the others come with the first page that is not home.
export { action } from "@gloria/i18n/en/action";
export { audit } from "@gloria/i18n/en/audit";
export { common } from "@gloria/i18n/en/common";
export { enumeration } from "@gloria/i18n/en/enumeration";
export { error } from "@gloria/i18n/en/error";
export { home } from "@gloria/i18n/en/home";
export { notification } from "@gloria/i18n/en/notification";
export { school } from "@gloria/i18n/en/school";
export { shell } from "@gloria/i18n/en/shell";
export { signIn } from "@gloria/i18n/en/sign-in";
export { state } from "@gloria/i18n/en/state";
export { user } from "@gloria/i18n/en/user";
