/** What stands between two e-mails or NIPs, however they were pasted. */
const between = /[\s,;]+/;

/** E-mails and NIPs of a pasted text, each once, in the order in which they stand. */
export function readPeople(text: string): readonly string[] {
  const seen = new Map<string, string>();
  for (const word of text.split(between)) {
    const key = word.toLowerCase();
    if (key !== "" && !seen.has(key)) seen.set(key, word);
  }
  return [...seen.values()];
}

interface Identified {
  readonly email: string | null;
  readonly nip: string | null;
  readonly username: string | null;
}

/** The one person whom an e-mail, a NIP or a user name means; nobody where it is none's, or several people's. */
export function personOf<Person extends Identified>(word: string, found: readonly Person[]): Person | null {
  const wanted = word.toLowerCase();
  const matching = found.filter(({ email, nip, username }) =>
    [email, nip, username].some((name) => name?.toLowerCase() === wanted),
  );
  const [only] = matching;
  return matching.length === 1 && only !== undefined ? only : null;
}
