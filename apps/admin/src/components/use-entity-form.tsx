import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import {
  type DefaultValues,
  type FieldValues,
  type Path,
  type Resolver,
  type UseFormReturn,
  useForm,
} from "react-hook-form";
import { type Contract, contractResolver } from "../lib/contract-resolver.ts";
import { failureOf } from "../lib/failure.ts";
import { useFailureText } from "../lib/failure-text.ts";
import { useLabel } from "../lib/i18n.ts";
import { placeServerProblems } from "../lib/server-problems.ts";
import { ChangeValue } from "./change-value.tsx";
import { ConflictDialog } from "./conflict-dialog.tsx";

/** How the record of the server and the values of its form become each other. */
export interface FormShape<Values extends FieldValues, Entity> {
  readonly fields: readonly (Path<Values> & keyof Values)[];
  readonly valuesOf: (entity: Entity) => Values;
  /** By field what the contract reads. */
  readonly inputOf: (values: Values) => Readonly<Record<string, unknown>>;
  /** Which field a refusal of the server speaks of. */
  readonly fieldOfCode: Readonly<Record<string, Path<Values>>>;
}

export interface EntityForm<Values extends FieldValues, Input> {
  readonly form: UseFormReturn<Values, unknown, Input>;
  readonly submit: () => void;
  readonly busy: boolean;
  /** What the server refused and no field can say. */
  readonly problem: string | null;
  readonly isDirty: () => boolean;
  /** The dialog about what somebody else saved meanwhile. */
  readonly conflict: ReactNode;
}

interface CreateForm<Values extends FieldValues, Entity, Input> {
  readonly shape: Omit<FormShape<Values, Entity>, "valuesOf">;
  readonly contract: Contract<Input>;
  readonly initial: Values;
  readonly create: (input: Input) => Promise<Entity>;
  readonly onCreated: (entity: Entity) => Promise<unknown>;
}

/** The form of a new record, checked by the server's own contract. */
export function useCreateForm<Values extends FieldValues, Entity, Input>(
  options: CreateForm<Values, Entity, Input>,
): EntityForm<Values, Input> {
  const { shape } = options;
  const saved = useRef(false);
  const form = useForm<Values, unknown, Input>({
    defaultValues: options.initial as DefaultValues<Values>,
    resolver: contractResolver(options.contract, (values: Values) => shape.inputOf(values)),
  });
  const { problem, setProblem, refuse } = useRefusal(shape, form);
  const create = useMutation({
    mutationFn: options.create,
    async onSuccess(entity) {
      saved.current = true;
      await options.onCreated(entity);
    },
    onError: refuse,
  });
  const { isDirty } = form.formState;
  return {
    form,
    submit: form.handleSubmit((input) => {
      setProblem(null);
      create.mutate(input);
    }),
    busy: create.isPending,
    problem,
    isDirty: () => isDirty && !saved.current,
    conflict: null,
  };
}

interface Versioned {
  readonly id: string;
  readonly version: number;
}

interface EditForm<Values extends FieldValues, Entity, Input> {
  readonly shape: FormShape<Values, Entity>;
  readonly contract: Contract<Input>;
  readonly entity: Entity;
  readonly save: (input: Input) => Promise<Entity>;
  /** The record as it is now, past any cache. */
  readonly read: () => Promise<Entity>;
  readonly onSaved: (entity: Entity) => Promise<unknown>;
  /** How the difference shows a value whose text is not itself, such as an id. */
  readonly show?: (field: keyof Values & string, value: Values[keyof Values], of: Entity) => ReactNode;
}

/**
 * The form of a record that exists. What is sent are the changed fields and the version they are based on; when
 * somebody else saved first, the difference is shown, and nothing is lost.
 */
export function useEditForm<Values extends FieldValues, Entity extends Versioned, Input>(
  options: EditForm<Values, Entity, Input>,
): EntityForm<Values, Input> {
  const { shape, entity } = options;
  const label = useLabel();
  const saved = useRef(false);
  // What the changes are based on; read when the form is checked, never while it is drawn.
  const base = useRef(entity);
  const [collision, setCollision] = useState<{ readonly mine: Entity; readonly theirs: Entity } | null>(null);
  const inputOf = (values: Values, from: Entity) => {
    const input = shape.inputOf(values);
    const changed = Object.fromEntries(differences(shape, values, from).map((field) => [field, input[field]]));
    return { ...changed, id: from.id, version: from.version };
  };
  const form = useForm<Values, unknown, Input>({
    defaultValues: shape.valuesOf(entity) as DefaultValues<Values>,
    resolver: contractResolver(options.contract, (values: Values) => inputOf(values, base.current)) as Resolver<
      Values,
      unknown,
      Input
    >,
  });
  const { problem, setProblem, refuse } = useRefusal(shape, form);
  const update = useMutation({
    mutationFn: options.save,
    async onSuccess(fresh) {
      saved.current = true;
      await options.onSaved(fresh);
    },
    async onError(error) {
      const { code } = failureOf(error);
      if (code?.endsWith(".version_conflict") || code === "request.precondition_failed") {
        setCollision({ mine: base.current, theirs: await options.read() });
      } else refuse(error);
    },
  });
  const show = (field: keyof Values & string, value: Values[keyof Values], of: Entity) =>
    options.show?.(field, value, of) ?? <ChangeValue path={field} value={value === "" ? null : value} />;
  const { isDirty } = form.formState;
  const submit = form.handleSubmit((input) => {
    setProblem(null);
    update.mutate(input);
  });
  const settle = (theirs: Entity) => {
    base.current = theirs;
    setCollision(null);
  };
  return {
    form,
    submit,
    busy: update.isPending,
    problem,
    isDirty: () => isDirty && !saved.current,
    conflict: collision ? (
      <ConflictDialog
        open
        versions={{ mine: collision.mine.version, theirs: collision.theirs.version }}
        fields={differences(shape, form.getValues(), collision.theirs).map((field) => ({
          field,
          label: label(`column.${field}`, field),
          mine: show(field, form.getValues(field), collision.mine),
          theirs: show(field, shape.valuesOf(collision.theirs)[field], collision.theirs),
        }))}
        busy={update.isPending}
        onCancel={() => setCollision(null)}
        onKeepMine={() => {
          // Only fields that still differ are sent, on top of what the other person saved.
          settle(collision.theirs);
          void submit();
        }}
        onTakeTheirs={() => {
          settle(collision.theirs);
          form.reset(shape.valuesOf(collision.theirs));
        }}
      />
    ) : null,
  };
}

/** The fields whose values are not what is saved. */
function differences<Values extends FieldValues, Entity>(
  shape: FormShape<Values, Entity>,
  values: Values,
  saved: Entity,
): (Path<Values> & keyof Values & string)[] {
  const theirs = shape.valuesOf(saved);
  return shape.fields.filter((field) => comparable(values[field]) !== comparable(theirs[field]));
}

function comparable(value: unknown): string {
  return typeof value === "string" ? value.trim() : JSON.stringify(value);
}

function useRefusal<Values extends FieldValues, Entity, Input>(
  shape: Omit<FormShape<Values, Entity>, "valuesOf">,
  form: UseFormReturn<Values, unknown, Input>,
) {
  const failureText = useFailureText();
  const [problem, setProblem] = useState<string | null>(null);
  return {
    problem,
    setProblem,
    refuse(error: unknown) {
      const failure = failureOf(error);
      const text = failureText(failure);
      const placed = placeServerProblems(failure, text, shape.fields, shape.fieldOfCode, form.setError);
      setProblem(placed ? null : text);
    },
  };
}
