import { z } from 'zod'

const percent = z.number().min(0).max(100)

/** Below or above what something of an environment is told as out of bounds, as its runbook has it. */
export const Thresholds = z.strictObject({
  /** A health address that takes longer is slow. */
  responseMs: z.int().min(1).optional(),
  queryMs: z.int().min(1).optional(),
  /** Below it a cache is told of. */
  cacheHitPercent: percent.optional(),
  /** Of what a pod or a container may use. */
  cpuPercent: percent.optional(),
  memoryPercent: percent.optional(),
  diskPercent: percent.optional(),
  /** Of the requests. */
  errorPercent: percent.optional(),
})
export type Thresholds = z.infer<typeof Thresholds>
