import { LazyPopup } from "../../components/lazy-popup.tsx";
import { useMe } from "../../lib/me.ts";
import { BellButton } from "../notifications/bell-button.tsx";
import { useUnread } from "../notifications/use-unread.ts";
import { AccountButton } from "./account-button.tsx";
import { SchoolButton } from "./school-button.tsx";

const loadBell = async () => (await import("../notifications/notification-bell.tsx")).NotificationBell;
const loadAccount = async () => (await import("./account-menu.tsx")).AccountMenu;
const loadSchools = async () => (await import("./school-switcher.tsx")).SchoolSwitcher;

export function BellPopup() {
  const unread = useUnread();
  return (
    <LazyPopup load={loadBell} props={{}} kind="dialog">
      {(handlers) => <BellButton unread={unread} {...handlers} />}
    </LazyPopup>
  );
}

export function AccountPopup({ onShortcuts }: { readonly onShortcuts: () => void }) {
  const { user } = useMe();
  return (
    <LazyPopup load={loadAccount} props={{ onShortcuts }} kind="menu">
      {(handlers) => <AccountButton name={user.name} {...handlers} />}
    </LazyPopup>
  );
}

/** Nothing to switch for a person who sees no school. */
export function SchoolPopup() {
  const { schools } = useMe();
  return schools.length === 0 ? null : (
    <LazyPopup load={loadSchools} props={{}} kind="menu">
      {(handlers) => <SchoolButton {...handlers} />}
    </LazyPopup>
  );
}
