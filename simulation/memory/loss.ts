import { OutsideError } from '../../src/domain/errors.ts'
import type { Known } from '../../src/store/history.ts'
import type { Chance } from '../chance.ts'
import type { Scheduler } from '../scheduler.ts'
import { system } from '../system.ts'
import { copied } from './copy.ts'
import { knows } from './epoch.ts'
import type { Memory } from './memory.ts'

/** How what is saved is kept: `always`; a second later, unless it is waited for; or a second later, and nobody can tell. */
export type Keeping = 'always' | 'waitaof' | 'everysec'

/** A process on Redis: what happens when its connection is lost, what it has seen saved last, and what it does if it lives on. */
interface Connected {
  closed(): void
  last(): Known
  later(act: () => void): () => void
}

/** Where Redis may lose its last second, it does so once. */
export function createLoss({ of }: Memory, chance: Chance, scheduler: Scheduler) {
  const keeping = chance.weighed<Keeping>({ always: 6, waitaof: 1, everysec: 1 })
  const connections = new Set<Omit<Connected, 'later'> & { known(): void }>()
  let restore: (() => void) | undefined
  let lostAt: number | undefined
  let isKnown = false

  return {
    keeping,
    /** When that was, in real milliseconds. */
    lostAt: () => lostAt,
    /** Who is told when its connection is lost. */
    connected({ later, ...one }: Connected): void {
      connections.add({ ...one, known: later(() => (isKnown = true)) })
    },
    /** Whether a process that has seen saved what was lost has lived on for long enough to tell. */
    isKnown: () => isKnown,
    /** Waits until what is known is kept, where it can: and what is gone is not. */
    synced(known: Known): 'kept' | 'cannot-tell' {
      const kept = of(system.system)
      if (keeping === 'waitaof' && !knows(kept, known)) throw gone()
      if (restore && keeping === 'waitaof') restore = copied(kept)
      return keeping === 'everysec' ? 'cannot-tell' : 'kept'
    },
    begin(): void {
      if (keeping === 'always') return
      scheduler.after(chance.between(20_000, 60_000), () => {
        restore = copied(of(system.system))
        scheduler.after(chance.between(200, 1_500), () => {
          restore!()
          restore = undefined
          lostAt = scheduler.now()
          const { operations } = of(system.system)
          for (const { closed, last, known } of connections) {
            const { operation, version } = last()
            if (operation !== '' && operations.get(operation) !== version) scheduler.after(15_000, known)
            closed()
          }
        })
      })
    },
  }
}
export type Loss = ReturnType<typeof createLoss>

const gone = () =>
  new OutsideError('redis, barrier: what was saved is gone', {
    service: 'redis',
    fault: 'away',
    effect: 'unknown',
  })
