import { counted } from '../src/domain/counted.ts'
import { type Incident, label } from '../src/domain/incident.ts'
import { incidentActions } from './card-actions.ts'
import { facts } from './card-facts.ts'
import { changedBefore } from './changed-before.ts'
import { headline, push, titleOf } from './headline.ts'
import { clip, listed, shown } from './limits.ts'
import type { Message } from './message.ts'
import { response } from './milestones.ts'
import { nameOf } from './people.ts'
import { bold, dotted, type Line, link, links, richText, type Word, words } from './rich.ts'
import { shiftIn } from './run-planned.ts'
import { oneLine } from './text.ts'
import { timeNear } from './time.ts'

/** What a card shows beyond the incident itself, where it is known. */
export interface CardView {
  /** The system's title, such as "LearnBot"; its name else. */
  title?: string | undefined
  /** When it is read, where that is once: a card stays where it began. */
  read?: number
  /** Beside PagerDuty's and those the alert brought. */
  links?: { label: string; url: string }[] | undefined
  /** The permalinks of messages of changes that wait for approval, by run. */
  changes?: Record<string, string> | undefined
}

/** The one message that stands for an incident, edited in place. */
export function card(incident: Incident, view: CardView = {}): Message {
  return {
    text: push(incident, view.title, words(titleOf(incident))),
    blocks: [richText(cardLines(incident, view)), ...incidentActions(incident)],
  }
}

export function cardLines(incident: Incident, view: CardView = {}): Line[] {
  const lines: Word[][] = [
    [bold(headline(incident, view.title)), ...words(` · ${label(incident)}`)],
    words(titleOf(incident)),
    facts(incident, view.read),
    ...approvals(incident, view),
    changes(incident),
    response(incident),
    incident.merged.length > 0 ? words(`With it: ${listed(incident.merged.map(label), shown.people)}`) : [],
    linksOf(incident, view.links),
  ]
  return lines.filter(line => line.length > 0).map(words => ({ words }))
}

/** So many changes that wait for approval have a line of their own. */
const inFull = 3

/** "🟡 waits for approval until 02:34: roll back api-gateway, production (42 → 41) · Ana" */
function approvals({ waiting = [], openedAt }: Incident, view: CardView): Word[][] {
  const { read = openedAt, changes = {} } = view
  const left = waiting.length - inFull
  return [
    ...waiting.slice(0, inFull).map(({ run, title, shifts, by, until }) => {
      const [name, address] = [clip(oneLine(title), shown.name), changes[run]]
      const what = [
        address === undefined ? words(name) : [link(name, address)],
        shiftIn({ shifts }, shown.name),
      ]
      const waits = words('🟡 waits for approval until ', timeNear(until, read), ': ', ...what)
      return dotted(waits, words(nameOf(by)))
    }),
    ...(left > 0 ? [words(`🟡 and ${counted(left, 'more change')}`)] : []),
  ]
}

/** "12 min before it began: deploy of api-gateway (41 → 42) · Ben" */
function changes(incident: Incident): Word[] {
  const found = changedBefore(incident)
  if (!found) return []
  return dotted(words(`${found.before} before it began: ${found.what}`), words(nameOf(found.change.by)))
}

function linksOf(incident: Incident, others: { label: string; url: string }[] = []): Word[] {
  const page = incident.pagerduty ? [{ label: 'PagerDuty', url: incident.pagerduty.url }] : []
  const all = [...page, ...others, ...incident.links].filter(
    ({ url }, i, all) => all.findIndex(other => other.url === url) === i,
  )
  return links(all)
}
