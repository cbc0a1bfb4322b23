import { type Checklist, doneBy, ticksOf } from '../src/domain/checklist/checklist.ts'
import type { Recurrence } from '../src/domain/recurrence.ts'
import type { Run } from '../src/domain/run/run.ts'
import { isAllowed, type Schedule } from '../src/domain/schedule/schedule.ts'
import type { ScheduleSettings } from '../src/domain/schedule/settings.ts'
import type { System } from '../src/domain/system.ts'
import { buttons, type Offer } from './button.ts'
import { clip, limits, shown } from './limits.ts'
import type { Message } from './message.ts'
import { nameOf } from './people.ts'
import { recurrence } from './recurrence.ts'
import { bold, clipLines, dotted, type Line, richText, type Word, words } from './rich.ts'
import { runSymbol, titleOf } from './run-headline.ts'
import { scheduleOffers } from './schedule.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'
import { dayTime } from './time.ts'

/** Something that comes back by itself, and what became of its last time. */
export interface ListedSchedule {
  home: Pick<System, 'system' | 'title'>
  name: string
  when: Recurrence
  nextAt: number | undefined
  change?: ScheduleSettings | undefined
  schedule?: Schedule | undefined
  run?: Run | undefined
  checklist?: Checklist | undefined
}

/** What comes back by itself in the systems of a channel: when next, what became of it last, and whether it may. */
export function scheduleList(all: ListedSchedule[]): Message {
  const waiting = all.filter(one => one.change && one.schedule && !isAllowed(one.schedule)).length
  const heading =
    all.length === 0
      ? 'Nothing comes back by itself here: checklists and schedules in a system file say what does'
      : `${all.length} that come back by themselves${waiting > 0 ? `, ${waiting} of them not allowed` : ''}`
  const lines = all.flatMap((one, i): Line[] => [
    { words: [bold(`${i + 1}. ${one.name}`), ...words(` · ${one.home.title} · `, ...nextIn(one))] },
    { words: dotted(words(what(one)), standing(one), last(one)) },
  ])
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [
      richText(clipLines([{ words: [bold(heading)] }, ...lines], limits.messageBody)),
      ...buttons(all.flatMap(offers).slice(0, 10)),
    ],
  }
}

const nextIn = ({ nextAt, when }: ListedSchedule): (string | Word)[] =>
  nextAt === undefined ? ['never again'] : ['next ', dayTime(nextAt), ` (${recurrence(when)})`]

const what = ({ change, schedule }: ListedSchedule): string =>
  change ? clip(oneLine(schedule?.plan?.title ?? change.operation), shown.title) : 'checklist'

function standing({ change, schedule }: ListedSchedule): Word[] {
  if (!change) return []
  if (!schedule) return words('not looked at yet')
  if (schedule.stopped) return words(`stopped by ${nameOf(schedule.stopped.by)}`)
  if (schedule.why !== undefined)
    return words(`cannot be planned: ${clip(oneLine(schedule.why), shown.title)}`)
  return words(
    isAllowed(schedule)
      ? `allowed by ${schedule.allowed.map(one => nameOf(one.by)).join(' and ')}`
      : '🟡 waits to be allowed',
  )
}

function last({ schedule, run, checklist }: ListedSchedule): Word[] {
  if (!schedule?.last) return words('not due yet')
  const { dueAt, why } = schedule.last
  if (why !== undefined)
    return words('last ', dayTime(dueAt), `: not begun. ${clip(oneLine(why), shown.title)}`)
  if (run) return words('last ', dayTime(dueAt), `: ${runSymbol(run)} ${run.state}, ${titleOf(run)}`)
  if (checklist) {
    const done = doneBy(checklist)
    const how = done ? 'done' : `${ticksOf(checklist).length} of ${checklist.items.length} done`
    return words('last ', dayTime(dueAt), `: ${how}`)
  }
  return words('last ', dayTime(dueAt))
}

/** The likeliest for each, named by what it is about. */
function offers(one: ListedSchedule): Offer[] {
  const { home, name, change, schedule } = one
  if (!change) return [{ label: `Begin ${name}`, command: `checklist ${name} --system ${home.system}` }]
  if (!schedule) return []
  return scheduleOffers({ home, name, change, schedule })
    .slice(0, 1)
    .map(offer => ({ ...offer, label: `${offer.label} ${name}` }))
}
