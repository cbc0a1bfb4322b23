import { randomBytes } from 'node:crypto'

export interface User {
  id: string
  name: string
  email: string
}

/** Who is told on each level, and after how many milliseconds the next level is. */
interface Policy {
  id: string
  name: string
  levels: { users: string[]; delayMs: number }[]
}

interface Service {
  id: string
  name: string
  policy: string
}

interface Priority {
  id: string
  name: string
}

type Status = 'triggered' | 'acknowledged' | 'resolved'

/** Who did something: a user, a monitored service, or nobody in particular. */
export type Agent = { user: string } | { service: string } | null

/** Until when its services make no incidents. */
export interface MaintenanceWindow {
  id: string
  description: string
  services: string[]
  startsAt: number
  endsAt: number
  by: string
}

export interface Note {
  id: string
  content: string
  user: string
  at: number
}

export interface Incident {
  id: string
  number: number
  title: string
  key: string
  service: string
  policy: string
  status: Status
  urgency: 'high' | 'low'
  priority?: string
  /** The level of the policy it is at, from 1, and since when. */
  level: number
  levelAt: number
  assignees: { user: string; at: number }[]
  acknowledged: { user: string; at: number }[]
  createdAt: number
  updatedAt: number
  statusAt: number
  statusBy: Agent
  reopenedAt?: number
  notes: Note[]
  /** What monitors told of it: its own and, once others were merged into it, theirs. */
  alerts: Alert[]
  /** The incident it was merged into. */
  mergedInto?: string
  /** PagerDuty will not merge it. */
  unmergeable?: true
}

/** What happened, as V3 webhooks name it: `triggered` is told as `incident.triggered`. */
export type Tell = (what: string, incident: Incident, agent: Agent, note?: Incident['notes'][number]) => void

/** An alert joins the open incident that has one of the same key, of the same service. */
interface Alert {
  service: string
  key: string
}

export interface Seed {
  users: User[]
  policies: Policy[]
  services: Service[]
  priorities: Priority[]
}

/** Everything that the simulated PagerDuty account holds. */
export interface World extends Seed {
  incidents: Incident[]
  windows: MaintenanceWindow[]
  lastNumber: number
}

/** A refusal in PagerDuty's shape. */
export class Refusal extends Error {
  readonly status: number
  readonly code: number
  readonly errors: string[]
  constructor(status: number, code: number, message: string, errors: string[] = []) {
    super(message)
    this.status = status
    this.code = code
    this.errors = errors
  }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
export const newId = (): string =>
  `Q${[...randomBytes(13)].map(byte => alphabet[byte % alphabet.length]).join('')}`

/** The one of a kind with this id, or PagerDuty's 404. */
export function get<T extends { id: string }>(all: T[], id: string): T {
  const found = all.find(one => one.id === id)
  if (!found) throw new Refusal(404, 2100, 'Not Found')
  return found
}

/** A user by id or e-mail. */
export const userOf = (world: World, who: string): User => {
  const found = world.users.find(user => user.id === who || user.email.toLowerCase() === who.toLowerCase())
  if (!found) throw new Refusal(400, 1008, 'Requester User Not Found')
  return found
}
