/** @jsxRuntime automatic */
import { createHash } from "node:crypto";
import { type Locale, locales } from "@gloria/contracts";
import { translate } from "@gloria/i18n";
import type { ReactElement } from "react";
import { render, toPlainText } from "react-email";
import type { Skeleton } from "../skeletons/skeleton.ts";
import { InvitedMail } from "../templates/invited-mail.tsx";
import { WelcomeMail } from "../templates/welcome-mail.tsx";
import { htmlContext, markerFor, splitMarkers } from "./split-markers.ts";

interface MailTemplate {
  readonly fields: readonly string[];
  subject(locale: Locale, value: (field: string) => string): string;
  body(locale: Locale, value: (field: string) => string): ReactElement;
}

const templates: Readonly<Record<string, MailTemplate>> = {
  invited: {
    fields: ["name", "tenantName", "identifier", "acceptUrl", "expiresOn"],
    subject: (locale, value) => translate(locale, "email.invitedSubject", { tenant: value("tenantName") }),
    body: (locale, value) => (
      <InvitedMail
        locale={locale}
        name={value("name")}
        tenantName={value("tenantName")}
        identifier={value("identifier")}
        acceptUrl={value("acceptUrl")}
        expiresOn={value("expiresOn")}
      />
    ),
  },
  welcome: {
    fields: ["name", "tenantName", "identifier", "signInUrl"],
    subject: (locale, value) => translate(locale, "email.welcomeSubject", { tenant: value("tenantName") }),
    body: (locale, value) => (
      <WelcomeMail
        locale={locale}
        name={value("name")}
        tenantName={value("tenantName")}
        identifier={value("identifier")}
        signInUrl={value("signInUrl")}
      />
    ),
  },
};

/** Every mail in every language as a skeleton: React runs here, when the mails are built, and never for a recipient. */
export async function compileSkeletons(): Promise<Record<string, Record<Locale, Skeleton>>> {
  const compiled: Record<string, Record<Locale, Skeleton>> = {};
  for (const [name, template] of Object.entries(templates)) {
    const byLocale = await Promise.all(
      locales.map(async (locale) => [locale, await compile(template, locale)] as const),
    );
    compiled[name] = Object.fromEntries(byLocale) as Record<Locale, Skeleton>;
  }
  return compiled;
}

async function compile(template: MailTemplate, locale: Locale): Promise<Skeleton> {
  const place = (field: string) => {
    const index = template.fields.indexOf(field);
    if (index < 0) throw new Error(`the template has no field "${field}"`);
    return markerFor(index);
  };
  const html = await render(template.body(locale, place));
  const text = toPlainText(html, { wordwrap: false, selectors: textSelectors });
  const parts = {
    subject: splitMarkers(template.subject(locale, place), template.fields, () => "header"),
    html: splitMarkers(html, template.fields, htmlContext),
    text: splitMarkers(text, template.fields, () => "plain"),
  };
  const version = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 12);
  return { version, ...parts };
}

/** Headings keep their case, the hidden preview is left out, and a link whose text is its address stands once. */
const textSelectors = [
  { selector: "h1", options: { uppercase: false } },
  { selector: "a", options: { hideLinkHrefIfSameAsText: true } },
  { selector: "[data-skip-in-text=true]", format: "skip" },
];
