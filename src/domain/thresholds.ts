import { z } from 'zod'
import { Severity, severities } from './severity.ts'

export const percent = z.number().min(0).max(100)

/** What is told as too much in an environment, as its runbook has it. */
export const Thresholds = z.strictObject({
  /** A health address that takes longer is slow. */
  responseMs: z.int().min(1).optional(),
  /** A request that takes longer is slow, as load balancers measure it and services log it. */
  requestMs: z.int().min(1).optional(),
  /** A query of a database that takes longer is slow. */
  queryMs: z.int().min(1).optional(),
  /** Of what a task, a pod or a container may use. */
  cpuPercent: percent.optional(),
  memoryPercent: percent.optional(),
  /** Of the disk that a database lies on. */
  diskPercent: percent.optional(),
  /** Of the calls of a function or of an API, or of what a service writes into its log. */
  errorPercent: percent.optional(),
  /** More errors than so many percent are an incident of that severity. */
  errorSeverity: z.partialRecord(Severity, percent).optional(),
})
export type Thresholds = z.infer<typeof Thresholds>

/** How severe it is that so many percent are errors, and from where on it is; undefined below that. */
export function severityOfErrors(
  failed: number,
  { errorSeverity = {} }: Thresholds = {},
): { severity: Severity; above: number } | undefined {
  const severity = severities.find(one => failed > (errorSeverity[one] ?? Number.POSITIVE_INFINITY))
  return severity && { severity, above: errorSeverity[severity]! }
}
