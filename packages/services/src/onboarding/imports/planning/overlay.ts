import type { AssignmentKind, UserStatus } from "@gloria/contracts";
import type { HeldAssignment, HeldRole } from "./held.ts";
import type { HolderSpan } from "./load-holders.ts";
import type { DepartmentRow, Lines, PositionRow, SchoolRow } from "./place-effect.ts";

export type PersonKeyKind = "nip" | "nuptk" | "email" | "username" | "externalId" | "nik";

/** A person whom an earlier row of the file has written. */
export interface TouchedPerson {
  readonly rowNumber: number;
  /** Of what the row said of the person, apart from position and role: a second row must say the same. */
  readonly saying: string;
  readonly userId: string;
  readonly label: string;
  readonly nip: string | null;
  readonly status: UserStatus;
  readonly homeSchoolId: string | null;
  readonly held: readonly HeldAssignment[];
  readonly roles: readonly HeldRole[];
}

/** What an earlier row has made of the organisation, as far as a later row may refer to it. */
export interface TouchedPlaces {
  readonly schools: Map<string, SchoolRow>;
  readonly departments: Map<string, DepartmentRow>;
  readonly positions: Map<string, PositionRow>;
  readonly lines: Map<string, Lines>;
  /** Entity and external id → id. */
  readonly externalIds: Map<string, string>;
  /** Ids that a row has written → that row. */
  readonly rows: Map<string, number>;
}

/**
 * What the earlier rows of the same file would have done, in memory: the dry run keeps one for the whole file, the
 * commit a fresh one for each batch, since what earlier batches did is in the tables by then.
 */
export class Overlay {
  readonly #owners = new Map<string, string | null>();
  readonly #people = new Map<string, TouchedPerson>();
  readonly #seats = new Map<string, Map<string, HolderSpan>>();
  readonly places: TouchedPlaces = {
    schools: new Map(),
    departments: new Map(),
    positions: new Map(),
    lines: new Map(),
    externalIds: new Map(),
    rows: new Map(),
  };

  /** Who has this key by now: an id; null when an earlier row freed it; undefined when no row has touched it. */
  ownerOf(kind: PersonKeyKind, value: string): string | null | undefined {
    return this.#owners.get(`${kind} ${value}`);
  }

  claim(kind: PersonKeyKind, value: string, ref: string): void {
    this.#owners.set(`${kind} ${value}`, ref);
  }

  free(kind: PersonKeyKind, value: string): void {
    this.#owners.set(`${kind} ${value}`, null);
  }

  personOf(ref: string): TouchedPerson | undefined {
    return this.#people.get(ref);
  }

  touchPerson(ref: string, person: TouchedPerson): void {
    this.#people.set(ref, person);
  }

  /** Holders that earlier rows add. */
  seatsTaken(positionId: string): Iterable<HolderSpan> {
    return this.#seats.get(positionId)?.values() ?? [];
  }

  takeSeat(positionId: string, kind: AssignmentKind, from: string, until: string | null): void {
    const taken = this.#seats.get(positionId) ?? new Map<string, HolderSpan>();
    const span = `${kind}|${from}|${until ?? ""}`;
    taken.set(span, { kind, from, until, holders: (taken.get(span)?.holders ?? 0) + 1 });
    this.#seats.set(positionId, taken);
  }
}
