import type { Locale } from "@gloria/contracts";
import { en } from "./en/index.ts";
import { id } from "./id/index.ts";
import type { TextParams } from "./texts.ts";

type Section = Readonly<Record<string, string>>;

const textsOf: Record<Locale, Readonly<Record<string, Section>>> = { id, en };

/**
 * The wording under `section.key`, or null. The section ends at the first dot: keys may hold dots themselves
 * (error codes, audit actions). With a `count` the plural form of the language is chosen.
 */
export function findText(locale: Locale, path: string, params: TextParams = {}): string | null {
  const dot = path.indexOf(".");
  const name = path.slice(0, dot);
  const section = Object.hasOwn(textsOf[locale], name) ? textsOf[locale][name] : undefined;
  if (!section) return null;
  const key = path.slice(dot + 1);
  const counted =
    typeof params["count"] === "number" ? `${key}_${new Intl.PluralRules(locale).select(params["count"])}` : key;
  return own(section, counted) ?? own(section, `${key}_other`) ?? own(section, key);
}

function own(section: Section, key: string): string | null {
  return Object.hasOwn(section, key) ? (section[key] ?? null) : null;
}
