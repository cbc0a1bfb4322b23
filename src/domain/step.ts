import type { Instead } from './answers.ts'
import type { EventType, IncidentEvent } from './events.ts'
import type { Incident } from './incident.ts'
import type { Happening } from './timeline.ts'

/** What a handler makes of an event that its state lets through. */
export type Step =
  | { incident: Incident; happened: Happening[] }
  | { refused: string; offer?: Instead }
  | 'ignored'

/** `now` is when the event is taken; `event.at`, when it happened. */
export type Handlers<T extends EventType = EventType> = {
  [K in T]: (incident: Incident, event: Extract<IncidentEvent, { type: K }>, now: number) => Step
}

export const changed = (incident: Incident, ...happened: Happening[]): Step => ({ incident, happened })
