import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Merge } from "lucide-react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "../../components/page-header.tsx";
import { Button } from "../../ui/button.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { DuplicateList } from "./duplicate-list.tsx";
import { MergeHistory } from "./merge-history.tsx";

export function MergesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab } = useSearch({ from: "/_app/merges/" });
  return (
    <>
      <PageHeader
        title={t("merge.title")}
        lead={t("merge.lead")}
        actions={
          <Button look="primary" asChild>
            <Link to="/merges/new">
              <Merge aria-hidden className="size-4" />
              {t("merge.mergeTitle")}
            </Link>
          </Button>
        }
      />
      <Tabs
        label={t("merge.title")}
        value={tab ?? "candidates"}
        onChange={(value) =>
          void navigate({ to: "/merges", search: value === "history" ? { tab: "history" } : {}, resetScroll: false })
        }
        tabs={[
          { value: "candidates", label: t("merge.candidates"), content: <DuplicateList /> },
          { value: "history", label: t("merge.history"), content: <MergeHistory /> },
        ]}
      />
    </>
  );
}
