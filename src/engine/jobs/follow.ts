import { followedLogs } from '../../../blocks/logs.ts'
import { UserError } from '../../domain/errors.ts'
import type { System } from '../../domain/system.ts'
import type { LogSearch } from '../../operations/logs.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Queue } from '../../ports/queue.ts'
import { type Edit, shownIn } from '../edit.ts'
import type { Performer } from '../performer.ts'
import type { PostOnce } from '../post-once.ts'

/** How often a log that is followed is looked at. */
const everyMs = 10_000

export interface FollowDeps {
  logs: LogSearch
  queue: Queue
  clock: Clock
  postOnce: PostOnce
  edit: Edit
  system(name: string): System | undefined
}

/** Looks into a service's log, and has its one message show what is there now, until its time is over. */
export const follow =
  ({ logs, queue, clock, postOnce, edit, system }: FollowDeps): Performer<'follow'> =>
  async inHand => {
    const { job } = inHand
    const { follow, channel, thread, until, environment, service, ...wanted } = job
    const home = system(inHand.system)
    if (!home?.environments[environment]) return
    const report = await logs.of(home, environment, service, wanted).catch(gone)
    if (!report) return
    const isOver = clock.now() >= until
    const message = followedLogs(report, { until, isOver, words: wanted.words })
    const owner = `follow:${follow}`
    const place = { channel, ...(thread !== undefined && { thread }) }
    const shown = shownIn(message)
    const posted = await postOnce(inHand, { incident: owner, intent: 'log', place, message, shown })
    if (posted && posted.shown !== shown) await edit(inHand, owner, 'log', posted, message)
    if (posted && !isOver)
      await queue.order(inHand.system, [
        { job, due: Math.min(until, clock.now() + everyMs * clock.rate()), when: 'replace' },
      ])
  }

/** The log is not the system file's any more: nothing is left to follow. */
function gone(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error
}
