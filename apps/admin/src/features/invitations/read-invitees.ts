import type { Invitee } from "@gloria/contracts";

export interface InviteeLine {
  /** Counted from 1, as an editor shows it. */
  readonly line: number;
  readonly invitee: Invitee;
}

export interface ReadInvitees {
  readonly people: readonly InviteeLine[];
  /** Lines that are neither empty nor a name with an e-mail or NIP. */
  readonly problems: readonly number[];
}

/**
 * One person a line: a name, then an e-mail, a NIP or both, parted by semicolons, or by tabs where columns of a
 * spreadsheet were pasted. What has an `@` is the e-mail; whether it is a valid one is the server's to say.
 */
export function readInvitees(text: string, homeSchoolId: string | null): ReadInvitees {
  const people: InviteeLine[] = [];
  const problems: number[] = [];
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    if (raw.trim() === "") continue;
    const [name = "", ...proofs] = raw.split(/[;\t]/).map((part) => part.trim());
    const given = proofs.filter((proof) => proof !== "");
    const email = given.find((proof) => proof.includes("@"));
    const nip = given.find((proof) => !proof.includes("@"));
    const understood = (email === undefined ? 0 : 1) + (nip === undefined ? 0 : 1);
    if (name === "" || understood === 0 || understood < given.length) {
      problems.push(index + 1);
      continue;
    }
    people.push({
      line: index + 1,
      invitee: {
        name,
        ...(email === undefined ? {} : { email }),
        ...(nip === undefined ? {} : { nip }),
        ...(homeSchoolId === null ? {} : { homeSchoolId }),
      },
    });
  }
  return { people, problems };
}
