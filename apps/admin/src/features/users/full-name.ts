interface Named {
  readonly name: string;
  readonly titlePrefix: string | null;
  readonly titleSuffix: string | null;
}

/** A name with its titles, as it is written on a letter: "Drs. Budi Santoso, M.Pd." */
export function fullName({ name, titlePrefix, titleSuffix }: Named): string {
  return [titlePrefix, titleSuffix ? `${name}, ${titleSuffix}` : name].filter(Boolean).join(" ");
}
