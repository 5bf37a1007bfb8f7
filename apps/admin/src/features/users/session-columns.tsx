import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { Instant } from "../../lib/instant.tsx";
import { Badge } from "../../ui/badge.tsx";

export interface Session {
  readonly id: string;
  readonly userAgent: string | null;
  readonly ip: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
}

export function isRunning(session: Session): boolean {
  return session.revokedAt === null && Date.parse(session.expiresAt) > Date.now();
}

export function sessionColumns(t: TFunction): readonly Column<Session>[] {
  return [
    {
      id: "device",
      header: t("user.sessionDevice"),
      names: true,
      className: "max-w-md break-words",
      cell: (session) => session.userAgent ?? t("common.unknown"),
    },
    { id: "ip", header: "IP", cell: (session) => session.ip ?? t("common.emptyValue") },
    { id: "started", header: t("profile.sessionStarted"), cell: (session) => <Instant value={session.createdAt} /> },
    { id: "state", header: t("user.sessionState"), cell: (session) => <SessionState session={session} /> },
  ];
}

export function SessionCard({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-1">
      <p className="text-sm font-medium break-words">{session.userAgent ?? t("common.unknown")}</p>
      <p className="text-sm text-ink-soft">
        {session.ip} · <Instant value={session.createdAt} />
      </p>
      <span>
        <SessionState session={session} />
      </span>
    </div>
  );
}

function SessionState({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  return isRunning(session) ? (
    <Badge tone="ok">{t("user.sessionRunning")}</Badge>
  ) : (
    <Badge>{t("user.sessionOver")}</Badge>
  );
}
