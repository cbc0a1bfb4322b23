import type { Claim, Queue } from '../../src/ports/queue.ts'
import type { Memory } from '../memory/memory.ts'
import type { Broken } from './law.ts'

/** A claim lasts as long as its lease, unless whoever has it ends it. */
export function createHeldLaws({ of, clock }: Memory, broken: Broken) {
  /** Until when each claim lasts, by its token, in real milliseconds. */
  const until = new Map<string, number>()
  const isHeld = (system: string, { id, token }: Claim) => of(system).jobs.held(id, token) !== undefined
  return (queue: Queue): Queue => ({
    ...queue,
    async claim(system, limit, leaseMs, kinds) {
      const answer = await queue.claim(system, limit, leaseMs, kinds)
      for (const { token } of answer.claims) until.set(token, clock.wall() + leaseMs)
      return answer
    },
    renew(system, claim, leaseMs) {
      const lasts = until.get(claim.token) ?? 0
      if (isHeld(system, claim)) until.set(claim.token, clock.wall() + leaseMs)
      else if (clock.wall() < lasts)
        broken('only who has a job in hand ends it', `${claim.id} was ended under ${claim.token}`)
      return queue.renew(system, claim, leaseMs)
    },
    done(system, claim) {
      until.delete(claim.token)
      return queue.done(system, claim)
    },
    retry(system, claim, ...how) {
      until.delete(claim.token)
      return queue.retry(system, claim, ...how)
    },
    park(system, claim, why) {
      until.delete(claim.token)
      return queue.park(system, claim, why)
    },
  })
}
