import { Link } from "@tanstack/react-router";
import { Menu as MenuIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { usePlaceGroups } from "./use-places.ts";

const slot =
  "flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-[0.6875rem] font-semibold text-ink-soft aria-[current=page]:text-primary-ink focus-visible:outline-offset-[-3px]";

/** On a phone the places used most stand under the thumb; the rest are behind "menu". */
export function PhoneBar({ onMenu }: { readonly onMenu: () => void }) {
  const { t } = useTranslation();
  const places = usePlaceGroups().flatMap((group) => group.places.filter((place) => place.onPhoneBar));
  return (
    <nav
      aria-label={t("shell.phoneNavigation")}
      className="fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      {places.map((place) => (
        <Link
          key={place.key}
          to={place.to}
          search={(search) => (search.school ? { school: search.school } : {})}
          activeOptions={{ exact: place.to === "/", includeSearch: false }}
          className={slot}
        >
          <place.icon aria-hidden className="size-5" />
          <span className="max-w-full truncate">{t(`shell.${place.key}`)}</span>
        </Link>
      ))}
      <button type="button" onClick={onMenu} className={slot}>
        <MenuIcon aria-hidden className="size-5" />
        {t("shell.menu")}
      </button>
    </nav>
  );
}
