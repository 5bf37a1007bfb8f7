/**
 * An answer for who only looks through another person's eyes: every `can` in it says no, as each attempt would be
 * answered. What the person themselves may do stands in their permissions.
 */
export function readOnlyAnswer<Value>(value: Value): Value {
  return withoutRights(value) as Value;
}

function withoutRights(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRights);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, name === "can" ? refused(inner) : withoutRights(inner)]),
  );
}

function refused(can: unknown): unknown {
  if (typeof can !== "object" || can === null) return can;
  return Object.fromEntries(Object.keys(can).map((action) => [action, false]));
}
