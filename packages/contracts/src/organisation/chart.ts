import { z } from "zod";
import { dateSchema, idSchema } from "../common.ts";
import { assignmentKindSchema } from "./assignment.ts";
import { schoolOrFoundationSchema } from "./department.ts";

/** How many positions a chart shows at most. */
export const chartBound = 5_000;

export const orgChartInput = z.strictObject({
  /** Left out: the whole tenant. */
  schoolId: schoolOrFoundationSchema.optional(),
  /** Only this position and those below it. */
  rootId: idSchema.optional(),
  /** Holders of this date; left out: today, where each position lies. */
  asOf: dateSchema.optional(),
  /** Steps below the top that are shown; left out: all. */
  depth: z.int().min(0).max(20).optional(),
  /** Holders shown of each position; how many there are is told in any case. */
  holders: z.int().min(0).max(200).default(20),
});
export type OrgChartInput = z.input<typeof orgChartInput>;

const chartPositionOutput = z.object({
  id: idSchema,
  code: z.string(),
  name: z.string(),
  level: z.int(),
  headcount: z.int(),
  schoolId: idSchema.nullable(),
  departmentId: idSchema.nullable(),
  /** The line; may lead out of the chart. */
  reportsToId: idSchema.nullable(),
  /** The dotted lines. */
  coordinatorIds: z.array(idSchema),
  /** Definitive holders, and those who act. */
  filled: z.int(),
  acting: z.int(),
  /** Seats without a definitive holder. */
  vacant: z.int(),
  /** Definitive holders first, then the longest there; of them only those whom the caller may read. */
  holders: z.array(
    z.object({
      assignmentId: idSchema,
      userId: idSchema,
      userName: z.string(),
      kind: assignmentKindSchema,
      ftePercent: z.int(),
    }),
  ),
});
export type ChartPosition = z.infer<typeof chartPositionOutput>;

export const orgChartOutput = z.object({
  asOf: dateSchema.nullable(),
  /** Highest level first. */
  positions: z.array(chartPositionOutput),
  /** True when there are more positions than are shown. */
  truncated: z.boolean(),
});
export type OrgChart = z.infer<typeof orgChartOutput>;
