import type { UserRow } from "@gloria/contracts";
import type { TFunction } from "i18next";
import type { Column } from "../../components/data-table.tsx";
import { NameLink } from "../../components/text-link.tsx";
import { Instant } from "../../lib/instant.tsx";
import { Avatar } from "../../ui/avatar.tsx";
import { fullName } from "./full-name.ts";
import { StatusBadge } from "./status-badge.tsx";

export function userColumns(t: TFunction): readonly Column<UserRow>[] {
  const none = t("common.emptyValue");
  return [
    {
      id: "name",
      header: t("user.name"),
      names: true,
      sort: "name",
      cell: (user) => <UserIdentity user={user} />,
    },
    {
      id: "nip",
      header: t("user.nip"),
      hideable: true,
      initially: false,
      className: "tabular-nums",
      cell: (user) => user.nip ?? none,
    },
    { id: "position", header: t("user.position"), hideable: true, cell: (user) => user.positionName ?? none },
    { id: "school", header: t("user.school"), hideable: true, cell: (user) => user.homeSchoolName ?? none },
    { id: "phone", header: t("user.phone"), hideable: true, initially: false, cell: (user) => user.phone ?? none },
    {
      id: "status",
      header: t("user.status"),
      hideable: true,
      cell: (user) => <StatusBadge status={user.status} deletedAt={user.deletedAt} />,
    },
    {
      id: "lastActive",
      header: t("user.lastSignIn"),
      hideable: true,
      initially: false,
      cell: (user) => (user.lastActiveAt ? <Instant value={user.lastActiveAt} relative /> : t("user.never")),
    },
    {
      id: "createdAt",
      header: t("common.createdAt"),
      hideable: true,
      initially: false,
      sort: "createdAt",
      cell: (user) => <Instant value={user.createdAt} />,
    },
  ];
}

/** Name, titles and how the person signs in; the way to the profile. */
export function UserIdentity({ user }: { readonly user: UserRow }) {
  return (
    <span className="flex min-w-0 items-center gap-3">
      <Avatar name={user.name} />
      <span className="grid min-w-0">
        <NameLink to="/users/$userId" params={{ userId: user.id }}>
          {fullName(user)}
        </NameLink>
        <span className="truncate text-sm text-ink-soft">{user.email ?? user.username ?? user.nip}</span>
      </span>
    </span>
  );
}
