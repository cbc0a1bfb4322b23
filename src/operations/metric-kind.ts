import type { Formula, Metric } from '../ports/metrics.ts'

/** A metric as people ask for it. `factor` makes of CloudWatch's number one in `unit`. */
export type MetricKind = (Metric | Formula) & {
  asked: string
  label: string
  unit: string
  factor?: number
  /** What has to be switched on for it. */
  needs?: string
}
