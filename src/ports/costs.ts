import type { Account } from './probes.ts'

/** What something cost from a day to before another; days as `2026-11-26`. */
export interface Spent {
  from: string
  to: string
  /** In the account's currency, `USD` mostly. */
  amount: number
  currency: string
  /** AWS's name of a service, where it was asked for by service. */
  service?: string
}

/** What AWS has cost. Each question is charged for by AWS. Faults are `OutsideError`s in words. */
export interface Costs {
  spent(
    days: { from: string; to: string },
    by: { each: 'day' | 'month'; service: boolean },
    place: Account,
  ): Promise<Spent[]>
}
