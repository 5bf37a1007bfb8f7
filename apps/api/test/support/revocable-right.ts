/** A person whose right to one thing comes and goes in one way. */
export interface RevocableRight {
  readonly name: string;
  readonly email: string;
  readonly code: string;
  /** Whether it is taken by a verb of the product, over REST; otherwise by the database's owner, or by the time. */
  readonly byVerb: boolean;
  /** Whether it is over without anything being written: what was read before says so. */
  readonly endsByItself: boolean;
  /** Commits that they may; answers the instant (ms) from which they may not although nothing is written, or null. */
  give(): Promise<number | null>;
  /** Commits that they may not. */
  take(): Promise<void>;
}

/** Calls a procedure over REST as the tenant's administrator; the body of the answer, or an error unless it is a success. */
export type AdminCall = (
  method: "POST" | "PATCH" | "DELETE" | "GET",
  path: string,
  body?: object,
) => Promise<Record<string, unknown>>;

type Way = Pick<RevocableRight, "give" | "take">;

/** A row that is made anew each time, and then taken back. */
export function comesAndGoes(make: () => Promise<string>, take: (id: string) => Promise<unknown>): Way {
  let id = "";
  return {
    give: async () => {
      id = await make();
      return null;
    },
    take: async () => void (await take(id)),
  };
}

/** Something that is written over. */
export function switches(on: () => Promise<unknown>, off: () => Promise<unknown>): Way {
  return {
    give: async () => {
      await on();
      return null;
    },
    take: async () => void (await off()),
  };
}

/** What is there forbids; to give is to take it back, except for the first time, when there is nothing yet. */
export function refusals(
  call: AdminCall,
  path: string,
  kind: "guardrail" | "grant",
  body: object,
  end: (id: string) => Promise<unknown>,
): Way {
  let id: string | null = null;
  return {
    give: async () => {
      if (id !== null) await end(id);
      return null;
    },
    take: async () => {
      const answer = await call("POST", path, body);
      id = (answer[kind] as { id: string }).id;
    },
  };
}
