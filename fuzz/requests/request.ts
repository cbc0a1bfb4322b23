/** A request as it is sent, and what is to become of it. */
export interface Sent {
  door: string
  kind: string
  method: string
  path: string
  headers: Record<string, string>
  body?: Buffer
  /** It does not show who sends it: it must not be let in. */
  unproven?: true
}

/** What the doors ask for, to be shown or not. */
export interface Secrets {
  slack: string
  pagerduty: string
  alertmanager: string
  /** By Belay's wall clock, in milliseconds. */
  now(): number
}
