import type { Locale, NotificationData } from "@gloria/contracts";
import { compiledSkeletons } from "./skeletons/compiled-skeletons.ts";
import { type FilledMail, fillSkeleton } from "./skeletons/fill-skeleton.ts";

/** The values that each mail needs. */
export interface EmailValues {
  readonly welcome: NotificationData<"user.welcome">;
  readonly invited: Pick<NotificationData<"user.invited">, "name" | "tenantName" | "identifier" | "acceptUrl"> & {
    /** Written out in the language of the mail. */
    readonly expiresOn: string;
  };
}

/**
 * A mail in one language, ready to send: subject, HTML and text. Deterministic, and without React at run time.
 *
 * @throws Error when a value is missing or a link is not http(s)
 */
export function renderEmail<Name extends keyof EmailValues>(
  name: Name,
  locale: Locale,
  values: EmailValues[Name],
): FilledMail {
  return fillSkeleton(compiledSkeletons[name][locale], values);
}
