import type { Metric } from '../ports/metrics.ts'

/** A metric as people ask for it. `factor` makes of CloudWatch's number one in `unit`. */
export interface MetricKind extends Metric {
  asked: string
  label: string
  unit: string
  factor?: number
}
