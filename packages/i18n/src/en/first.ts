/** The sections that the frame and the home page show; the others come with the first page that is not home. */
export { action } from "./action.ts";
export { common } from "./common.ts";
export { enumeration } from "./enumeration.ts";
export { home } from "./home.ts";
export { impersonation } from "./impersonation.ts";
export { notification } from "./notification.ts";
export { shell } from "./shell.ts";
export { signIn } from "./sign-in.ts";
export { state } from "./state.ts";
