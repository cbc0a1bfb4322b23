import { followBegins, followedLogs, followFails } from '../../../blocks/followed-logs.ts'
import { UserError } from '../../domain/errors.ts'
import type { System } from '../../domain/system.ts'
import type { LogSearch } from '../../operations/logs.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Queue } from '../../ports/queue.ts'
import { type Edit, shownIn } from '../edit.ts'
import { isFinal } from '../failure.ts'
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

/** Has one message show at once that a log is followed, then what is there now, until its time is over or somebody stops it. */
export const follow =
  ({ logs, queue, clock, postOnce, edit, system }: FollowDeps): Performer<'follow'> =>
  async inHand => {
    const { job } = inHand
    const { follow, channel, thread, from, until, stoppedBy, after, environment, service, ...wanted } = job
    const home = system(inHand.system)
    if (!home?.environments[environment]) return
    const owner = `follow:${follow}`
    const place = { channel, ...(thread !== undefined && { thread }) }
    const named = { system: home.system, title: home.title, environment, service }
    const begins = followBegins(named, { follow, until, now: clock.now() })
    const posted = await postOnce(inHand, { incident: owner, intent: 'log', place, message: begins })
    if (!posted) return

    const sinceMs = wanted.sinceMs + (from === undefined ? 0 : clock.wall() - from)
    const report = await logs.of(home, environment, service, { ...wanted, sinceMs }).catch(refused)
    if (typeof report === 'string') {
      const message = followFails(named, report, wanted.words)
      await edit(inHand, owner, 'log', posted, message)
      return
    }
    const isOver = clock.now() >= until
    const ends = {
      follow,
      until,
      isOver,
      words: wanted.words,
      ...(stoppedBy !== undefined && { stoppedBy }),
      ...(after !== undefined && { after }),
    }
    const message = followedLogs(report, ends)
    if (posted.shown !== shownIn(message)) await edit(inHand, owner, 'log', posted, message)
    if (!isOver)
      await queue.order(inHand.system, [
        { job, due: Math.min(until, clock.now() + everyMs * clock.rate()), when: 'earlier' },
      ])
  }

/** Why it cannot be read, however often it is tried. */
function refused(error: unknown): string {
  if (error instanceof UserError || isFinal(error)) return error.message
  throw error
}
