import { inWords } from '../src/domain/duration.ts'
import { type IncidentRef, label } from '../src/domain/incident.ts'
import { madeBy } from '../src/domain/run/made.ts'
import { hasBegun, isOver, type Run } from '../src/domain/run/run.ts'
import { clip, listed, shown } from './limits.ts'
import { nameOf } from './people.ts'
import { dotted, link, type Word, words } from './rich.ts'
import { oneLine } from './text.ts'
import { atNear, timeNear } from './time.ts'

/** Who wants it stopped, or had it stopped. */
export function stoppedBy(run: Run): Word[] {
  if (!run.cancel) return []
  const wants = isOver(run) ? 'wanted' : 'wants'
  return words(`${nameOf(run.cancel.by)} ${wants} it stopped `, atNear(run.cancel.at, run.stateAt))
}

const incidentIn = (incident: IncidentRef, address?: string): Word[] =>
  address === undefined ? words(label(incident)) : [link(label(incident), address)]

/** Who asked, when, for which incident, why, and by which step of the runbook. `incident`: the address of its card. */
export function askedBy(run: Run, incident?: string): Word[] {
  return dotted(
    words(`${nameOf(run.requestedBy)} asked `, atNear(run.requestedAt, run.stateAt)),
    run.incident ? incidentIn(run.incident, incident) : [],
    run.reason === undefined ? [] : words(`"${clip(oneLine(run.reason), shown.title)}"`),
    run.origin ? words(`step ${run.origin.step} of ${clip(oneLine(run.origin.title), shown.name)}`) : [],
  )
}

/** Who said no, when and why. */
export function declinedBy({ declined, stateAt }: Run): Word[] {
  if (!declined) return []
  const why = declined.text === undefined ? '' : `: "${clip(oneLine(declined.text), shown.why)}"`
  return words(`${nameOf(declined.by)} declined `, atNear(declined.at, stateAt), why)
}

/** Who said yes, or did without. */
export function approvedBy(run: Run): Word[] {
  if (run.breakGlass)
    return words(
      `⚠️ ${nameOf(run.breakGlass.by)} broke the glass: "${clip(oneLine(run.breakGlass.reason), shown.title)}"`,
    )
  if (run.approvals.length === 0) return []
  return words(
    `approved by ${listed(
      run.approvals.map(({ by }) => nameOf(by)),
      shown.people,
    )}`,
  )
}

/** Until when there is what it made, or what has become of that. */
function lasts(run: Run): Word[] {
  const { followed, lapsed, untilResolved, incident, state, stateAt } = run
  const until = madeBy(run)?.until
  if (followed) return words(`${nameOf(followed.by)} has ${followed.ended ? 'ended' : 'extended'} it since`)
  if (until === undefined || state !== 'succeeded') return []
  const ends = timeNear(until, stateAt)
  if (lapsed) return words('over since ', ends)
  const sooner = untilResolved
    ? `until ${incident ? label(incident) : 'its incident'} is over, at the latest `
    : ''
  return words(sooner === '' ? 'until ' : sooner, ends)
}

/** Of what failed with its first call nobody can say that there is something to be taken back. */
const isAnyDone = ({ state, steps }: Run): boolean =>
  state !== 'failed' || steps.some(step => step.state === 'done')

/** When it began, how long it takes or took, and until when it stays so. */
export function timing(run: Run): Word[] {
  const { startedAt, endedAt, usualMs, undo } = run
  const usual = usualMs === undefined ? [] : words(`usually ${inWords(usualMs)}`)
  const stays = run.overtakenBy
    ? words(`not taken back: ${nameOf(run.overtakenBy)} has set it anew`)
    : undo && undo.run === undefined
      ? words('taken back ', atNear(undo.at, run.stateAt), isAnyDone(run) ? '' : ', if anything came of it')
      : undo?.run !== undefined
        ? words('its taking back has a message of its own')
        : lasts(run)
  if (!hasBegun(run)) return dotted(usual)
  if (endedAt === undefined)
    return dotted(words('since ', timeNear(startedAt!, run.stateAt), elapsed(run)), usual, stays)
  return dotted(words(`took ${inWords(endedAt - startedAt!)}`), stays)
}

/** For how many minutes it has been under way, by the last look. */
function elapsed({ startedAt = 0, steps }: Run): string {
  const lookedAt = Math.max(startedAt, ...steps.map(step => step.endedAt ?? step.lookedAt ?? 0))
  const minutes = Math.floor((lookedAt - startedAt) / 60_000)
  return minutes > 0 ? ` (${inWords(minutes * 60_000)})` : ''
}
