import type { Locale } from "@gloria/contracts";
import type { Texts } from "@gloria/i18n";
import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import { readStored, writeStored } from "./storage.ts";

/** The key is also read by `public/before-paint.js`. */
const key = "gloria.locale";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "texts";
    returnNull: false;
    resources: { texts: Texts };
  }
}

/** One language is loaded, the other only when it is chosen. */
const load: Record<Locale, () => Promise<Texts>> = {
  id: async () => (await import("@gloria/i18n/id")).id,
  en: async () => (await import("@gloria/i18n/en")).en,
};

function storedLocale(): Locale {
  return readStored(key) === "en" ? "en" : "id";
}

export async function startI18n(): Promise<void> {
  const locale = storedLocale();
  const texts = await load[locale]();
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    ns: ["texts"],
    defaultNS: "texts",
    resources: { [locale]: { texts } },
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: false },
  });
  document.documentElement.lang = locale;
}

export async function setLocale(locale: Locale): Promise<void> {
  if (!i18next.hasResourceBundle(locale, "texts")) i18next.addResourceBundle(locale, "texts", await load[locale]());
  writeStored(key, locale);
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
}

export function currentLocale(): Locale {
  return i18next.language === "en" ? "en" : "id";
}

/** Re-renders when the language changes. */
export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return i18n.language === "en" ? "en" : "id";
}

/** The translation of a key made at run time (a status, an action), or the fallback where there is none. */
export function useLabel(): (path: string, fallback: string) => string {
  const { i18n } = useTranslation();
  return (path, fallback) =>
    i18n.exists(path) ? String(i18n.getFixedT(i18n.language)(path as "common.unknown")) : fallback;
}
