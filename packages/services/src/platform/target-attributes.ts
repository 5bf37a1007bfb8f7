import { type ConditionResource, type ConditionValuesOf, conditionAttributes } from "@gloria/contracts";
import type { ConditionValue } from "@gloria/permissions";

/** Values of a resource's attributes, as far as they are known; what is left out is unknown to conditions. */
type Known<Resource extends ConditionResource> = {
  readonly [Name in keyof ConditionValuesOf<Resource>]?: ConditionValuesOf<Resource>[Name] | undefined;
};

/** What conditions may read of one thing, taken from its row: the twin of `attributeColumns`. */
export function targetAttributes<Resource extends ConditionResource>(
  resource: Resource,
  row: Known<Resource>,
): Readonly<Record<string, ConditionValue>> {
  const known: Readonly<Record<string, ConditionValue | undefined>> = row;
  const attributes: Record<string, ConditionValue> = {};
  for (const name of Object.keys(conditionAttributes[resource])) {
    const value = known[name];
    if (value !== undefined) attributes[name] = value;
  }
  return attributes;
}
