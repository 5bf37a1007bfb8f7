import { createFileRoute } from "@tanstack/react-router";
import { ScimPage } from "../../features/scim/scim-page.tsx";
import { scimSearch } from "../../features/scim/scim-search.ts";

export const Route = createFileRoute("/_app/scim-tokens")({ component: ScimPage, validateSearch: scimSearch });
