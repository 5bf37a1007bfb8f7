/** What must be taken down when the bench ends, however it ends. Last in, first out. */
export class Cleanup {
  readonly #closers: (() => Promise<void>)[] = [];
  readonly #killers = new Set<() => void>();
  #closing: Promise<void> | null = null;
  #isInterrupted = false;

  constructor() {
    for (const [signal, code] of [
      ["SIGINT", 130],
      ["SIGTERM", 143],
      ["SIGHUP", 129],
    ] as const) {
      process.on(signal, () => {
        this.#isInterrupted = true;
        void this.close().finally(() => process.exit(code));
      });
    }
    // Whatever is still there when this process ends without having closed it.
    process.on("exit", () => {
      for (const kill of this.#killers) kill();
    });
  }

  /** Whether a signal ends everything: what fails from now on fails for that reason. */
  get isInterrupted(): boolean {
    return this.#isInterrupted;
  }

  /**
   * @param close takes it down in order and returns when it is gone; may be called once it is gone already
   * @param kill ends it at once, for the moment when nothing can be awaited any more
   */
  add(close: () => Promise<void>, kill: () => void = () => {}): void {
    this.#killers.add(kill);
    this.#closers.push(async () => {
      await close();
      this.#killers.delete(kill);
    });
  }

  /** Takes everything down; the first failure is thrown when the rest is down, too. */
  close(): Promise<void> {
    this.#closing ??= this.#closeAll();
    return this.#closing;
  }

  async #closeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of this.#closers.reverse()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
