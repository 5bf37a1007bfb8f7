import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { FailurePanel } from "../../components/failure-panel.tsx";
import { useTRPC } from "../../lib/trpc.ts";
import { Message } from "../../ui/message.tsx";
import { SkeletonLines } from "../../ui/skeleton.tsx";
import { EditSchoolForm } from "./edit-school-form.tsx";

export function EditSchoolPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { schoolId } = useParams({ from: "/_app/schools/$schoolId_/edit" });
  // Read once: while somebody edits, the form keeps the version that it began with.
  const query = useQuery(
    trpc.schools.get.queryOptions(
      { id: schoolId },
      { refetchOnWindowFocus: false, staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
    ),
  );
  if (query.isPending) return <SkeletonLines count={12} label={t("common.loading")} />;
  if (!query.data) return <FailurePanel error={query.error} onRetry={() => query.refetch()} headingLevel={1} />;
  const school = query.data;
  if (!school.can.update) {
    return (
      <Message icon={<Lock />} title={t("state.deniedTitle")} headingLevel={1}>
        <p>{t("state.deniedBody", { permission: "school:update" })}</p>
      </Message>
    );
  }
  return <EditSchoolForm key={school.id} school={school} />;
}
