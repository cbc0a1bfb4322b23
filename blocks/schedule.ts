import type { Recurrence } from '../src/domain/recurrence.ts'
import {
  isAllowed,
  type Occurrence,
  type Schedule,
  type ScheduleKind,
} from '../src/domain/schedule/schedule.ts'
import type { ScheduleSettings } from '../src/domain/schedule/settings.ts'
import type { System } from '../src/domain/system.ts'
import { buttons, type Offer } from './button.ts'
import { where } from './headline.ts'
import { clip, limits, listed, shown } from './limits.ts'
import type { Message } from './message.ts'
import { nameOf } from './people.ts'
import { recurrence } from './recurrence.ts'
import { bold, clipLines, dotted, type Line, richText, type Word, words } from './rich.ts'
import { callLines, shiftLines, warningLines } from './run-planned.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'
import { dayTime } from './time.ts'

/** The schedule of a change, as its file has it, and how it stands. */
export interface ScheduleView {
  home: Pick<System, 'system' | 'title'>
  name: string
  change: ScheduleSettings
  when: Recurrence
  schedule: Schedule
}

/** The one message for what a file says of a schedule: it asks for a yes, and then tells whose it was. */
export function scheduleCard(view: ScheduleView): Message {
  const { home, name, change, when, schedule } = view
  const place = where({ system: home.system, ...placeIn(change) }, home.title)
  const headline = `${symbol(schedule)} schedule ${name} ${standing(schedule)} · ${place}`
  const { plan, why } = schedule
  const lines: Line[] = [
    { words: [bold(headline)] },
    { words: dotted(words(oneLine(plan?.title ?? change.operation)), words(recurrence(when))) },
    ...(plan && !isAllowed(schedule) ? [...shiftLines({ plan }), ...callLines({ plan })] : []),
    ...(plan ? warningLines(plan) : []),
    ...(why === undefined
      ? []
      : [{ words: words(`It cannot be planned: ${clip(oneLine(why), shown.why)}`) }]),
    { words: whose(schedule) },
  ]
  return {
    text: clipMrkdwn(mrkdwn(headline)),
    blocks: [
      richText(clipLines(lines, limits.messageBody)),
      ...buttons(
        scheduleOffers(view),
        `${schedule.digest.slice(0, 8)}:${schedule.allowed.length}:${schedule.stopped?.at ?? ''}`,
      ),
    ],
  }
}

const placeIn = ({ environment, service }: ScheduleSettings) => ({
  environment,
  ...(service !== undefined && { service }),
})

const symbol = (schedule: Schedule): string =>
  schedule.stopped ? '⚪' : schedule.why !== undefined ? '🔴' : isAllowed(schedule) ? '🟢' : '🟡'

const standing = (schedule: Schedule): string =>
  schedule.stopped
    ? 'is stopped'
    : schedule.why !== undefined
      ? 'cannot be planned'
      : isAllowed(schedule)
        ? 'is allowed'
        : 'waits to be allowed'

/** Who has allowed or stopped it, and what that means. */
function whose(schedule: Schedule): Word[] {
  const { allowed, stopped, required, why } = schedule
  if (stopped)
    return words(`${nameOf(stopped.by)} stopped it `, dayTime(stopped.at), ': nothing is begun any more.')
  if (why !== undefined)
    return words('Change the system file, and it is asked for anew; or allow it once it can be planned.')
  const by = listed(
    allowed.map(one => nameOf(one.by)),
    shown.people,
  )
  if (isAllowed(schedule))
    return words(
      `Allowed by ${by}, as the file has it now: it is done at each time, and asked for anew when the file says otherwise.`,
    )
  const left = required - allowed.length
  const rest = left === 1 ? 'an approver allows it' : `${left} approvers allow it`
  return words(
    `${allowed.length > 0 ? `Allowed by ${by}. ` : ''}Nothing is done before ${rest}: once, for all times.`,
  )
}

/** Allow or Stop, as it stands. */
export function scheduleOffers({
  home,
  name,
  schedule,
  change,
}: Pick<ScheduleView, 'home' | 'name' | 'schedule' | 'change'>): Offer[] {
  const place = `--system ${home.system} --environment ${change.environment}`
  const allow: Offer = {
    label: 'Allow',
    command: `schedule allow ${name} ${schedule.digest} ${place}`,
    style: 'primary',
    confirm: `It is done at each of its times from now on, without another yes: ${clip(oneLine(schedule.plan?.title ?? change.operation), 120)}.`,
  }
  const stop: Offer = {
    label: 'Stop',
    command: `schedule stop ${name} ${place}`,
    confirm: 'Nothing is begun at its times any more, until an approver allows it again.',
    answers: { yes: 'Stop it', no: 'Keep it' },
  }
  if (schedule.stopped || schedule.why !== undefined) return [allow]
  return isAllowed(schedule) ? [stop] : [allow, stop]
}

/** What an earlier text of the file had asked for. */
export function scheduleOver(): Message {
  const said = 'The system file says otherwise by now: this is not asked for any more.'
  return { text: said, blocks: [richText([{ words: words(said) }])] }
}

/** A time of which nothing came. */
export function missed({
  home,
  name,
  kind,
  last,
  why,
}: {
  home: Pick<System, 'system' | 'title'>
  name: string
  kind: ScheduleKind
  last: Occurrence
  why: string
}): Message {
  const title = clip(oneLine(home.title), shown.name)
  const what = `The ${kind === 'checklist' ? 'checklist' : 'schedule'} ${name} of ${title}`
  const line = words(`⚠️ ${what} was not begun `, dayTime(last.dueAt), `. ${clip(oneLine(why), shown.why)}`)
  return {
    text: clipMrkdwn(mrkdwn(`${what} was not begun. ${clip(oneLine(why), shown.why)}`)),
    blocks: [richText([{ words: line }]), ...buttons([{ label: 'Show schedules', command: 'schedules' }])],
  }
}
