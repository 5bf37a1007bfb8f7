/** Freezes a plain object and everything in it: settings do not change while a process runs. */
export function deepFreeze<T extends object>(value: T): Readonly<T> {
  for (const inner of Object.values(value)) {
    if (typeof inner === "object" && inner !== null) {
      deepFreeze(inner);
    }
  }
  return Object.freeze(value);
}
