import type { ScimToken } from "@gloria/contracts";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Column } from "../../components/data-table.tsx";
import { Instant } from "../../lib/instant.tsx";
import { Badge } from "../../ui/badge.tsx";

export function isValid(token: ScimToken): boolean {
  return token.revokedAt === null && Date.parse(token.expiresAt) > Date.now();
}

export function scimTokenColumns(t: TFunction): readonly Column<ScimToken>[] {
  return [
    { id: "name", header: t("scim.name"), names: true, cell: (token) => <strong>{token.name}</strong> },
    { id: "state", header: t("scim.state"), cell: (token) => <TokenState token={token} /> },
    { id: "expiresAt", header: t("scim.expiresAt"), cell: (token) => <Instant value={token.expiresAt} /> },
    {
      id: "lastUsed",
      header: t("scim.lastUsed"),
      cell: (token) => (token.lastUsedAt ? <Instant value={token.lastUsedAt} relative /> : t("scim.never")),
    },
    { id: "createdBy", header: t("scim.createdBy"), cell: (token) => token.createdByName ?? t("common.unknown") },
    { id: "createdAt", header: t("scim.createdAt"), cell: (token) => <Instant value={token.createdAt} /> },
  ];
}

export function ScimTokenCard({ token }: { readonly token: ScimToken }) {
  const { t } = useTranslation();
  return (
    <div className="grid justify-items-start gap-1">
      <p className="font-semibold break-words">{token.name}</p>
      <p className="text-sm text-ink-soft">
        {t("scim.expiresAt")} <Instant value={token.expiresAt} />
      </p>
      <p className="text-sm text-ink-soft">
        {t("scim.lastUsed")}: {token.lastUsedAt ? <Instant value={token.lastUsedAt} relative /> : t("scim.never")}
      </p>
      <TokenState token={token} />
    </div>
  );
}

function TokenState({ token }: { readonly token: ScimToken }) {
  const { t } = useTranslation();
  if (token.revokedAt) return <Badge tone="danger">{t("scim.state.revoked")}</Badge>;
  return isValid(token) ? <Badge tone="ok">{t("scim.state.active")}</Badge> : <Badge>{t("scim.state.expired")}</Badge>;
}
