import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ComponentProps, ReactNode } from "react";
import { Tabs } from "../ui/tabs.tsx";
import { PageHeader } from "./page-header.tsx";
import { StaleBanner } from "./stale-banner.tsx";

export interface EntityTab {
  readonly value: string;
  readonly label: ReactNode;
  /** Is mounted only while its tab is open. */
  readonly content: ReactNode;
}

interface EntityViewProps {
  readonly title: string;
  readonly documentTitle?: string;
  readonly back: ReactNode;
  readonly lead: ReactNode;
  readonly actions: ReactNode;
  readonly query: ComponentProps<typeof StaleBanner>["query"];
  /** The first is the one that the bare address shows. */
  readonly tabs: readonly EntityTab[];
}

/** The page of one record: its name, what may be done with it, and its sides, of which the open one is in the address. */
export function EntityView({ title, documentTitle, back, lead, actions, query, tabs }: EntityViewProps) {
  const navigate = useNavigate();
  const wanted = useSearch({ strict: false, select: (search) => search.tab });
  const first = tabs[0]?.value ?? "";
  const open = tabs.find((tab) => tab.value === wanted)?.value ?? first;
  return (
    <>
      <PageHeader
        title={title}
        {...(documentTitle === undefined ? {} : { documentTitle })}
        before={back}
        lead={lead}
        actions={actions}
      />
      <StaleBanner query={query} />
      <Tabs
        label={title}
        value={open}
        tabs={tabs}
        onChange={(value) =>
          void navigate({
            to: ".",
            // Everything else in the address belongs to the side that is left.
            search: (search) => ({
              ...(search.school ? { school: search.school } : {}),
              ...(value === first ? {} : { tab: value }),
            }),
            replace: true,
            resetScroll: false,
          })
        }
      />
    </>
  );
}
