import { randomUUID } from 'node:crypto'
import { UserError } from '../domain/errors.ts'
import { jobId, type LogQuestion } from '../domain/jobs.ts'
import type { Clock } from '../ports/clock.ts'
import type { Queue } from '../ports/queue.ts'

/** Keeps one message fresh with what a log says. */
export interface Follows {
  begin(
    system: string,
    place: { channel: string; thread?: string },
    question: LogQuestion,
    forMs: number,
  ): Promise<void>
  /** Ends it before its time. A `UserError` when it is over already. */
  stop(system: string, channel: string, follow: string, by: string): Promise<void>
}

export interface FollowsDeps {
  queue: Pick<Queue, 'order' | 'find'>
  clock: Clock
  wake(system: string): void
}

export const createFollows = ({ queue, clock, wake }: FollowsDeps): Follows => ({
  async begin(system, place, question, forMs) {
    const times = { from: clock.wall(), until: clock.now() + forMs }
    const job = { kind: 'follow', follow: randomUUID(), ...place, ...question, ...times } as const
    await queue.order(system, [{ job, due: clock.now(), when: 'earlier' }])
    wake(system)
  },

  async stop(system, channel, follow, by) {
    const job = await queue.find(system, jobId({ kind: 'follow', follow, channel } as never))
    if (job?.kind !== 'follow') throw new UserError('That log is not followed any more.')
    const now = clock.now()
    const ended = { ...job, until: Math.min(job.until, now), stoppedBy: by }
    await queue.order(system, [{ job: ended, due: now, when: 'replace' }])
    wake(system)
  },
})
