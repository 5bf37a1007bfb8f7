import { permissionCatalogue } from "./permission-catalogue.ts";
import { parsePermission, permissionMatcher } from "./permission-grammar.ts";

/**
 * How the values of an attribute compare. `uuid` and `text` know equality, `in` and (text alone) a beginning, for the
 * order of texts is not the same in every place; `int` knows order too; `bool` is a condition by itself.
 */
export type ConditionAttributeType = "text" | "uuid" | "int" | "bool";

export interface ConditionAttribute {
  readonly type: ConditionAttributeType;
  /** The words that a text may be; left out: any text. */
  readonly words?: readonly string[];
}

const text = { type: "text" } as const;
const uuid = { type: "uuid" } as const;
const int = { type: "int" } as const;
const bool = { type: "bool" } as const;
const oneOf = <const Words extends readonly string[]>(...words: Words) => ({ type: "text", words }) as const;

/**
 * What a condition may read of a `target`, by the resource of the permission, beside what every target has (`id`,
 * `type`, `ownerId`, `schoolIds`, `departmentIds`). Each is known both to the lists of the resource, as a column, and
 * to the checks of a single one; nothing stands here that only one of them knows.
 */
export const conditionAttributes = {
  school: {
    code: text,
    level: oneOf("TK", "SD", "SMP", "SMA", "SMK", "SLB", "HQ"),
    status: oneOf("active", "inactive"),
    city: text,
    province: text,
  },
  department: { code: text, parentId: uuid },
  position: { code: text, level: int, headcount: int },
  assignment: {
    kind: oneOf("DEFINITIF", "PLT", "PLH"),
    ftePercent: int,
    isPrimary: bool,
    positionId: uuid,
    appointedBy: uuid,
  },
  employee: { employmentStatus: text, activeStatus: text, employeeKind: text, section: text },
  user: { status: oneOf("invited", "active", "suspended", "resigned"), homeSchoolId: uuid },
  import: {
    kind: oneOf("people", "organisation"),
    status: oneOf("running", "planned", "committed", "undone", "cancelled", "failed"),
  },
  export: {
    kind: oneOf("users", "employees", "assignments", "organisation", "oneroster"),
    format: oneOf("csv", "xlsx", "json", "ndjson", "pdf", "zip"),
    status: oneOf("queued", "running", "done", "failed", "cancelled"),
  },
  invitation: { invitedBy: uuid },
  audit: {
    action: text,
    category: text,
    outcome: oneOf("success", "denied", "failure"),
    severity: oneOf("info", "notice", "warning", "critical"),
    entityType: text,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ConditionAttribute>>>>;

/** A resource whose targets have attributes of their own. */
export type ConditionResource = keyof typeof conditionAttributes;

export const conditionResources = Object.keys(conditionAttributes) as readonly ConditionResource[];

interface ValueOf {
  readonly text: string;
  readonly uuid: string;
  readonly int: number;
  readonly bool: boolean;
}

type AttributesOf<Resource extends ConditionResource> = (typeof conditionAttributes)[Resource];
type TypeAt<Attribute> = Attribute extends { readonly type: infer Type extends ConditionAttributeType } ? Type : never;

/** The attributes of one thing of the resource, all of them: what a check of it gives. */
export type ConditionValuesOf<Resource extends ConditionResource> = {
  readonly [Name in keyof AttributesOf<Resource>]: ValueOf[TypeAt<AttributesOf<Resource>[Name]>] | null;
};

/** Something for each attribute of the resource: the columns of a list, say. */
export type ForConditionAttributesOf<Resource extends ConditionResource, Thing> = Readonly<
  Record<keyof AttributesOf<Resource>, Thing>
>;

// Rights about a part of a person are asked of the person.
const aliases: ReadonlyMap<string, ConditionResource> = new Map([
  ["user.sensitive", "user"],
  ["employee.sensitive", "employee"],
]);

const byResource: ReadonlyMap<string, Readonly<Record<string, ConditionAttribute>>> = new Map(
  Object.entries(conditionAttributes),
);

const resourceOf = (code: string): string => parsePermission(code)?.resource ?? "";

/**
 * The attributes that every target has that this code or wildcard pattern may be asked about: for a wildcard those
 * that all of its resources share. A code that a tenant added, or a malformed one, has none.
 */
export function findConditionAttributes(pattern: string): ReadonlyMap<string, ConditionAttribute> {
  const matches = permissionMatcher(pattern);
  const resources = new Set(Object.keys(permissionCatalogue).filter(matches).map(resourceOf));
  const [first, ...others] = [...resources].map(attributesOf);
  return new Map(
    [...(first ?? [])].filter(([name, attribute]) =>
      others.every((attributes) => attributes.get(name)?.type === attribute.type),
    ),
  );
}

function attributesOf(resource: string): ReadonlyMap<string, ConditionAttribute> {
  return new Map(Object.entries(byResource.get(aliases.get(resource) ?? resource) ?? {}));
}
