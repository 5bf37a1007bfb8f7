const numbers = new Map<string, number>();

/**
 * A small number for each permission that was ever asked about, by which answers are kept in arrays: a check looks into
 * every role of a person, and hashing the code for each of them would cost more than all the rest. Grows with the
 * catalogues, not with what callers ask: codes that do not exist get no number.
 *
 * @param code of a catalogue
 */
export function codeNumber(code: string): number {
  let number = numbers.get(code);
  if (number === undefined) {
    number = numbers.size;
    numbers.set(code, number);
  }
  return number;
}
