export { getUserPreferences } from "./get-user-preferences.ts";
export { updateUserPreferences } from "./update-user-preferences.ts";
