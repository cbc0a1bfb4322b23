import { createHash } from 'node:crypto'
import type { ActionsBlock } from '@slack/types'
import { type Incident, isOpen, label, states } from '../src/domain/incident.ts'
import { severities } from '../src/domain/severity.ts'
import { actions, button, menu, type Offer } from './button.ts'
import { headline, symbols, titleOf } from './headline.ts'
import { clip, shown } from './limits.ts'
import { bold, type Line, words } from './rich.ts'
import { oneLine } from './text.ts'

/** Incidents of one system that are told of together. */
export interface Crowd {
  system: string
  /** The system's, as people read it. */
  title: string
  incidents: Incident[]
}

/** The system's title, cut to what fits. */
export const whose = ({ title }: Crowd): string => clip(oneLine(title), shown.name)

/** So many are told of by name. */
const named = 5

export const nobodyHas = (incidents: Incident[]): Incident[] =>
  incidents.filter(({ state }) => state === 'triggered').sort(byNeed)

const tally = <K extends string>(kinds: readonly K[], of: (incident: Incident) => K, all: Incident[]) =>
  kinds
    .map(kind => [kind, all.filter(incident => of(incident) === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ')

/** "12 P1, 288 P2" */
export const bySeverity = (incidents: Incident[]): string =>
  tally(severities, ({ severity }) => severity, incidents)

/** "290 triggered, 10 acknowledged" */
export const byState = (incidents: Incident[]): string => tally(states, ({ state }) => state, incidents)

/** "🔴 300 incidents, worst P1 triggered · LearnBot" */
export function summary(crowd: Crowd, what = 'incidents'): string {
  const { incidents } = crowd
  const [worst] = incidents.filter(isOpen).sort(byNeed)
  const count = incidents.length === 1 ? what.replace(/s$/, '') : what
  return worst
    ? `${symbols[worst.state]} ${incidents.length} ${count}, worst ${worst.severity} ${worst.state} · ${whose(crowd)}`
    : `${symbols.resolved} ${incidents.length} ${count}, all resolved · ${whose(crowd)}`
}

/** Of those as severe, the ones that nobody has before the others. */
const byNeed = (a: Incident, b: Incident): number =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
  states.indexOf(a.state) - states.indexOf(b.state) ||
  a.openedAt - b.openedAt

/** The worst few that are open, by name. */
export function worst({ title, incidents }: Crowd): Line[] {
  const open = incidents.filter(isOpen).sort(byNeed)
  const lines = open
    .slice(0, named)
    .flatMap((incident): Line[] => [
      { words: [bold(headline(incident, title)), ...words(` · ${label(incident)}`)] },
      { words: words(titleOf(incident)) },
    ])
  const left = open.length - named
  return left > 0 ? [...lines, { words: words(`and ${left} more`) }] : lines
}

/** The same for the same incidents and for no others, in short. */
const among = (incidents: Incident[]): string =>
  createHash('sha256')
    .update(incidents.map(({ id }) => id).join())
    .digest('base64url')
    .slice(0, 16)

export const listOffer: Offer = { label: 'List', command: 'incident list' }

/** Takes whatever of the system nobody has by then. */
export const acknowledgeAll = (crowd: Crowd, label = 'Acknowledge all'): Offer => ({
  label,
  command: `incident ack-all ${crowd.system}`,
  style: 'primary',
  confirm: `Every incident of ${whose(crowd)} here that nobody has becomes yours, and nobody further is told of any.`,
})

/** What can be done with all that nobody has, or with one of them. */
export function crowdActions(crowd: Crowd): ActionsBlock[] {
  const { system, incidents } = crowd
  const open = nobodyHas(incidents)
  const one = menu(
    'Acknowledge one',
    open.map(incident => ({
      label: `${incident.severity} ${label(incident)} ${oneLine(incident.title)}`,
      command: `incident ack ${incident.id}`,
    })),
  )
  const all = open.length > 0 ? button(acknowledgeAll(crowd)) : undefined
  return actions([all, one, button(listOffer)], `${system}:${among(open)}`)
}
