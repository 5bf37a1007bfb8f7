import { createFileRoute } from "@tanstack/react-router";
import { QueuesPage } from "../../features/queues/queues-page.tsx";

export const Route = createFileRoute("/_app/queues")({ component: QueuesPage });
