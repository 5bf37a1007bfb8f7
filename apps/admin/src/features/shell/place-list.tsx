import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { UnreadCount } from "../notifications/unread-count.tsx";
import { usePlaceGroups } from "./use-places.ts";

interface PlaceListProps {
  readonly onFollow?: () => void;
}

export function PlaceList({ onFollow }: PlaceListProps) {
  const { t } = useTranslation();
  const groups = usePlaceGroups();
  return (
    <nav aria-label={t("shell.mainNavigation")} className="grid gap-5 px-3 py-4">
      {groups.map((group) => (
        <div key={group.labelKey ?? "home"} className="grid gap-1">
          {group.labelKey ? (
            <h2 className="px-3 pb-1 text-xs font-semibold text-nav-soft">{t(`shell.${group.labelKey}`)}</h2>
          ) : null}
          <ul className="grid gap-1">
            {group.places.map((place) => (
              <li key={place.key}>
                <Link
                  to={place.to}
                  search={(search) => (search.school ? { school: search.school } : {})}
                  activeOptions={{ exact: place.to === "/" || place.exact === true, includeSearch: false }}
                  {...(onFollow ? { onClick: onFollow } : {})}
                  className="control relative flex items-center gap-3 rounded-control px-3 text-sm font-semibold text-nav-soft transition-colors hover:bg-nav-raised hover:text-nav-ink focus-visible:outline-nav-mark aria-[current=page]:bg-nav-raised aria-[current=page]:text-nav-ink aria-[current=page]:before:absolute aria-[current=page]:before:inset-y-2 aria-[current=page]:before:left-0 aria-[current=page]:before:w-1 aria-[current=page]:before:rounded-full aria-[current=page]:before:bg-nav-mark"
                >
                  <place.icon aria-hidden className="size-4.5 shrink-0" />
                  <span className="flex-1">{t(`shell.${place.key}`)}</span>
                  {place.key === "inbox" ? <UnreadCount /> : null}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
