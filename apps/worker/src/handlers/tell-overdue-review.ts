import type { JobPayload } from "@gloria/jobs";
import { tellOverdueReview as tell } from "@gloria/services";
import type { JobHandler } from "./job-handler.ts";

export const tellOverdueReview: JobHandler<JobPayload<"access_review.tell_overdue">> = ({ services }, ref) =>
  tell(services, ref);
