import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { Plus, Stamp } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { FilterSelect } from "../../components/filter-select.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { TemplateActions } from "./template-actions.tsx";
import { TemplateCard, templateColumns } from "./template-columns.tsx";

const kinds = ["role", "user", "module"] as const;
const filterNames = ["q", "kind", "retired"];

/** Bundles of rights, by name. */
export function TemplatesPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { q, cursor, ...search } = useSearch({ from: "/_app/permission-templates/" });
  const kind = oneOf(kinds, search.kind);
  const { change } = useListAddress(filterNames);
  const templates = useQuery(
    trpc.permissionTemplates.list.queryOptions(
      {
        limit: 50,
        retired: search.retired === "true",
        ...(q ? { q } : {}),
        ...(kind ? { kind } : {}),
        ...(cursor ? { cursor } : {}),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => templateColumns(t), [t]);
  return (
    <ListPage
      name="permission-templates"
      label={t("permissionTemplate.title")}
      lead={t("permissionTemplate.lead")}
      query={templates}
      columns={columns}
      rowKey={({ id }) => id}
      searchLabel={t("permissionTemplate.searchLabel")}
      filterNames={filterNames}
      filters={
        <>
          <FilterSelect
            label={t("permissionTemplate.kind")}
            anyLabel={t("permissionTemplate.anyKind")}
            value={kind}
            options={kinds.map((value) => ({ value, label: t(`permissionTemplate.kind.${value}`) }))}
            onChoose={(value) => change({ kind: value })}
          />
          <Checkbox
            label={t("permissionTemplate.showRetired")}
            checked={search.retired === "true"}
            onChange={(event) => change({ retired: event.target.checked ? "true" : undefined })}
          />
        </>
      }
      rowActions={(template) => <TemplateActions template={template} place="row" />}
      card={(template) => <TemplateCard template={template} />}
      firstUse={{
        icon: <Stamp />,
        title: t("permissionTemplate.firstUseTitle"),
        body: t("permissionTemplate.firstUseBody"),
      }}
      create={
        templates.data?.can.create ? (
          <Button look="primary" asChild>
            <Link to="/permission-templates/new">
              <Plus aria-hidden className="size-4" />
              {t("permissionTemplate.create")}
            </Link>
          </Button>
        ) : null
      }
    />
  );
}
