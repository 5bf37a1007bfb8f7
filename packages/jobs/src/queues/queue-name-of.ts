import type { Lane } from "../catalogue/job-definition.ts";

export const queueNameOf = (lane: Lane): string => `gloria-${lane}`;
