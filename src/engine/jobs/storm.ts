import { storm as stormMessage, stormOver } from '../../../blocks/storm.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Directory } from '../../ports/directory.ts'
import { type Lists, withoutCard } from '../../ports/lists.ts'
import type { Posts } from '../../ports/posts.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Store } from '../../ports/store.ts'
import { lastStorm, stormList } from '../last-storm.ts'
import type { Performer } from '../performer.ts'
import { editableAt, editEveryMs, type Series } from '../series.ts'
import { channelOf } from './cards.ts'

/** More incidents than this that wait for their card are a storm. */
const handful = 8

export interface StormDeps {
  store: Store
  lists: Lists
  posts: Posts
  queue: Queue
  clock: Clock
  directory: Directory
  keep: Series
  title(system: string): string
}

/** While a channel is owed more cards than it can take at once: one card for all of them, until each has its own. */
export const storm =
  ({ store, lists, posts, queue, clock, directory, keep, title }: StormDeps): Performer<'storm'> =>
  async inHand => {
    const { system, job } = inHand
    const again = (due: number) => queue.order(system, [{ job, due, when: 'earlier' }])
    const { channel } = job
    const last = await lastStorm(posts, system, channel)
    const next = editableAt(last.post, clock)
    if (last.isOn && clock.now() < next) return again(next)
    const waiting = await lists.size(system, withoutCard(channel))
    if (!last.isOn) {
      const old = stormList(channel, last.number)
      await lists.leave(system, old, await lists.of(system, old))
      if (waiting <= handful) return
    }

    const number = last.isOn ? last.number : last.number + 1
    const list = stormList(channel, number)
    await lists.enterAll(system, withoutCard(channel), list)
    const ids = await lists.of(system, list)
    const crowd = { system, title: title(system), incidents: await store.incidents(system, ids) }
    const over = waiting === 0
    const isShown = await keep(inHand, {
      owner: last.owner,
      number,
      channel: await channelOf(directory, channel),
      message: over ? stormOver(crowd) : stormMessage(crowd, waiting),
      over,
    })
    if (over && isShown) return lists.leave(system, list, ids)
    await again(clock.now() + editEveryMs * clock.rate())
  }
