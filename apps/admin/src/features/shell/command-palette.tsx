import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Command } from "cmdk";
import { Keyboard, Languages, Moon, Plus, Search, UserRound, UsersRound } from "lucide-react";
import { Dialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { setLocale, useLocale } from "../../lib/i18n.ts";
import { holds, mayWrite, useMe } from "../../lib/me.ts";
import { setTheme, useDark } from "../../lib/theme.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { useDelayed } from "../../lib/use-delayed.ts";
import { usePlaceGroups } from "./use-places.ts";

interface CommandPaletteProps {
  readonly onOpenChange: (open: boolean) => void;
  readonly onShortcuts: () => void;
}

const shortestSearch = 2;

/** Places, people and permitted actions, by typing. */
export function CommandPalette({ onOpenChange, onShortcuts }: CommandPaletteProps) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const dark = useDark();
  const locale = useLocale();
  const trpc = useTRPC();
  const places = usePlaceGroups().flatMap((group) => group.places);
  const [typed, setTyped] = useState("");
  const q = useDelayed(typed.trim(), 180);
  const searching = q.length >= shortestSearch && holds(me, "user:read");
  const people = useQuery(
    trpc.users.list.queryOptions({ q, limit: 6 }, { enabled: searching, placeholderData: keepPreviousData }),
  );
  const keepSchool = (search: { school?: string | undefined }) => (search.school ? { school: search.school } : {});
  const run = (action: () => unknown) => () => {
    onOpenChange(false);
    void action();
  };

  return (
    <Dialog.Root open onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-[fade_.12s_ease-out] bg-shade" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 animate-[rise_.14s_ease-out] overflow-hidden rounded-card border border-line bg-raised text-ink shadow-float outline-none"
        >
          <Dialog.Title className="sr-only">{t("shell.palette")}</Dialog.Title>
          <Command label={t("shell.palette")} loop>
            <div className="flex items-center gap-3 border-b border-line px-4">
              <Search aria-hidden className="size-5 text-ink-soft" />
              <Command.Input
                value={typed}
                onValueChange={setTyped}
                maxLength={100}
                placeholder={t("shell.paletteHint")}
                className="min-h-14 flex-1 bg-transparent text-base outline-none placeholder:text-ink-soft"
              />
            </div>
            <Command.List className="max-h-[min(24rem,60vh)] overflow-y-auto p-2 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-3 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-ink-soft">
              {searching && people.isFetching ? null : (
                <Command.Empty className="px-3 py-8 text-center text-sm text-ink-soft">
                  {t("shell.paletteEmpty")}
                </Command.Empty>
              )}
              <Command.Group heading={t("shell.palettePlaces")}>
                {places.map((place) => (
                  <Entry
                    key={place.key}
                    icon={<place.icon aria-hidden className="size-4.5" />}
                    onSelect={run(() => navigate({ to: place.to, search: keepSchool }))}
                  >
                    {t(`shell.${place.key}`)}
                  </Entry>
                ))}
                <Entry
                  icon={<UserRound aria-hidden className="size-4.5" />}
                  onSelect={run(() => navigate({ to: "/profile", search: keepSchool }))}
                >
                  {t("shell.profile")}
                </Entry>
              </Command.Group>
              {searching && (people.isFetching || people.isError || people.data) ? (
                <Command.Group heading={t("shell.palettePeople")} forceMount>
                  {people.isError ? <Note>{t("shell.paletteFailed")}</Note> : null}
                  {people.isPending ? <Note>{t("shell.paletteSearching")}</Note> : null}
                  {people.data?.items.map((person) => (
                    <Entry
                      key={person.id}
                      // The server has matched already (also by NIP and nearly so); cmdk must not filter again.
                      forceMount
                      value={`person ${person.id}`}
                      icon={<UserRound aria-hidden className="size-4.5" />}
                      onSelect={run(() =>
                        navigate({ to: "/users/$userId", params: { userId: person.id }, search: keepSchool }),
                      )}
                    >
                      <span className="min-w-0 flex-1 truncate">{person.name}</span>
                      <span className="truncate text-sm text-ink-soft">{person.positionName ?? person.nip}</span>
                    </Entry>
                  ))}
                </Command.Group>
              ) : null}
              <Command.Group heading={t("shell.paletteActions")}>
                {mayWrite(me, "user:create") ? (
                  <Entry
                    icon={<Plus aria-hidden className="size-4.5" />}
                    onSelect={run(() => navigate({ to: "/users/new", search: keepSchool }))}
                  >
                    {t("user.create")}
                  </Entry>
                ) : null}
                {mayWrite(me, "school:create") ? (
                  <Entry
                    icon={<Plus aria-hidden className="size-4.5" />}
                    onSelect={run(() => navigate({ to: "/schools/new", search: keepSchool }))}
                  >
                    {t("school.create")}
                  </Entry>
                ) : null}
                {mayWrite(me, "role:create") ? (
                  <Entry
                    icon={<Plus aria-hidden className="size-4.5" />}
                    onSelect={run(() => navigate({ to: "/roles/new", search: keepSchool }))}
                  >
                    {t("role.create")}
                  </Entry>
                ) : null}
                {mayWrite(me, "permission.template:create") ? (
                  <Entry
                    icon={<Plus aria-hidden className="size-4.5" />}
                    onSelect={run(() => navigate({ to: "/permission-templates/new", search: keepSchool }))}
                  >
                    {t("permissionTemplate.create")}
                  </Entry>
                ) : null}
                {mayWrite(me, "permission:assign") ? (
                  <Entry
                    icon={<UsersRound aria-hidden className="size-4.5" />}
                    onSelect={run(() => navigate({ to: "/permissions/bulk-assign/new", search: keepSchool }))}
                  >
                    {t("permissionBatch.create")}
                  </Entry>
                ) : null}
                <Entry
                  icon={<Moon aria-hidden className="size-4.5" />}
                  onSelect={run(() => setTheme(dark ? "light" : "dark"))}
                >
                  {t("shell.theme")}: {dark ? t("shell.themeLight") : t("shell.themeDark")}
                </Entry>
                <Entry
                  icon={<Languages aria-hidden className="size-4.5" />}
                  onSelect={run(() => setLocale(locale === "id" ? "en" : "id"))}
                >
                  {t("shell.language")}: {locale === "id" ? t("shell.languageEn") : t("shell.languageId")}
                </Entry>
                <Entry icon={<Keyboard aria-hidden className="size-4.5" />} onSelect={run(onShortcuts)}>
                  {t("shell.shortcuts")}
                </Entry>
              </Command.Group>
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface EntryProps {
  readonly icon: ReactNode;
  readonly value?: string;
  readonly forceMount?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

function Entry({ icon, children, ...rest }: EntryProps) {
  return (
    <Command.Item
      {...rest}
      className="flex min-h-11 cursor-pointer items-center gap-3 rounded-control px-3 text-sm font-medium data-[selected=true]:bg-primary-soft data-[selected=true]:text-primary-ink"
    >
      {icon}
      {children}
    </Command.Item>
  );
}

function Note({ children }: { readonly children: ReactNode }) {
  return <p className="px-3 py-3 text-sm text-ink-soft">{children}</p>;
}
