import type { id } from "./id/index.ts";

/** The shape of one language: the sections and keys of Indonesian, with any wording. */
export type Texts = { readonly [Section in keyof typeof id]: { readonly [Key in keyof (typeof id)[Section]]: string } };

type Singular<Key extends string> = Key extends `${infer Base}_one` | `${infer Base}_other` ? Base : Key;

/** `section.key`; a counted text (`key_one`, `key_other`) is named without its ending. */
export type TextKey = {
  [Section in keyof Texts & string]: `${Section}.${Singular<keyof Texts[Section] & string>}`;
}[keyof Texts & string];

type Placeholders<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Placeholders<Rest> : never;

type WordingOf<Key extends TextKey> = Key extends `${infer Section}.${infer Name}`
  ? Section extends keyof typeof id
    ? Name extends keyof (typeof id)[Section]
      ? (typeof id)[Section][Name]
      : `${Name}_other` extends keyof (typeof id)[Section]
        ? (typeof id)[Section][`${Name}_other`]
        : never
    : never
  : never;

export type TextValue = string | number | boolean | null | readonly string[];
export type TextParams = Readonly<Record<string, TextValue>>;

/** The values that a text needs: none for a text without placeholders, exactly its placeholders otherwise. */
export type ParamsOf<Key extends TextKey> = [Placeholders<WordingOf<Key>>] extends [never]
  ? []
  : [params: Readonly<Record<Placeholders<WordingOf<Key>>, TextValue>>];
