import type { Locale } from "@gloria/contracts";
import type { Texts } from "@gloria/i18n";
import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import { onStoredElsewhere, readStored, writeStored } from "./storage.ts";

/** The key is also read by `public/before-paint.js`. */
const key = "gloria.locale";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "texts";
    returnNull: false;
    resources: { texts: Texts };
  }
}

/**
 * One language is loaded, the other only when it is chosen; and of a language first what every page shows: most of the
 * texts belong to pages that are opened later, if at all.
 */
const first: Record<Locale, () => Promise<Partial<Texts>>> = {
  id: () => import("@gloria/i18n/id/first"),
  en: () => import("@gloria/i18n/en/first"),
};
const all: Record<Locale, () => Promise<Texts>> = {
  id: async () => (await import("@gloria/i18n/id")).id,
  en: async () => (await import("@gloria/i18n/en")).en,
};
let wantsAll = false;

function storedLocale(): Locale {
  return readStored(key) === "en" ? "en" : "id";
}

export async function startI18n(): Promise<void> {
  const locale = storedLocale();
  const texts = { ...(await first[locale]()) };
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    ns: ["texts"],
    defaultNS: "texts",
    resources: { [locale]: { texts } },
    interpolation: { escapeValue: false },
    // Keys hold codes of permissions, whose colon is no border of a namespace.
    nsSeparator: false,
    returnNull: false,
    // What is there only later replaces what stood for it.
    react: { useSuspense: false, bindI18nStore: "added" },
  });
  document.documentElement.lang = locale;
  // What another tab chose holds here too, as its theme does.
  onStoredElsewhere(key, () => void setLocale(storedLocale()));
  loadAllOnTouch();
}

/** Menus, palette and dialogs may say anything: their texts are fetched when somebody first reaches for something. */
function loadAllOnTouch(): void {
  const events = ["pointerdown", "pointermove", "keydown"] as const;
  const touched = () => {
    for (const event of events) removeEventListener(event, touched);
    void loadAllTexts();
  };
  for (const event of events) addEventListener(event, touched, { passive: true });
}

export async function setLocale(locale: Locale): Promise<void> {
  if (wantsAll) await addAll(locale);
  else if (!i18next.hasResourceBundle(locale, "texts"))
    i18next.addResourceBundle(locale, "texts", { ...(await first[locale]()) });
  writeStored(key, locale);
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
}

/** The texts of all pages, in the language of now and in each that is chosen later. */
export async function loadAllTexts(): Promise<void> {
  wantsAll = true;
  await addAll(currentLocale());
}

const complete = new Set<Locale>();

async function addAll(locale: Locale): Promise<void> {
  if (complete.has(locale)) return;
  const texts = await all[locale]();
  i18next.addResourceBundle(locale, "texts", texts);
  complete.add(locale);
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
