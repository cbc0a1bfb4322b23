import { trouble } from '../../../blocks/trouble.ts'
import { historyLine } from '../../../blocks/trouble-line.ts'
import type { Order } from '../../domain/jobs.ts'
import { mainEnvironment } from '../../domain/routing.ts'
import type { System } from '../../domain/system.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Directory } from '../../ports/directory.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Store } from '../../ports/store.ts'
import type { Performer } from '../performer.ts'
import type { PostOnce } from '../post-once.ts'

export interface HistoryDeps {
  store: Store
  queue: Queue
  clock: Clock
  directory: Directory
  postOnce: PostOnce
  system(name: string): System | undefined
  /** Whether PagerDuty knows about this system's incidents, and can be asked. */
  reconciles(system: string): boolean
}

/** Redis has lost what it said was saved: has everything looked at anew, and tells people what may be missing. */
export function history(deps: HistoryDeps): Performer<'history'> {
  const { store, queue, clock, directory, postOnce, reconciles } = deps
  return async inHand => {
    const lostAt = await store.historyLostAt(inHand.system)
    const system = deps.system(inHand.system)
    if (lostAt === undefined || !system) return

    const asks = reconciles(inHand.system)
    const at = { due: clock.now(), when: 'earlier' } as const
    const open = await store.open(inHand.system)
    const shows = open.map((incident): Order => ({ job: { kind: 'show', incident }, ...at }))
    await queue.order(inHand.system, [
      ...(asks ? [{ job: { kind: 'reconcile' } as const, ...at }] : []),
      ...shows,
    ])

    const channel = await directory.channel(system.environments[mainEnvironment(system)]!.channel)
    if (!channel) throw new Error(`${system.title} has no channel to be told in`)
    await postOnce(inHand, {
      incident: 'history',
      intent: `lost:${lostAt}`,
      place: { channel },
      message: trouble(historyLine(system.title, asks)),
      urgent: true,
    })
  }
}
