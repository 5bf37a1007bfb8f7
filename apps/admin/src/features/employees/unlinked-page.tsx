import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { BackLink } from "../../components/back-link.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { UnlinkedEmployees, UnlinkedUsers } from "./unlinked-lists.tsx";

export function UnlinkedPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { tab } = useSearch({ from: "/_app/employees/unlinked" });
  return (
    <>
      <PageHeader
        title={t("employee.unlinkedTitle")}
        lead={t("employee.unlinkedLead")}
        before={<BackLink to="/employees">{t("employee.title")}</BackLink>}
      />
      <Tabs
        label={t("employee.unlinkedTitle")}
        value={tab ?? "employees"}
        onChange={(value) =>
          void navigate({
            to: "/employees/unlinked",
            search: value === "users" ? { tab: "users" } : {},
            resetScroll: false,
          })
        }
        tabs={[
          { value: "employees", label: t("employee.unlinkedEmployees"), content: <UnlinkedEmployees /> },
          { value: "users", label: t("employee.unlinkedUsers"), content: <UnlinkedUsers /> },
        ]}
      />
    </>
  );
}
