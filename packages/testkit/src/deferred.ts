/** A promise that a test resolves when it wants to: how two transactions are made to meet without sleeping. */
export interface Deferred {
  readonly promise: Promise<void>;
  resolve(): void;
}

export function deferred(): Deferred {
  const made: { resolve: () => void } = { resolve: () => {} };
  const promise = new Promise<void>((resolve) => {
    made.resolve = resolve;
  });
  return { promise, resolve: () => made.resolve() };
}
