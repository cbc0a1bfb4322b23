import { missed, scheduleCard, scheduleOver } from '../../../blocks/schedule.ts'
import type { System } from '../../domain/system.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Directory } from '../../ports/directory.ts'
import type { Store } from '../../ports/store.ts'
import { shownIn } from '../edit.ts'
import { leaveToOthers } from '../leave-to-others.ts'
import type { Hold, Performer } from '../performer.ts'
import { comingBack, leftMs } from '../schedules/coming-back.ts'
import { type ShowInPlaceDeps, showInPlace } from '../show-in-place.ts'
import { unlessGone } from '../unless-gone.ts'
import { channelOf } from './cards.ts'

export interface ShowScheduleDeps extends ShowInPlaceDeps {
  store: Pick<Store, 'schedule'>
  clock: Clock
  directory: Directory
  system(name: string): System | undefined
}

/**
 * Shows how the schedule of a change stands: one card for what its file says, which asks for a yes; and once for each time
 * that nothing came of, why. What an earlier text had asked for is over.
 */
export function showSchedule(deps: ShowScheduleDeps): Performer<'show-schedule'> {
  const { store, posts, directory, clock, postOnce, edit } = deps

  async function endEarlier(hold: Hold, owner: string, current: string): Promise<void> {
    const over = scheduleOver()
    for (const [intent, post] of Object.entries(await posts.all(hold.system, owner))) {
      if (!intent.startsWith('card:') || intent === current) continue
      if (post.state === 'posted' && post.shown !== shownIn(over))
        await unlessGone(edit(hold, owner, intent, post, over))
      await posts.forget(hold.system, owner, intent, hold.claim)
    }
  }

  return async inHand => {
    const { system, job, claim } = inHand
    const home = deps.system(system)
    const kept = (await store.schedule(system, job.schedule))?.value
    const found = home && comingBack(home).find(({ id }) => id === job.schedule)
    if (!home || !kept) return
    if (found?.digest !== kept.digest)
      leaveToOthers(claim, clock.now(), leftMs, `no file of this Belay has ${job.schedule} so`)
    if (!found) return
    const owner = `schedule:${job.schedule}`
    const environment = found.change?.environment ?? Object.keys(home.environments)[0]!
    const place = { channel: await channelOf(directory, home.environments[environment]!.channel) }
    if (found.change && found.digest === kept.digest) {
      const card = scheduleCard({
        home,
        change: found.change,
        name: found.name,
        when: found.when,
        schedule: kept,
      })
      const intent = `card:${kept.digest.slice(0, 8)}`
      await endEarlier(inHand, owner, intent)
      await showInPlace(deps, inHand, { incident: owner, intent, place, message: card })
    }
    const { last } = kept
    if (last?.why === undefined || kept.stopped) return
    const message = missed({ home, name: found.name, kind: found.kind, last, why: last.why })
    await postOnce(inHand, { incident: owner, intent: `missed:${last.dueAt}`, place, message })
  }
}
