export { type EmailValues, renderEmail } from "./render-email.ts";
export type { FilledMail } from "./skeletons/fill-skeleton.ts";
