import { createFileRoute } from "@tanstack/react-router";
import { NotFoundPage } from "../../features/shell/not-found-page.tsx";

/** Any other address, inside the frame: the way out is at hand. */
export const Route = createFileRoute("/_app/$")({ component: NotFoundPage });
