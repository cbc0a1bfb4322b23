import type { Claim, Queue } from '../../src/ports/queue.ts'

/** A queue that has this to give, once, and remembers what became of it. */
export function handing(claim: Partial<Claim>) {
  const whole: Claim = {
    job: { kind: 'show', incident: 'i1' },
    id: 'show:i1',
    kind: 'show',
    token: 't',
    generation: 1,
    due: 0,
    lateMs: 0,
    attempts: 9,
    lost: 0,
    takeover: false,
    again: false,
    ...claim,
  }
  const given = [whole]
  const ends: string[] = []
  const end = (how: string) => async () => Boolean(ends.push(how))
  const queue: Queue = {
    order: async () => {},
    claim: async () => ({ claims: given.splice(0), nextInMs: undefined }),
    renew: async () => true,
    done: end('done'),
    retry: end('retry'),
    park: async (_, __, why) => Boolean(ends.push(`park: ${why}`)),
    find: async () => undefined,
    parked: async () => [],
    depth: async () => ({ waiting: 0, held: 0, parked: 0 }),
  }
  return { queue, ends }
}
