import { checklist as listMessage } from '../../../blocks/checklist.ts'
import type { Message } from '../../../blocks/message.ts'
import { scheduleCard } from '../../../blocks/schedule.ts'
import { lastUpTo } from '../../../src/domain/recurrence.ts'
import { shownIn } from '../../../src/engine/edit.ts'
import { markOf } from '../../../src/engine/post-once.ts'
import { comingBack } from '../../../src/engine/schedules/coming-back.ts'
import { system } from '../../system.ts'
import type { World } from '../../world.ts'
import { type Broken, checklistsIn, scheduleIn } from '../law.ts'

/** In fair weather every time that has come is seen to, within `lateMs` real milliseconds. */
export function checkSeenTo({ memory }: World, lateMs: number, broken: Broken): void {
  for (const { id, when } of comingBack(system)) {
    const { clock } = memory
    const due = lastUpTo(when, clock.now() - lateMs * clock.rate())
    const since = scheduleIn(memory, id)?.since
    if (since === undefined || (due !== undefined && since < due))
      broken('what is due begins', `${id}: due at ${due}, and seen to up to ${since}`)
  }
}

/** What must hold of what comes back once everything has been done. */
export function checkSchedulesQuiet(
  { memory, slack }: World,
  ticked: Ticked[],
  aside: Set<string>,
  broken: Broken,
): void {
  const kept = memory.of(system.system)
  const shows = (owner: string, intent: string, message: Message) => {
    const post = kept.posts.get(owner)?.get(intent)
    const found = post?.state === 'posted' && slack.at(post.channel, post.ts)
    if (!found && !slack.isDeleted(markOf(owner, intent))) broken('what comes back has its message', owner)
    if (found && shownIn(found.message) !== shownIn(message))
      broken('what comes back is shown as it is', `${owner}: "${found.message.text}" for "${message.text}"`)
  }
  for (const { id, name, when, change } of comingBack(system)) {
    const schedule = scheduleIn(memory, id)
    if (!schedule || aside.has(id)) continue
    const owner = `schedule:${id}`
    if (change)
      shows(
        owner,
        `card:${schedule.digest.slice(0, 8)}`,
        scheduleCard({ home: system, change, name, when, schedule }),
      )
    const { last, stopped } = schedule
    if (last?.why !== undefined && !stopped && !slack.everMarked(markOf(owner, `missed:${last.dueAt}`)))
      broken('what is not begun is told', `${id}: ${last.why}`)
  }
  const lists = new Map(checklistsIn(memory).map(list => [list.id, list]))
  for (const list of lists.values())
    if (!aside.has(list.id)) shows(list.id, 'card', listMessage(list, { title: system.title }))
  for (const { list, step, operation } of ticked)
    if (!lists.get(list)?.items.find(item => item.step === step)?.ticked)
      broken('what somebody has ticked stays ticked', `step ${step} of ${list} (${operation})`)
}

/** A tick that somebody was told of. */
export interface Ticked {
  list: string
  step: number
  operation: string
}
