export interface OpenWhenAsked<Thing> {
  /** Opens at the first call. A failure is the caller's; the next call tries again. */
  get(): Promise<Thing>;
  /** Closes what is open, also what is just being opened. */
  close(): Promise<void>;
}

/** What few requests need is brought up by the first that does, so that a process that meets none never pays for it. */
export function openWhenAsked<Thing extends { close(): Promise<void> }>(
  open: () => Promise<Thing>,
): OpenWhenAsked<Thing> {
  let opening: Promise<Thing> | null = null;
  return {
    get() {
      if (opening !== null) return opening;
      const attempt = open();
      opening = attempt;
      attempt.catch(() => {
        opening = null;
      });
      return attempt;
    },
    async close() {
      // Who asked for what could not be opened has been told.
      const thing = await opening?.catch(() => null);
      await thing?.close();
    },
  };
}
