import { counted } from '../src/domain/counted.ts'
import { type Incident, isOpen, label } from '../src/domain/incident.ts'
import { isWorse } from '../src/domain/severity.ts'
import { actions, button, menu } from './button.ts'
import { facts } from './card-facts.ts'
import { acknowledgeAll, type Crowd, nobodyHas, whose } from './crowd.ts'
import { headline, where } from './headline.ts'
import { clip, shown } from './limits.ts'
import type { Message } from './message.ts'
import { bold, dotted, type Line, richText, words } from './rich.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'

const titleShown = 120

/** The incidents of one or more systems `now`, the worst first. `titles` are the systems', by name. */
export function incidentList(
  incidents: Incident[],
  now: number,
  titles: Record<string, string> = {},
): Message {
  const sorted = [...incidents].sort(byWeight)
  const inList = sorted.slice(0, shown.incidents)
  const lines = inList.flatMap((incident): Line[] => [
    { words: [bold(headline(incident, titles[incident.system])), ...words(` · ${label(incident)}`)] },
    { words: dotted(words(clip(oneLine(incident.title), titleShown)), facts(incident, now)) },
  ])
  const left = sorted.length - inList.length
  const heading = summary(sorted, titles)
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [
      richText([
        { words: [bold(heading)] },
        ...lines,
        ...(left > 0 ? [{ words: words(`and ${left} more`) }] : []),
      ]),
      ...actions([
        ...crowds(sorted, titles).map(crowd =>
          button(acknowledgeAll(crowd, `Acknowledge all of ${whose(crowd)}`)),
        ),
        menu(
          'Show one',
          sorted.map(incident => ({
            label: `${label(incident)} ${oneLine(incident.title)}`,
            command: `incident show ${incident.id}`,
          })),
        ),
        button({ label: 'Declare an incident', command: 'incident declare' }),
      ]),
    ],
  }
}

/** So many systems have a button for all of their incidents. */
const crowded = 3

/** The systems of which nobody has several. */
function crowds(sorted: Incident[], titles: Record<string, string>): Crowd[] {
  const waiting = nobodyHas(sorted)
  return [...new Set(waiting.map(({ system }) => system))]
    .map(system => ({
      system,
      title: titles[system] ?? system,
      incidents: waiting.filter(incident => incident.system === system),
    }))
    .filter(({ incidents }) => incidents.length > 1)
    .slice(0, crowded)
}

/** What is open and worse comes first; of what is as bad, that which nobody has. */
const byWeight = (a: Incident, b: Incident): number =>
  Number(isOpen(b)) - Number(isOpen(a)) ||
  Number(isWorse(b.severity, a.severity)) - Number(isWorse(a.severity, b.severity)) ||
  states.indexOf(a.state) - states.indexOf(b.state) ||
  a.openedAt - b.openedAt

const states: Incident['state'][] = ['triggered', 'acknowledged', 'mitigated', 'resolved']

function summary(sorted: Incident[], titles: Record<string, string>): string {
  const open = sorted.filter(isOpen)
  const [worst] = open
  if (!worst)
    return sorted.length === 0 ? 'No incident is open' : `No incident is open; the last ${sorted.length}:`
  return `${counted(open.length, 'open incident')}, worst ${worst.severity} ${worst.state} · ${where(worst, titles[worst.system])}`
}
