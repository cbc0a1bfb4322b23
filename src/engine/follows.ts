import { randomUUID } from 'node:crypto'
import type { LogQuestion } from '../domain/jobs.ts'
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
}

export const createFollows = ({ queue, clock }: { queue: Queue; clock: Clock }): Follows => ({
  begin: (system, place, question, forMs) =>
    queue.order(system, [
      {
        job: { kind: 'follow', follow: randomUUID(), ...place, ...question, until: clock.now() + forMs },
        due: clock.now(),
        when: 'earlier',
      },
    ]),
})
