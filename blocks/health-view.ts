import { clip, shown } from './limits.ts'
import { oneLine } from './text.ts'

export type State = 'fine' | 'unsettled' | 'slow' | 'down' | 'unknown'

/** How one environment of a system does. Durations in milliseconds, times in milliseconds since the epoch. */
export interface HealthView {
  system: string
  title: string
  environment: string
  parts: Part[]
  ms: number
  /** Dashboards to look at besides. */
  links?: { label: string; url: string }[]
  /** The incident that it is looked at for. */
  incident?: string
}

/** How one thing in it does. */
export interface Part {
  name: string
  kind: 'service' | 'database' | 'cache' | 'alarms' | 'certificate' | 'domain'
  state: State
  findings: { state: State; what: string; detail: string; ms: number; since?: number; hasEnded?: true }[]
  logs: boolean
  revisions: boolean
}

export const name = (text: string): string => clip(oneLine(text), shown.name)

/** The state in a word that fits what it is the state of. */
export function word({ kind, state }: Part): string {
  if (state === 'fine' || state === 'unknown') return state
  if (kind === 'alarms') return state === 'unsettled' ? 'set otherwise' : 'in alarm'
  return kind === 'certificate' ? 'ending' : state
}
