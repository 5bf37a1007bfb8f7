import { useTranslation } from "react-i18next";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { usePlaceGroups } from "./use-places.ts";
import { useSingleKeys } from "./use-shortcuts.ts";

interface ShortcutsDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function ShortcutsDialog({ open, onOpenChange }: ShortcutsDialogProps) {
  const { t } = useTranslation();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const places = usePlaceGroups().flatMap((group) => group.places);
  const rows = [
    { keys: ["Ctrl / ⌘", "K"], text: t("shell.shortcutPalette") },
    { keys: ["?"], text: t("shell.shortcutHelp") },
    { keys: ["/"], text: t("shell.shortcutSearch") },
    ...places.flatMap((place) =>
      place.shortcut
        ? [{ keys: ["g", place.shortcut], text: t("shell.shortcutGo", { place: t(`shell.${place.key}`) }) }]
        : [],
    ),
    { keys: ["Esc"], text: t("shell.shortcutClose") },
  ];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("shell.shortcuts")} closeLabel={t("common.close")}>
      <dl className="grid gap-3">
        {rows.map((row) => (
          <div key={row.keys.join()} className="flex items-center justify-between gap-4 text-sm">
            <dt>{row.text}</dt>
            <dd className="flex shrink-0 gap-1">
              {row.keys.map((name) => (
                <Kbd key={name}>{name}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-5 border-t border-line pt-3">
        <Checkbox
          label={t("shell.singleKeys")}
          checked={singleKeys}
          onChange={(event) => setSingleKeys(event.target.checked)}
        />
        <p className="text-sm text-ink-soft">{t("shell.singleKeysHint")}</p>
      </div>
    </Dialog>
  );
}
