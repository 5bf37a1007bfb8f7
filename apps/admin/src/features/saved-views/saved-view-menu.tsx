import type { SavedView } from "@gloria/contracts";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Bookmark, BookmarkPlus, Check, Settings2 } from "lucide-react";
import { lazy, Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useDialogAddress } from "../../components/use-dialog-address.ts";
import { asksTheSame, type ListView } from "../../lib/list-view.ts";
import { useMe } from "../../lib/me.ts";
import { usePersonalTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "../../ui/menu.tsx";

const SaveViewDialog = lazy(async () => ({ default: (await import("./save-view-dialog.tsx")).SaveViewDialog }));
const ManageViewsDialog = lazy(async () => ({
  default: (await import("./manage-views-dialog.tsx")).ManageViewsDialog,
}));

/** More than this many views of one screen nobody chooses from. */
const shownViews = 200;

interface SavedViewMenuProps<Search extends object, State extends object> {
  readonly view: ListView<Search, State>;
  readonly search: Search;
}

/** Search and filters under a name: choose, save, manage. The reader's default is what the bare screen opens with. */
export function SavedViewMenu<Search extends object, State extends object>({
  view,
  search,
}: SavedViewMenuProps<Search, State>) {
  const { t } = useTranslation();
  const trpc = usePersonalTRPC();
  const navigate = useNavigate();
  const me = useMe();
  const { dialog, open, close } = useDialogAddress();
  const views = useQuery(trpc.savedViews.list.queryOptions({ screen: view.screen, limit: shownViews }));
  const items = views.data?.items ?? [];
  const apply = (saved: SavedView, replace = false) =>
    void navigate({
      to: ".",
      search: (previous) => ({
        ...(previous.school ? { school: previous.school } : {}),
        ...view.searchOf(saved.state),
      }),
      replace,
      resetScroll: false,
    });

  // Once, and only where the address asks for nothing: whoever clears the filters wants them clear.
  const opensBare = useRef(Object.values({ ...search, school: undefined }).every((value) => value === undefined));
  const standard = items.find((item) => item.isOwn && item.isDefault);
  const applyStandard = useRef(apply);
  applyStandard.current = apply;
  useEffect(() => {
    if (!views.isSuccess || !opensBare.current) return;
    opensBare.current = false;
    if (standard) applyStandard.current(standard, true);
  }, [views.isSuccess, standard]);

  const chosen = items.find((item) => asksTheSame(view, search, item.state));
  const groups = [
    { label: t("savedView.own"), items: items.filter((item) => item.isOwn) },
    { label: t("savedView.shared"), items: items.filter((item) => !item.isOwn) },
  ].filter((group) => group.items.length > 0);
  const current = Object.fromEntries(Object.entries(view.stateOf(search)));
  const maySave = me.impersonation === null;
  return (
    <>
      <Menu
        trigger={
          <Button className="max-w-full">
            <Bookmark aria-hidden className="size-4 shrink-0" />
            <span className="max-w-48 truncate">
              {chosen ? t("savedView.menuOf", { name: chosen.name }) : t("savedView.menu")}
            </span>
          </Button>
        }
      >
        {groups.map((group) => (
          <div key={group.label}>
            <MenuLabel>{group.label}</MenuLabel>
            {group.items.map((item) => (
              <MenuItem key={item.id} onSelect={() => apply(item)}>
                <span aria-hidden className="size-4 shrink-0">
                  {item === chosen ? <Check className="size-4" /> : null}
                </span>
                <span className="grid">
                  <span className="max-w-64 truncate">{item.name}</span>
                  {item.isOwn ? (
                    item.isDefault ? (
                      <span className="text-xs text-ink-soft">{t("savedView.isDefault")}</span>
                    ) : null
                  ) : (
                    <span className="text-xs text-ink-soft">{t("savedView.sharedBy", { name: item.ownerName })}</span>
                  )}
                </span>
              </MenuItem>
            ))}
          </div>
        ))}
        {groups.length === 0 ? <MenuLabel>{t("savedView.none")}</MenuLabel> : null}
        {maySave ? (
          <>
            <MenuSeparator />
            <MenuItem onSelect={() => open("save-view")}>
              <BookmarkPlus aria-hidden className="size-4" />
              {t("savedView.save")}
            </MenuItem>
          </>
        ) : null}
        {items.length > 0 ? (
          <MenuItem onSelect={() => open("views")}>
            <Settings2 aria-hidden className="size-4" />
            {t("savedView.manage")}
          </MenuItem>
        ) : null}
      </Menu>
      <Suspense>
        {dialog === "save-view" && maySave && views.data ? (
          <SaveViewDialog screen={view.screen} state={current} mayShare={views.data.can.share} onClose={close} />
        ) : null}
        {dialog === "views" && views.data ? (
          <ManageViewsDialog views={items} state={current} mayShare={views.data.can.share} onClose={close} />
        ) : null}
      </Suspense>
    </>
  );
}
