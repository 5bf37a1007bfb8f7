import type { JobPayload } from "@gloria/jobs";
import { tellDelegation as tell } from "@gloria/services";
import type { JobHandler } from "./job-handler.ts";

export const tellDelegation: JobHandler<JobPayload<"delegation.tell">> = ({ services }, ref) => tell(services, ref);
