import { type Incident, label, type State } from '../src/domain/incident.ts'
import { clip, limits, shown } from './limits.ts'
import { mrkdwnWords, type Word, words } from './rich.ts'
import { clipMrkdwn, mrkdwn, oneLine } from './text.ts'

/** A colour with each state, never without its word. */
export const symbols: Record<State, string> = {
  triggered: '🔴',
  acknowledged: '🟠',
  mitigated: '🔵',
  resolved: '🟢',
}

/** "LearnBot api-gateway, production". `title` is the system's, where its file is at hand. */
export function where(
  incident: { system: string; environment: string; service?: string },
  title: string = incident.system,
): string {
  const [system, service, environment] = [title, incident.service, incident.environment].map(
    name => name && clip(oneLine(name), shown.name),
  )
  return service ? `${system} ${service}, ${environment}` : `${system} ${environment}`
}

/** "🔴 P1 triggered · LearnBot api-gateway, production": how bad, what, where. */
export const headline = (incident: Incident, title?: string): string =>
  `${symbols[incident.state]} ${incident.severity} ${incident.state} · ${where(incident, title)}`

export const titleOf = (incident: { title: string }): string => clip(oneLine(incident.title), shown.title)

/** The notification's text: the headline, so that it stands alone, then what is new. */
export const push = (incident: Incident, title: string | undefined, news: Word[]): string =>
  clipMrkdwn(
    `${mrkdwn(headline(incident, title))} · ${mrkdwnWords(words(news))} · ${label(incident)}`,
    limits.text,
  )
