/** @jsxRuntime automatic */
import type { Locale } from "@gloria/contracts";
import { translate } from "@gloria/i18n";
import { Button, Heading, Link, Section, Text } from "react-email";
import { MailFrame } from "./mail-frame.tsx";

export interface InvitedMailProps {
  readonly locale: Locale;
  readonly name: string;
  readonly tenantName: string;
  /** What the person will sign in with. */
  readonly identifier: string;
  readonly acceptUrl: string;
  /** The last moment, written out. */
  readonly expiresOn: string;
}

const paragraph = { margin: "0 0 16px", fontSize: 15, lineHeight: "24px", color: "#26332c" } as const;
const small = { ...paragraph, fontSize: 13, lineHeight: "20px", color: "#5c6b62" } as const;

/** The way in for somebody whose account waits for them: the link holds once, and until a day that is named. */
export function InvitedMail({ locale, name, tenantName, identifier, acceptUrl, expiresOn }: InvitedMailProps) {
  return (
    <MailFrame locale={locale} preview={translate(locale, "email.invitedPreview")} tenantName={tenantName}>
      <Heading as="h1" style={{ margin: "0 0 16px", fontSize: 22, lineHeight: "30px", color: "#14251d" }}>
        {translate(locale, "email.invitedHeading", { name })}
      </Heading>
      <Text style={paragraph}>{translate(locale, "email.invitedIntro", { tenant: tenantName })}</Text>
      <Section style={{ backgroundColor: "#f2f6f3", borderRadius: 8, padding: "12px 16px", margin: "0 0 20px" }}>
        <Text style={{ ...small, margin: "0 0 2px" }}>{translate(locale, "email.invitedIdentifier")}</Text>
        <Text style={{ ...paragraph, margin: 0, fontWeight: 600 }}>{identifier}</Text>
      </Section>
      <Section style={{ margin: "0 0 20px" }}>
        <Button
          href={acceptUrl}
          style={{
            backgroundColor: "#1d6b52",
            borderRadius: 8,
            color: "#ffffff",
            fontSize: 15,
            fontWeight: 600,
            padding: "12px 22px",
          }}
        >
          {translate(locale, "email.invitedButton")}
        </Button>
      </Section>
      <Text style={small}>
        {translate(locale, "email.linkFallback")}
        <br />
        <Link href={acceptUrl} style={{ color: "#1d6b52", wordBreak: "break-all" }}>
          {acceptUrl}
        </Link>
      </Text>
      <Text style={small}>{translate(locale, "email.invitedExpiry", { until: expiresOn })}</Text>
      <Text style={{ ...small, margin: 0 }}>{translate(locale, "email.welcomeNotYou")}</Text>
    </MailFrame>
  );
}
