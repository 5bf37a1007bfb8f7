import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Keyboard, LogOut, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PopupProps } from "../../components/lazy-popup.tsx";
import { setLocale, useLocale } from "../../lib/i18n.ts";
import { useMe } from "../../lib/me.ts";
import { endSession } from "../../lib/session.ts";
import { setTheme, type Theme, themes, useTheme } from "../../lib/theme.ts";
import { createApiClient } from "../../lib/trpc.ts";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from "../../ui/menu.tsx";
import { AccountButton } from "./account-button.tsx";

const themeLabels = { system: "shell.themeSystem", light: "shell.themeLight", dark: "shell.themeDark" } as const;

interface AccountMenuProps extends PopupProps {
  readonly onShortcuts: () => void;
}

export function AccountMenu({ onShortcuts, defaultOpen = false }: AccountMenuProps) {
  const { t } = useTranslation();
  const me = useMe();
  const theme = useTheme();
  const locale = useLocale();
  // Signed out here whatever the server says: the person wants to leave, and the token expires by itself.
  // As oneself, also while looking through another person's eyes, where nothing could be ended.
  const signOut = useMutation({
    mutationFn: () => createApiClient(null, null).auth.logout.mutate(),
    onSettled: () => endSession("signed-out"),
  });
  return (
    <Menu className="w-64" defaultOpen={defaultOpen} trigger={<AccountButton name={me.user.name} />}>
      <div className="px-2.5 py-2">
        <p className="truncate font-semibold">{me.user.name}</p>
        <p className="truncate text-sm text-ink-soft">{me.user.email ?? me.user.nip}</p>
        <p className="truncate text-sm text-ink-soft">{me.tenant.name}</p>
      </div>
      <MenuSeparator />
      <MenuItem asChild>
        <Link to="/profile">
          <UserRound aria-hidden className="size-4" />
          {t("shell.profile")}
        </Link>
      </MenuItem>
      <MenuItem onSelect={onShortcuts}>
        <Keyboard aria-hidden className="size-4" />
        {t("shell.shortcuts")}
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>{t("shell.language")}</MenuLabel>
      <MenuChoice
        label={t("shell.language")}
        value={locale}
        options={[
          { value: "id", label: t("shell.languageId") },
          { value: "en", label: t("shell.languageEn") },
        ]}
        onChoose={(value) => void setLocale(value === "en" ? "en" : "id")}
      />
      <MenuSeparator />
      <MenuLabel>{t("shell.theme")}</MenuLabel>
      <MenuChoice
        label={t("shell.theme")}
        value={theme}
        options={themes.map((value) => ({ value, label: t(themeLabels[value]) }))}
        onChoose={(value) => setTheme(value as Theme)}
      />
      <MenuSeparator />
      <MenuItem onSelect={() => signOut.mutate()}>
        <LogOut aria-hidden className="size-4" />
        {t("shell.signOut")}
      </MenuItem>
    </Menu>
  );
}
