import { useMutation } from "@tanstack/react-query";
import { UserPlus, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EntityPicker, type PickOption } from "../../components/entity-picker.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { usePeopleSource } from "../../components/use-pick-sources.ts";
import { failureOf } from "../../lib/failure.ts";
import { useApi } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Textarea } from "../../ui/input.tsx";
import { Panel } from "../../ui/panel.tsx";
import { personOf, readPeople } from "./read-people.ts";

/** Pasted at once. */
const pasteMax = 500;
/** Asked for in one request. */
const together = 10;

interface PeopleStepProps {
  readonly people: readonly PickOption[];
  readonly onChange: (people: readonly PickOption[]) => void;
  readonly onPrevious: () => void;
  readonly onNext: () => void;
}

/** The second step: who gets it, one by one or by a pasted list. */
export function PeopleStep({ people, onChange, onPrevious, onNext }: PeopleStepProps) {
  const { t } = useTranslation();
  const api = useApi();
  const source = usePeopleSource();
  const [pasted, setPasted] = useState("");
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [progress, setProgress] = useState({ done: 0, total: 0 });
  const [lacking, setLacking] = useState(false);
  const add = (more: readonly PickOption[]) => {
    onChange([...new Map([...people, ...more].map((person) => [person.id, person])).values()]);
    setLacking(false);
  };
  const find = useMutation({
    async mutationFn(words: readonly string[]) {
      const found: PickOption[] = [];
      const unknown: string[] = [];
      for (let at = 0; at < words.length; at += together) {
        setProgress({ done: at, total: words.length });
        const part = words.slice(at, at + together);
        const pages = await Promise.all(part.map((q) => api.users.list.query({ q, limit: 10 })));
        for (const [index, page] of pages.entries()) {
          const word = part[index] ?? "";
          const person = personOf(word, page.items);
          if (person) found.push({ id: person.id, label: person.name, hint: person.nip ?? person.email ?? undefined });
          else unknown.push(word);
        }
      }
      return { found, unknown };
    },
    onSuccess({ found, unknown }) {
      add(found);
      setMissing(unknown);
      setPasted(unknown.join("\n"));
    },
  });
  const words = readPeople(pasted).slice(0, pasteMax);
  return (
    <>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Panel overflowing>
          <div className="grid gap-5">
            <EntityPicker
              label={t("permissionBatch.addPerson")}
              placeholder={t("role.personSearch")}
              source={source}
              without={people.map(({ id }) => id)}
              value={null}
              onPick={(option) => {
                if (option) add([option]);
              }}
            />
            <Field label={t("permissionBatch.paste")} hint={t("permissionBatch.pasteHint")}>
              <Textarea
                rows={6}
                value={pasted}
                onChange={(event) => setPasted(event.target.value)}
                spellCheck={false}
                className="font-mono"
              />
            </Field>
            <div className="flex flex-wrap items-center gap-3">
              <Button disabled={words.length === 0} busy={find.isPending} onClick={() => find.mutate(words)}>
                <UserPlus aria-hidden className="size-4" />
                {t("permissionBatch.find")}
              </Button>
              <p role="status" className="text-sm text-ink-soft">
                {find.isPending ? t("permissionBatch.finding", progress) : null}
              </p>
            </div>
            {find.error ? <RefusalNote failure={failureOf(find.error)} /> : null}
            {missing.length > 0 ? (
              <div role="alert" className="rounded-control bg-warn-soft px-4 py-3 text-sm text-warn-ink">
                <p className="font-medium">{t("permissionBatch.notFound", { count: missing.length })}</p>
                <p className="font-mono break-all">{missing.join(", ")}</p>
              </div>
            ) : null}
          </div>
        </Panel>
        <Panel
          title={t("permissionBatch.chosen", { count: people.length })}
          actions={
            people.length > 0 ? (
              <Button look="quiet" onClick={() => onChange([])}>
                {t("permissionBatch.clearPeople")}
              </Button>
            ) : null
          }
          flush
        >
          <ul aria-label={t("permissionBatch.people")} className="max-h-96 overflow-y-auto">
            {people.map((person) => (
              <li key={person.id} className="flex items-center gap-3 border-line px-5 py-2 not-last:border-b">
                <span className="grid min-w-0 flex-1">
                  <span className="font-medium break-words">{person.label}</span>
                  {person.hint ? <span className="text-sm text-ink-soft">{person.hint}</span> : null}
                </span>
                <Button
                  look="quiet"
                  square
                  aria-label={t("permissionBatch.removePerson", { name: person.label })}
                  onClick={() => onChange(people.filter(({ id }) => id !== person.id))}
                >
                  <X aria-hidden className="size-4" />
                </Button>
              </li>
            ))}
          </ul>
          {people.length === 0 ? (
            <p role={lacking ? "alert" : undefined} className="p-5 text-sm text-ink-soft">
              {t("permissionBatch.peopleNeeded")}
            </p>
          ) : null}
        </Panel>
      </div>
      <div className="mt-5 flex justify-between gap-2">
        <Button onClick={onPrevious}>{t("permissionBatch.previous")}</Button>
        <Button look="primary" onClick={() => (people.length > 0 ? onNext() : setLacking(true))}>
          {t("permissionBatch.next")}
        </Button>
      </div>
    </>
  );
}
