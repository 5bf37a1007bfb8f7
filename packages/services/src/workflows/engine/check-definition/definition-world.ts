/** What a registered action takes. */
export interface ActionShape {
  readonly inputs: Readonly<
    Record<string, { readonly type: "string" | "double" | "boolean"; readonly required: boolean }>
  >;
}

/**
 * What there is outside of a definition that it may name, by codes. Null where nobody has looked: then nothing is said
 * about such names.
 */
export interface DefinitionWorld {
  readonly actions: ReadonlyMap<string, ActionShape> | null;
  readonly templates: ReadonlySet<string> | null;
  /** Keys of the definitions that can be started. */
  readonly workflows: ReadonlySet<string> | null;
  readonly messages: ReadonlySet<string> | null;
  readonly events: ReadonlySet<string> | null;
  readonly calendars: ReadonlySet<string> | null;
  readonly positions: ReadonlySet<string> | null;
  readonly departments: ReadonlySet<string> | null;
  readonly roles: ReadonlySet<string> | null;
  /**
   * How many people a rule finds today, at most, by its path joined with dots (`steps.atasan.assign.0`); 0: nobody. Left
   * out: not known.
   */
  readonly seats: ReadonlyMap<string, number>;
}

/** Of a definition on its own, with nothing around it. */
export const unknownWorld: DefinitionWorld = {
  actions: null,
  templates: null,
  workflows: null,
  messages: null,
  events: null,
  calendars: null,
  positions: null,
  departments: null,
  roles: null,
  seats: new Map(),
};
