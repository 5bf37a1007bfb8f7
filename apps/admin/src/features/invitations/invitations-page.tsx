import { invitationStatuses, type PrintedCode } from "@gloria/contracts";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { MailPlus } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { FilterSelect } from "../../components/filter-select.tsx";
import { ListPage } from "../../components/list-page.tsx";
import { useListAddress } from "../../components/use-list-address.ts";
import { useMe } from "../../lib/me.ts";
import { oneOf } from "../../lib/search-params.ts";
import { useTRPC } from "../../lib/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { InvitationActions } from "./invitation-actions.tsx";
import { InvitationCard } from "./invitation-card.tsx";
import { invitationColumns } from "./invitation-columns.tsx";
import { PrintedCodes } from "./printed-codes.tsx";

const filterNames = ["status", "place"];

export function InvitationsPage() {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { schools } = useMe();
  const search = useSearch({ from: "/_app/invitations/" });
  const status = oneOf(invitationStatuses, search.status);
  const { change } = useListAddress(filterNames);
  const [printed, setPrinted] = useState<PrintedCode | null>(null);
  const invitations = useQuery(
    trpc.invitations.list.queryOptions(
      {
        limit: 50,
        ...(status ? { status } : {}),
        ...(search.place ? { schoolId: search.place } : {}),
        ...(search.cursor ? { cursor: search.cursor } : {}),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const columns = useMemo(() => invitationColumns(t), [t]);
  return (
    <ListPage
      name="invitations"
      label={t("invitation.title")}
      lead={t("invitation.lead")}
      above={
        printed ? (
          <div className="mb-5">
            <PrintedCodes codes={[printed]} onClose={() => setPrinted(null)} />
          </div>
        ) : null
      }
      query={invitations}
      columns={columns}
      rowKey={(invitation) => invitation.id}
      filterNames={filterNames}
      filters={
        <>
          <FilterSelect
            label={t("invitation.status")}
            anyLabel={t("invitation.anyStatus")}
            value={status}
            options={invitationStatuses.map((value) => ({ value, label: t(`invitation.status.${value}`) }))}
            onChoose={(value) => change({ status: value })}
          />
          <FilterSelect
            label={t("invitation.school")}
            anyLabel={t("invitation.anySchool")}
            value={search.place}
            options={schools.map((school) => ({ value: school.id, label: school.name }))}
            onChoose={(value) => change({ place: value })}
          />
        </>
      }
      rowActions={(invitation) => <InvitationActions invitation={invitation} onPrinted={setPrinted} />}
      card={(invitation) => <InvitationCard invitation={invitation} />}
      firstUse={{ icon: <MailPlus />, title: t("invitation.firstUseTitle"), body: t("invitation.firstUseBody") }}
      create={
        invitations.data?.can.create ? (
          <Button look="primary" asChild>
            <Link to="/invitations/new">
              <MailPlus aria-hidden className="size-4" />
              {t("invitation.create")}
            </Link>
          </Button>
        ) : null
      }
    />
  );
}
