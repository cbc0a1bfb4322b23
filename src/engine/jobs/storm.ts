import { storm as stormMessage, stormOver } from '../../../blocks/storm.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Directory } from '../../ports/directory.ts'
import { type Lists, withoutCard } from '../../ports/lists.ts'
import type { Posts } from '../../ports/posts.ts'
import type { Queue } from '../../ports/queue.ts'
import type { Store } from '../../ports/store.ts'
import type { Performer } from '../performer.ts'
import { editEveryMs, isOver, lastOf, type Series } from '../series.ts'
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
    const owner = `storm:${job.channel}`
    const waiting = await lists.size(system, withoutCard(job.channel))
    const last = await lastOf(posts, system, owner)
    const isOn = last.post !== undefined && !isOver(last.post)
    const listOf = (number: number) => `${owner}:${number}`
    if (!isOn) {
      await lists.leave(system, listOf(last.number), await lists.of(system, listOf(last.number)))
      if (waiting <= handful) return
    }

    const number = isOn ? last.number : last.number + 1
    await lists.enterAll(system, withoutCard(job.channel), listOf(number))
    const ids = await lists.of(system, listOf(number))
    const crowd = { system, title: title(system), incidents: await store.incidents(system, ids) }
    const over = waiting === 0
    const isShown = await keep(inHand, {
      owner,
      number,
      channel: await channelOf(directory, job.channel),
      message: over ? stormOver(crowd) : stormMessage(crowd, waiting),
      over,
    })
    if (over && isShown) return lists.leave(system, listOf(number), ids)
    const due = clock.now() + editEveryMs * clock.rate()
    await queue.order(system, [{ job, due, when: 'earlier' }])
  }
