import { type Actor, isSame } from '../src/domain/actor.ts'
import { inWords } from '../src/domain/duration.ts'
import { type Incident, label } from '../src/domain/incident.ts'
import type { Entry } from '../src/domain/timeline.ts'
import { changedBefore } from './changed-before.ts'
import { entryLine } from './entry-line.ts'
import { where } from './headline.ts'
import { markdown, quote } from './markdown.ts'
import type { FileDraft } from './message.ts'
import { nameOf } from './people.ts'
import { plainWords } from './rich.ts'
import { utcDay } from './time.ts'
import { toldTogether } from './told.ts'

/** A post-mortem to be completed by people: what the timeline knows, and headings for what it cannot. */
export function postmortem(incident: Incident, entries: Entry[], title?: string): FileDraft {
  const name = `${label(incident)} post-mortem`
  const parts = [
    `# ${label(incident)}: ${markdown(incident.title)}`,
    `${incident.severity} · ${markdown(where(incident, title))} · ${incident.state}`,
    section('Summary', summary(entries)),
    section('Impact', '_Who noticed what, for how long? Which numbers show it?_'),
    section('Times', times(incident, entries)),
    section('People', people(incident, entries)),
    section('Timeline', timeline(incident, entries)),
    section('Cause', '_What made it possible, and what set it off?_'),
    section('What went well', '- '),
    section('What went badly', '- '),
    section('Where we were lucky', '- '),
    section('Actions', '- [ ] _What, who, by when_\n- [ ] \n- [ ] '),
  ]
  return {
    name: `${label(incident).toLowerCase()}-post-mortem.md`,
    title: name,
    content: `${parts.join('\n\n')}\n`,
    comment: `A draft of the post-mortem of ${label(incident)}, from its timeline. Impact, cause and actions are yours to write.`,
  }
}

const section = (heading: string, body: string): string => `## ${heading}\n\n${body}`

function summary(entries: Entry[]): string {
  const told = entries.findLast(entry => entry.kind === 'resolved' && entry.text !== undefined)
  const text = told?.kind === 'resolved' ? told.text : undefined
  return text === undefined ? '_Two or three sentences for somebody who was not there._' : quote(text)
}

function before(incident: Incident): string[] {
  const found = changedBefore(incident)
  return found ? [`| ${markdown(found.what)} | ${utcDay(found.change.at)} | ${found.before} before it |`] : []
}

/** The first acknowledgement and the last mitigation count, also when it was reopened in between. */
function times(incident: Incident, entries: Entry[]): string {
  const acknowledged = entries.find(({ kind }) => kind === 'acknowledged')?.at
  const eased = entries.findLast(({ kind }) => kind === 'mitigated' || kind === 'unmitigated')
  const mitigated = eased?.kind === 'mitigated' ? eased.at : undefined
  const reopened = entries.filter(({ kind }) => kind === 'reopened').length
  const row = (what: string, at: number | undefined, never: string) =>
    at === undefined
      ? `| ${what} | ${never} | |`
      : `| ${what} | ${utcDay(at)} | ${at === incident.openedAt ? '' : `after ${inWords(at - incident.openedAt)}`} |`
  const rows = [
    '| | | |',
    '|---|---|---|',
    ...before(incident),
    row('Detected', incident.openedAt, ''),
    row('Acknowledged', acknowledged, 'never'),
    row('Mitigated', mitigated, 'not recorded'),
    row('Resolved', incident.resolvedAt, 'not yet'),
    ...(incident.resolvedAt === undefined
      ? []
      : [`| Duration | ${inWords(incident.resolvedAt - incident.openedAt)} | |`]),
    ...(reopened > 0 ? [`| Reopened | ${reopened === 1 ? 'once' : `${reopened} times`} | |`] : []),
  ]
  return rows.join('\n')
}

function people(incident: Incident, entries: Entry[]): string {
  const human = (actor: Actor) => actor.via === 'slack' || actor.id !== undefined
  const acted = [...new Set(entries.filter(({ by }) => human(by)).map(({ by }) => nameOf(by)))]
  const told = [...new Set(entries.flatMap(entry => (entry.kind === 'told' ? entry.people : [])))]
  const list = (names: string[]) => names.map(markdown).join(', ') || 'nobody'
  return [
    `- Lead: ${leads(incident, entries).map(markdown).join(', then ')}`,
    `- Took part: ${list(acted)}`,
    `- Told: ${list(told)}`,
  ].join('\n')
}

/** Who led it, one after another; nobody at the end where the last one gave it back. */
function leads({ lead }: Incident, entries: Entry[]): string[] {
  const took = entries.flatMap(entry =>
    entry.kind === 'acknowledged' ? entry.by : entry.kind === 'lead' ? entry.lead : [],
  )
  const all = lead ? [...took, lead] : took
  const names = all
    .filter((one, i) => {
      const next = all[i + 1]
      return !next || !isSame(one, next)
    })
    .map(nameOf)
  return lead ? names : [...names, 'nobody']
}

function timeline(incident: Incident, entries: Entry[]): string {
  const zone = incident.policy.businessHours?.timezone
  const local = zone === undefined || zone === 'UTC' ? undefined : inZone(zone)
  const head = local ? [`| UTC | ${zone} | |`, '|---|---|---|'] : ['| UTC | |', '|---|---|']
  const rows = toldTogether(entries).map(entry => {
    const { words, quote } = entryLine(entry)
    const what = quote === undefined ? plainWords(words) : `${plainWords(words)}: ${quote}`
    const at = new Date(entry.at).toISOString().slice(0, 19).replace('T', ' ')
    return `| ${[at, ...(local ? [local(entry.at)] : []), markdown(what)].join(' | ')} |`
  })
  return [...head, ...rows].join('\n')
}

function inZone(zone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  return at => format.format(at)
}
