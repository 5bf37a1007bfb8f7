import fc from "fast-check";
import type { ConditionContext, ConditionOutcome, ConditionValue, Target } from "../src/index.ts";

const uuids = [
  "00000000-0000-7000-8000-00000000000a",
  "00000000-0000-7000-8000-00000000000b",
  "00000000-0000-7000-8000-00000000000c",
] as const;

/** One row of assignments as a check would know it; null is a column that is empty. */
export interface RandomRow {
  readonly id: string;
  readonly ownerId: string | null;
  readonly schoolIds: readonly string[];
  readonly attributes: {
    readonly kind: string | null;
    readonly ftePercent: number | null;
    readonly isPrimary: boolean | null;
    readonly positionId: string | null;
  };
}

export const rowsOfCode = "assignment:read";

const uuid = fc.constantFrom(...uuids);
const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 4 });

export const randomRow: fc.Arbitrary<RandomRow> = fc.record({
  id: uuid,
  ownerId: orNull(uuid),
  schoolIds: fc.subarray([...uuids], { maxLength: 1 }),
  attributes: fc.record({
    kind: orNull(fc.constantFrom("DEFINITIF", "PLT", "PLH")),
    ftePercent: orNull(fc.integer({ min: 48, max: 52 })),
    isPrimary: orNull(fc.boolean()),
    positionId: orNull(uuid),
  }),
});

export function targetOf({ id, ...row }: RandomRow): Target {
  return { ...row, departmentIds: [], resource: { type: "assignment", id } };
}

export const randomContext: fc.Arbitrary<ConditionContext> = fc.record({
  actor: fc.record({
    id: uuid,
    schoolId: orNull(uuid),
    roles: fc.subarray(["teacher", "principal", "PLT"]),
    positions: fc.constant(["kepsek"]),
  }),
  now: fc.constant(Date.UTC(2026, 10, 23, 1, 30)),
  request: fc.option(fc.record({ ip: orNull(fc.constant("10.0.0.1")), channel: fc.constantFrom("web", "api") }), {
    nil: undefined,
  }),
});

/** A condition with an evaluation of its own, written without a look at the compiler's. */
export interface RandomCondition {
  readonly source: string;
  readonly expected: (row: RandomRow, context: ConditionContext) => ConditionOutcome;
}

type Read<Value> = (row: RandomRow, context: ConditionContext) => Value | null;

const fieldsOf = {
  uuid: [
    ["target.id", (row) => row.id],
    ["target.ownerId", (row) => row.ownerId],
    ["target.positionId", (row) => row.attributes.positionId],
    // Not given to any check or list below.
    ["target.appointedBy", () => null],
  ] satisfies [string, Read<string>][],
  text: [
    ["target.kind", (row) => row.attributes.kind],
    ["target.type", () => "assignment"],
  ] satisfies [string, Read<string>][],
};

const quoted = (text: string) => JSON.stringify(text);
const literal = (text: string): [string, Read<string>] => [quoted(text), () => text];

const uuidOperand = fc.oneof(
  uuid.map(literal),
  fc.constantFrom("no id at all", uuids[0].toUpperCase(), "", "'; drop table x; --").map(literal),
  fc.constantFrom<[string, Read<string>]>(
    ["actor.id", (_, { actor }) => actor.id],
    ["actor.schoolId", (_, { actor }) => actor.schoolId],
    ['(actor.id + "")', (_, { actor }) => actor.id],
  ),
);
const textOperand = fc.oneof(
  fc.constantFrom("PLT", "PLH", "DEFINITIF", "assignment", "plt", '\u{1F600}\n"\\').map(literal),
  fc.constantFrom<[string, Read<string>]>(
    ["request.channel", (_, { request }) => request?.channel ?? null],
    ["string(1 / 0)", () => null],
    ["actor.roles[0]", (_, { actor }) => actor.roles[0] ?? null],
  ),
);
const numberOperand = fc.oneof(
  fc.integer({ min: 47, max: 53 }).map((n): [string, Read<number>] => [String(n), () => n]),
  fc.constantFrom<[string, Read<number>]>(
    ["49.5", () => 49.5],
    ["size(actor.roles) + 48", (_, { actor }) => actor.roles.length + 48],
    ["9223372036854775807", () => 2 ** 63],
    ["1e300", () => 1e300],
    ["-0.0", () => 0],
  ),
);

function compared<Value>(
  operator: string,
  [left, readLeft]: readonly [string, Read<Value>],
  [right, readRight]: readonly [string, Read<Value>],
  holds: (a: Value, b: Value) => boolean,
): RandomCondition {
  return {
    source: `${left} ${operator} ${right}`,
    expected: (row, context) => {
      const [a, b] = [readLeft(row, context), readRight(row, context)];
      return a === null || b === null ? "error" : holds(a, b);
    },
  };
}

type Compare = "==" | "!=" | "<" | "<=" | ">" | ">=";
const holdsOf: Readonly<Record<Compare, (a: ConditionValue, b: ConditionValue) => boolean>> = {
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => Number(a) < Number(b),
  "<=": (a, b) => Number(a) <= Number(b),
  ">": (a, b) => Number(a) > Number(b),
  ">=": (a, b) => Number(a) >= Number(b),
};

const equality = fc.constantFrom<Compare>("==", "!=");
const swapped = fc.boolean();

const textAtom = fc
  .oneof(
    fc.tuple(fc.constantFrom(...fieldsOf.uuid), uuidOperand),
    fc.tuple(fc.constantFrom(...fieldsOf.text), textOperand),
  )
  .chain(([field, operand]) =>
    fc
      .tuple(equality, swapped)
      .map(([operator, swap]) => compared(operator, swap ? operand : field, swap ? field : operand, holdsOf[operator])),
  );

const percent: [string, Read<number>] = ["target.ftePercent", (row) => row.attributes.ftePercent];
const numberAtom = fc
  .tuple(numberOperand, fc.constantFrom<Compare>("==", "!=", "<", "<=", ">", ">="), swapped)
  // The library's types let whole numbers and fractions be ordered, not be equal.
  .filter(([[text], operator]) =>
    operator.length > 1 && operator[1] === "=" && /[.e]/.test(text) ? operator[0] !== "=" && operator[0] !== "!" : true,
  )
  .map(([operand, operator, swap]) =>
    compared(operator, swap ? operand : percent, swap ? percent : operand, holdsOf[operator]),
  );

const listAtom = fc.oneof(
  fc.tuple(fc.constantFrom(...fieldsOf.text), fc.subarray(["PLT", "DEFINITIF", "assignment"])).map(
    ([[name, read], words]): RandomCondition => ({
      source: `${name} in [${words.map(quoted).join(", ")}]`,
      expected: (row) => {
        const value = read(row);
        return value === null ? "error" : words.includes(value);
      },
    }),
  ),
  fc.constantFrom<RandomCondition>(
    {
      source: "target.kind in actor.roles",
      expected: ({ attributes: { kind } }, { actor }) => (kind === null ? "error" : actor.roles.includes(kind)),
    },
    {
      source: "target.ftePercent in [49, 51]",
      expected: ({ attributes: { ftePercent } }) => (ftePercent === null ? "error" : [49, 51].includes(ftePercent)),
    },
  ),
);

const placeAtom = uuidOperand.map(
  ([text, read]): RandomCondition => ({
    source: `${text} in target.schoolIds`,
    expected: (row, context) => {
      const id = read(row, context);
      return id === null ? "error" : row.schoolIds.includes(id);
    },
  }),
);

const otherAtom = fc.constantFrom<RandomCondition>(
  { source: "target.isPrimary", expected: ({ attributes: { isPrimary } }) => isPrimary ?? "error" },
  {
    source: "target.isPrimary == false",
    expected: ({ attributes: { isPrimary } }) => (isPrimary === null ? "error" : !isPrimary),
  },
  { source: "has(target.kind)", expected: ({ attributes: { kind } }) => kind !== null },
  { source: "has(target.ownerId)", expected: ({ ownerId }) => ownerId !== null },
  { source: "has(target.id)", expected: () => true },
  { source: "has(target.appointedBy)", expected: () => "error" },
);

const freeAtom = fc.constantFrom<RandomCondition>(
  { source: "true", expected: () => true },
  { source: "false", expected: () => false },
  { source: "1 / 0 == 1", expected: () => "error" },
  { source: '"teacher" in actor.roles', expected: (_, { actor }) => actor.roles.includes("teacher") },
  {
    source: 'actor.roles.exists(role, role == "principal")',
    expected: (_, { actor }) => actor.roles.includes("principal"),
  },
  { source: 'now.getHours("Asia/Jakarta") >= 8', expected: () => true },
  { source: 'now.getHours("Asia/Jakarta") - 9 * 2 - (1 - 1) > -10', expected: () => false },
  { source: "has(actor.schoolId)", expected: (_, { actor }) => actor.schoolId !== null },
  {
    source: 'request.channel == "web"',
    expected: (_, { request }) => (request === undefined ? "error" : request.channel === "web"),
  },
  {
    source: 'request.ip.startsWith("10.")',
    expected: (_, { request }) => (request?.ip == null ? "error" : request.ip.startsWith("10.")),
  },
);

const atom = fc.oneof(textAtom, numberAtom, listAtom, placeAtom, otherAtom, freeAtom);

export const randomCondition: fc.Arbitrary<RandomCondition> = fc.letrec<{ condition: RandomCondition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, depthSize: "medium", withCrossShrink: true },
    atom,
    tie("condition").map(
      (part): RandomCondition => ({
        source: `!(${part.source})`,
        expected: (row, context) => {
          const outcome = part.expected(row, context);
          return outcome === "error" ? outcome : !outcome;
        },
      }),
    ),
    fc.tuple(tie("condition"), tie("condition")).map(([a, b]) => joined("&&", false, a, b)),
    fc.tuple(tie("condition"), tie("condition")).map(([a, b]) => joined("||", true, a, b)),
  ),
})).condition;

/** Either side may decide alone; else an error on either side is one. */
function joined(operator: string, decides: boolean, a: RandomCondition, b: RandomCondition): RandomCondition {
  return {
    source: `(${a.source}) ${operator} (${b.source})`,
    expected: (row, context) => {
      const outcomes = [a.expected(row, context), b.expected(row, context)];
      if (outcomes.includes(decides)) return decides;
      return outcomes.includes("error") ? "error" : !decides;
    },
  };
}
