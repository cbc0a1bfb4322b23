import type { Account } from './probes.ts'

/** A metric of CloudWatch. */
export interface Metric {
  namespace: string
  name: string
  dimensions: Record<string, string>
  statistic: 'Average' | 'Maximum' | 'Sum' | 'p99'
}

/** What CloudWatch works out of several metrics, in its own language of expressions. */
export interface Formula {
  expression: string
  statistic: 'Sum'
}

/** Times in milliseconds since the epoch. */
export interface Window {
  from: number
  to: number
  /** In seconds; a multiple of 60. */
  periodS: number
}

/** Metrics as CloudWatch keeps them. Faults are `OutsideError`s in words. */
export interface Metrics {
  /** Their values by the beginning of each period, oldest first; a metric without any has none. */
  values(
    metrics: (Metric | Formula)[],
    window: Window,
    place: Account,
  ): Promise<{ at: number; value: number }[][]>
  /** Where alarms on it begin. */
  thresholds(metric: Metric, place: Account): Promise<{ alarm: string; value: number; state: string }[]>
}
