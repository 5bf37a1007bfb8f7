/** @jsxRuntime automatic */
import type { Locale } from "@gloria/contracts";
import { translate } from "@gloria/i18n";
import type { ReactNode } from "react";
import { Body, Container, Head, Html, Preview, Section, Text } from "react-email";

export interface MailFrameProps {
  readonly locale: Locale;
  readonly preview: string;
  readonly tenantName: string;
  readonly children: ReactNode;
}

const fontFamily = "'Plus Jakarta Sans', 'Segoe UI', Helvetica, Arial, sans-serif";

/** What every mail of Gloria has around its message: one column, 560 px wide, the foundation's name above and below. */
export function MailFrame({ locale, preview, tenantName, children }: MailFrameProps) {
  return (
    <Html lang={locale} dir="ltr">
      <Head>
        <meta name="color-scheme" content="light" />
      </Head>
      <Preview>{preview}</Preview>
      <Body lang={locale} style={{ backgroundColor: "#f2f4f1", margin: 0, padding: "32px 12px", fontFamily }}>
        <Container style={{ maxWidth: 560, margin: "0 auto" }}>
          <Text style={{ margin: "0 0 12px 4px", fontSize: 14, fontWeight: 600, color: "#1d4f3f" }}>{tenantName}</Text>
          <Section
            style={{ backgroundColor: "#ffffff", border: "1px solid #dde3dd", borderRadius: 12, padding: "28px 32px" }}
          >
            {children}
          </Section>
          <Text style={{ margin: "12px 4px 0", fontSize: 12, lineHeight: "18px", color: "#5c6b62" }}>
            {translate(locale, "email.footerSentBy", { tenant: tenantName })}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}
