import { LockedError, UserError } from '../../domain/errors.ts'
import { type Lock, nagMs, unlocked } from '../../domain/run/lock.ts'
import { resourceOf } from '../../domain/run/resource.ts'
import type { System } from '../../domain/system.ts'
import type { Clock } from '../../ports/clock.ts'
import type { LockChange, Store } from '../../ports/store.ts'
import { nameOf } from '../saving.ts'
import type { LockRequest } from './faces.ts'

export interface LockingDeps {
  systems: System[]
  store: Store
  clock: Clock
}

/** Locks that people hold by hand. */
export function createLocking({ systems, store, clock }: LockingDeps) {
  const resource = ({ system, environment, service }: Omit<LockRequest, 'by' | 'reason'>): string =>
    resourceOf(systems.find(one => one.system === system)!, environment, service)

  async function save(
    system: string,
    operation: string,
    change: LockChange,
    { environment, service, by }: Omit<LockRequest, 'reason'>,
    what: string,
  ): Promise<void> {
    const at = clock.now()
    const job = { kind: 'lock-nag', resource: change.resource } as const
    const isHeld = change.lock?.byHand === true
    const result = await store.save({
      system,
      operation,
      changes: [change],
      orders: isHeld ? [{ job, due: at + nagMs, when: 'replace' }] : [],
      cancelled: isHeld ? [] : [job],
      audit: [
        {
          at,
          by: nameOf(by),
          what,
          detail: { environment, service, resource: change.resource, reason: change.lock?.reason },
        },
      ],
    })
    if (result === 'conflict')
      throw new UserError('Somebody else was quicker. Look at it again, and then try again.', {
        label: 'Show what is locked',
        command: 'runs',
      })
  }

  return {
    async lock(request: LockRequest, operation: string): Promise<Lock> {
      const { system, environment, service, by, reason } = request
      const at = resource(request)
      const known = await store.lock(system, at)
      if (known) throw held(known.value, system)
      const lock: Lock = {
        schema: 1,
        resource: at,
        environment,
        service,
        holder: by,
        reason,
        since: clock.now(),
        byHand: true,
      }
      await save(system, operation, { expected: undefined, resource: at, lock }, request, 'lock')
      return lock
    },

    async unlock(place: Omit<LockRequest, 'reason'>, operation: string): Promise<Lock> {
      const { system, environment, service, by } = place
      const at = resource(place)
      const known = await store.lock(system, at)
      if (!known) throw new UserError(`${service} in ${environment} is not locked.`)
      const { value: lock, version } = known
      if (!lock.byHand || lock.holder.id !== by.id) throw held(lock, system)
      const change = { expected: version, resource: at, lock: unlocked(lock) }
      await save(system, operation, change, place, 'unlock')
      return lock
    },
  }
}

/** Who has it, since when and why, and what can be done about it. */
export function held(lock: Lock, system: string): LockedError {
  const { environment, service, run } = lock
  const place = `--system ${system} --environment ${environment}${service === undefined ? '' : ` --service ${service}`}`
  return new LockedError(
    lock,
    ...(run === undefined ? [] : [{ label: 'Follow it', command: `run show ${run}` }]),
    ...(lock.byHand && run === undefined
      ? [{ label: 'Ask for the lock', command: `unlock ${place} --steal` }]
      : []),
  )
}
