import { OutsideError } from '../../src/domain/errors.ts'
import type { Chance } from '../chance.ts'
import type { Scheduler } from '../scheduler.ts'

const channels = ['C-alerts', 'C-alerts', 'C-vault', 'C-staging', 'D-UANA', 'D-UBEN']

/** Slack's limit of one channel, now and then: whoever posts there is to wait, and all others are not. */
export function createLimits(
  { chance, scheduler, count }: { chance: Chance; scheduler: Scheduler; count(fault: string): void },
  /** Somebody has posted in a channel that was closed to all for so long, `sinceMs` after they could know it. */
  early: (channel: string, sinceMs: number) => void,
) {
  const until = new Map<string, number>()
  /** When Redis was told to keep a channel closed. */
  const known = new Map<string, number>()
  let isOver = false

  function again(): void {
    if (isOver) return
    const channel = chance.pick(channels)
    until.set(channel, scheduler.now() + chance.between(5_000, 60_000))
    known.delete(channel)
    scheduler.after(chance.around(60_000), again)
  }

  return {
    begin: () => void scheduler.after(chance.around(40_000), again),
    end(): void {
      isOver = true
      until.clear()
    },
    /** All processes can know it from now on. */
    closed: (channel: string) => void known.set(channel, known.get(channel) ?? scheduler.now()),
    /** A message that was on its way for `tookMs` arrives: too many have, or not. */
    asked(channel: string, tookMs: number): void {
      const leftMs = (until.get(channel) ?? 0) - scheduler.now()
      if (leftMs <= 0) return void known.delete(channel)
      const since = known.get(channel)
      if (since !== undefined) early(channel, scheduler.now() - tookMs - since)
      count('slack: one channel is limited')
      throw new OutsideError('slack, post: too many in this channel', {
        service: 'slack',
        fault: 'limited',
        effect: 'none',
        retryAfterMs: Math.ceil(leftMs),
      })
    },
  }
}
export type Limits = ReturnType<typeof createLimits>
