import { ExpressionError, type ExpressionType, type ExpressionValue, type ScalarType } from "./expression-term.ts";
import { addDays, daysBetween } from "./plain-date.ts";
import { zonedDate, zonedParts } from "./zoned-part.ts";

interface ValueOf {
  readonly bool: boolean;
  readonly double: number;
  readonly string: string;
  readonly timestamp: Date;
}
type ValuesOf<Args extends readonly ScalarType[]> = { [Place in keyof Args]: ValueOf[Args[Place]] };

export interface ExpressionFunction {
  /** Called on its first argument, as `a.f(b)`. */
  readonly method: boolean;
  readonly args: readonly ScalarType[];
  /** Which argument is the name of a time zone. */
  readonly zone: number | null;
  readonly result: ExpressionType & ScalarType;
  /** @param values of the types of `args`, none of them null */
  readonly call: (values: readonly ExpressionValue[]) => ExpressionValue;
}

interface Described<Args extends readonly ScalarType[]> {
  readonly method?: true;
  readonly args: Args;
  readonly zone?: number;
  readonly result: ScalarType;
  readonly call: (...values: ValuesOf<Args>) => ExpressionValue;
}

function define<const Args extends readonly ScalarType[]>(described: Described<Args>): ExpressionFunction {
  const { method = false, args, zone = null, result, call } = described;
  // The compiler has seen to it that the values are of these types.
  return { method, args, zone, result, call: (values) => call(...(values as unknown as ValuesOf<Args>)) };
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

function toInstant(text: string): Date {
  const at = new Date(instant.test(text) ? text : Number.NaN);
  if (Number.isNaN(at.getTime())) throw new ExpressionError(`'${text}' is no instant`);
  return at;
}

function toNumber(text: string): number {
  const number = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isFinite(number)) throw new ExpressionError(`'${text}' is no number`);
  return number;
}

/**
 * Everything that can be called, by name. Work is bounded by the length of what goes in: nothing repeats, and there are
 * no regular expressions (`matches`), whose work is not.
 */
export const expressionFunctions: ReadonlyMap<string, readonly ExpressionFunction[]> = new Map([
  ["size", [define({ args: ["string"], result: "double", call: lengthOf }), sizeMethod()]],
  [
    "string",
    [
      define({ args: ["double"], result: "string", call: String }),
      define({ args: ["bool"], result: "string", call: String }),
      define({ args: ["string"], result: "string", call: (text) => text }),
      define({ args: ["timestamp"], result: "string", call: (at) => at.toISOString() }),
    ],
  ],
  [
    "double",
    [
      define({ args: ["string"], result: "double", call: toNumber }),
      define({ args: ["double"], result: "double", call: (number) => number }),
    ],
  ],
  ["int", [define({ args: ["double"], result: "double", call: Math.trunc })]],
  ["timestamp", [define({ args: ["string"], result: "timestamp", call: toInstant })]],
  ["daysBetween", [define({ args: ["string", "string"], result: "double", call: daysBetween })]],
  ["addDays", [define({ args: ["string", "double"], result: "string", call: addDays })]],
  ["date", [define({ method: true, args: ["timestamp", "string"], zone: 1, result: "string", call: zonedDate })]],
  ["contains", [question((text, part) => text.includes(part))]],
  ["startsWith", [question((text, part) => text.startsWith(part))]],
  ["endsWith", [question((text, part) => text.endsWith(part))]],
  ["lowerAscii", [rewriting((text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()))]],
  ["upperAscii", [rewriting((text) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase()))]],
  ["trim", [rewriting((text) => text.trim())]],
  ...Object.entries(zonedParts).map(([name, part]): [string, readonly ExpressionFunction[]] => [
    name,
    [
      define({ method: true, args: ["timestamp"], result: "double", call: (at) => part(at, "UTC") }),
      define({ method: true, args: ["timestamp", "string"], zone: 1, result: "double", call: part }),
    ],
  ]),
]);

function sizeMethod(): ExpressionFunction {
  return define({ method: true, args: ["string"], result: "double", call: lengthOf });
}

function lengthOf(text: string): number {
  return [...text].length;
}

function question(call: (text: string, part: string) => boolean): ExpressionFunction {
  return define({ method: true, args: ["string", "string"], result: "bool", call });
}

function rewriting(call: (text: string) => string): ExpressionFunction {
  return define({ method: true, args: ["string"], result: "string", call });
}
