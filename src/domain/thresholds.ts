import { z } from 'zod'

const percent = z.number().min(0).max(100)

/** What is told as too much in an environment, as its runbook has it. */
export const Thresholds = z.strictObject({
  /** A health address that takes longer is slow. */
  responseMs: z.int().min(1).optional(),
  /** Of what a pod or a container may use. */
  cpuPercent: percent.optional(),
  memoryPercent: percent.optional(),
  /** Of the requests, or of the calls of a function. */
  errorPercent: percent.optional(),
})
export type Thresholds = z.infer<typeof Thresholds>
