import { describe, expect, expectTypeOf, it } from "vitest";
import { en } from "./en/index.ts";
import { id } from "./id/index.ts";
import { errorText, fieldProblemText, formatText, type ParamsOf, placeholdersOf, translate } from "./index.ts";

type Section = Readonly<Record<string, string>>;
const sections: readonly (readonly [string, Section])[] = Object.entries(id);
const english: Readonly<Record<string, Section>> = en;

describe("both languages", () => {
  it.each(sections)("%s has the same keys and the same placeholders", (name, texts) => {
    const other = english[name] ?? {};
    expect(Object.keys(other).sort()).toEqual(Object.keys(texts).sort());
    for (const [key, text] of Object.entries(texts)) {
      expect(placeholdersOf(other[key] ?? "").sort(), `${name}.${key}`).toEqual(placeholdersOf(text).sort());
    }
  });

  it("leaves no text empty or with a stray brace", () => {
    for (const language of [id, en]) {
      for (const [name, texts] of Object.entries<Readonly<Record<string, string>>>(language)) {
        for (const [key, text] of Object.entries(texts)) {
          expect(text.trim(), `${name}.${key}`).not.toBe("");
          expect(text.replaceAll(/\{\{\w+\}\}/g, ""), `${name}.${key}`).not.toMatch(/[{}]/);
        }
      }
    }
  });

  it("gives every counted text all of its forms", () => {
    for (const [name, texts] of sections) {
      for (const key of Object.keys(texts).filter((k) => /_(one|other)$/.test(k))) {
        const base = key.replace(/_(one|other)$/, "");
        expect(Object.keys(texts), `${name}.${key}`).toEqual(expect.arrayContaining([`${base}_one`, `${base}_other`]));
      }
    }
  });
});

describe("translate", () => {
  it("fills placeholders and chooses the plural form of the language", () => {
    expect(translate("id", "email.welcomeSubject", { tenant: "Yayasan Contoh" })).toBe(
      "Selamat datang di Yayasan Contoh",
    );
    expect(translate("en", "notification.bellUnread", { count: 1 })).toBe("Notifications, 1 unread");
    expect(translate("en", "common.filtersActive", { count: 1 })).toBe("1 active filter");
    expect(translate("en", "common.filtersActive", { count: 2 })).toBe("2 active filters");
    expect(translate("id", "common.save")).toBe("Simpan");
  });

  it("knows by type which values a text needs", () => {
    expectTypeOf<ParamsOf<"common.save">>().toEqualTypeOf<[]>();
    expectTypeOf<keyof ParamsOf<"state.conflictBody">[0]>().toEqualTypeOf<"mine" | "theirs">();
    expectTypeOf<keyof ParamsOf<"common.filtersActive">[0]>().toEqualTypeOf<"count">();
  });

  it("leaves a placeholder standing when its value is missing, and joins lists", () => {
    expect(formatText("en", "a {{x}} b", {})).toBe("a {{x}} b");
    expect(formatText("id", "{{x}}", { x: ["a", "b", "c"] })).toBe("a, b, dan c");
    expect(formatText("en", "{{x}}", { x: ["a", "b"] })).toBe("a and b");
    expect(formatText("en", "{{toString}}", {})).not.toContain("function");
  });
});

describe("errors and fields", () => {
  it("says an error in the asked language", () => {
    expect(errorText("user.email_in_use", {}, "id")).toBe("Surel itu sudah dipakai orang lain.");
    expect(errorText("user.email_in_use", {}, "en")).toBe("Somebody else already has that e-mail address.");
  });

  it.each([
    [{ code: "too_small", origin: "string", minimum: 1 }, "Required."],
    [{ code: "too_small", origin: "string", minimum: 3 }, "At least 3 characters."],
    [{ code: "too_big", origin: "array", maximum: 3 }, "Choose at most 3."],
    [{ code: "invalid_format", format: "email" }, "Write a complete e-mail address, e.g. name@school.sch.id."],
    [{ code: "custom", message: "zone.unknown" }, "This time zone is unknown."],
    [{ code: "invalid_type", input: undefined }, "Required."],
    [{ code: "unrecognized_keys", keys: ["a", "b"] }, "Unknown fields: a and b."],
    [{ code: "something_new" }, "This entry cannot be accepted."],
  ])("words the issue %o", (issue, expected) => {
    expect(fieldProblemText(issue, "en")).toBe(expected);
  });
});
