import { locales } from "@gloria/contracts";
import { translate } from "@gloria/i18n";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileSkeletons } from "./compile/compile-skeletons.tsx";
import { renderEmail } from "./render-email.ts";
import { compiledSkeletons } from "./skeletons/compiled-skeletons.ts";

const siti = {
  name: "Siti Rahma",
  tenantName: "Yayasan Contoh",
  identifier: "siti@demo.example",
  signInUrl: "https://gloria.demo.example/sign-in?as=siti&from=mail",
};

describe("the welcome mail", () => {
  it.each(locales)("says in %s whose account it is and how to sign in", (locale) => {
    const mail = renderEmail("welcome", locale, siti);
    expect(mail.subject).toBe(translate(locale, "email.welcomeSubject", { tenant: "Yayasan Contoh" }));
    for (const part of [mail.html, mail.text]) {
      expect(part).toContain(translate(locale, "email.welcomeHeading", { name: "Siti Rahma" }));
      expect(part).toContain(translate(locale, "email.welcomeIntro", { tenant: "Yayasan Contoh" }));
      expect(part).toContain("siti@demo.example");
      expect(part).toContain(translate(locale, "email.welcomeButton"));
      expect(part).toContain(translate(locale, "email.footerSentBy", { tenant: "Yayasan Contoh" }));
    }
    expect(mail.html).toMatch(new RegExp(`<html[^>]* lang="${locale}"`));
    expect(mail.html).toContain('href="https://gloria.demo.example/sign-in?as=siti&amp;from=mail"');
    expect(mail.text).toContain("https://gloria.demo.example/sign-in?as=siti&from=mail");
  });

  it("differs between the languages", () => {
    expect(renderEmail("welcome", "id", siti).text).not.toBe(renderEmail("welcome", "en", siti).text);
  });

  it("shows no markup, script or place that came with a value", () => {
    const mail = renderEmail("welcome", "en", {
      ...siti,
      name: `<script>alert("1")</script>`,
      tenantName: `A & B"><img src=x onerror=alert(1)>`,
    });
    expect(mail.html).not.toMatch(/<script|<img/);
    expect(mail.html).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
    expect(mail.text).toContain(`Welcome, <script>alert("1")</script>`);
  });

  it("links to nothing but http and https", () => {
    for (const signInUrl of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"]) {
      expect(() => renderEmail("welcome", "id", { ...siti, signInUrl })).toThrow(/may not link/);
    }
  });

  it("keeps its subject on one line", () => {
    const { subject } = renderEmail("welcome", "id", { ...siti, tenantName: "Yayasan\r\nBcc: all@demo.example" });
    expect(subject).toBe("Selamat datang di Yayasan Bcc: all@demo.example");
  });

  it("gives the same bytes for the same values, and escapes any others", () => {
    const text = fc.string({ unit: "binary", minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(text, text, (name, tenantName) => {
        const values = { ...siti, name, tenantName };
        const mail = renderEmail("welcome", "id", values);
        expect(renderEmail("welcome", "id", values)).toEqual(mail);
        // As many tags as with harmless values: nothing of a value became markup.
        expect(mail.html.split("<").length).toBe(renderEmail("welcome", "id", siti).html.split("<").length);
        expect(mail.subject).not.toMatch(/[\r\n]/);
      }),
    );
  });

  it("does not fill what was never declared", () => {
    const withoutName = { ...siti, name: undefined } as unknown as typeof siti;
    expect(() => renderEmail("welcome", "id", withoutName)).toThrow(/"name"/);
  });
});

it("the compiled skeletons are those of the templates", async () => {
  // Mend it with: pnpm --filter @gloria/emails compile
  expect(await compileSkeletons()).toEqual(compiledSkeletons);
});
