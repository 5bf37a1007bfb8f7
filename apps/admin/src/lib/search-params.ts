/**
 * Search parameters are plain text in the address (`?q=0012`), so that a NIP of digits stays what it is and an
 * address can be read and typed. Every page reads its own from text.
 */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value === undefined || value === null || value === "") continue;
    params.set(name, String(value));
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

/** Reads `name` where it holds text. */
export function textParam<Name extends string>(
  search: Readonly<Record<string, unknown>>,
  name: Name,
): { [Key in Name]?: string } {
  const value = search[name];
  return (typeof value === "string" && value !== "" ? { [name]: value } : {}) as { [Key in Name]?: string };
}

/** Reads each of `names` that holds text. */
export function textParams<const Names extends readonly string[]>(
  search: Readonly<Record<string, unknown>>,
  names: Names,
): { [Key in Names[number]]?: string } {
  return Object.assign({}, ...names.map((name) => textParam(search, name)));
}

/** The text where it is one of the choices; anything else is as if it were not there. */
export function oneOf<const Choices extends readonly string[]>(
  choices: Choices,
  text: string | undefined,
): Choices[number] | undefined {
  return choices.find((choice) => choice === text);
}
