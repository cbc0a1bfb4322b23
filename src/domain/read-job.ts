import { z } from 'zod'
import type { Job, JobKind } from './jobs.ts'

const incident = z.string()
const by = z.looseObject({ via: z.string(), name: z.string() })
const rung = { incident, cycle: z.number(), climb: z.number(), level: z.number() }

const Page = z.looseObject({
  id: z.string(),
  url: z.string(),
  title: z.string(),
  service: z.string(),
  status: z.enum(['triggered', 'acknowledged', 'resolved']),
  urgency: z.enum(['high', 'low']),
  createdAt: z.number(),
  changedAt: z.number(),
})
const PageEvent = z.looseObject({
  id: z.string(),
  type: z.string(),
  at: z.number(),
  by,
  pageId: z.string(),
  page: Page.optional(),
  note: z.string().optional(),
})
const told = { intent: z.string(), event: PageEvent }

/** What each kind of job needs to be done; more does no harm, a newer version may have put it there. */
const needs: Record<JobKind, Record<string, z.ZodType>> = {
  timer: { incident, timer: z.string() },
  notify: rung,
  mention: rung,
  page: { ...rung, person: z.string() },
  show: { incident },
  cards: { channel: z.string() },
  storm: { channel: z.string() },
  told: { incident, person: z.string(), level: z.number(), number: z.number() },
  digest: { person: z.string(), level: z.number(), number: z.number() },
  pagerduty: { incident },
  'pagerduty-create': { incident, cycle: z.number() },
  'pagerduty-merge': { incident, page: z.string(), url: z.string() },
  'pagerduty-note': { incident, entry: z.number() },
  'pagerduty-read': { page: z.string() },
  'pagerduty-event': told,
  'pagerduty-urgent': told,
  'early-note': {
    page: z.string(),
    intent: z.string(),
    at: z.number(),
    by,
    note: z.string().optional(),
    news: z.looseObject({ kind: z.string() }).optional(),
  },
  identify: { incident, person: z.string() },
  tidy: { incident, intent: z.string() },
  trouble: { about: z.string(), hour: z.number(), text: z.string() },
  reconcile: {},
  anchor: {},
  history: {},
  run: { run: z.string() },
  'run-timer': { run: z.string(), timer: z.string() },
  'show-run': { run: z.string() },
  'run-log': { run: z.string() },
  'take-back': { run: z.string() },
  'clear-away': { run: z.string() },
  'lock-nag': { resource: z.string() },
  schedule: { schedule: z.string(), digest: z.string().optional() },
  'show-schedule': { schedule: z.string() },
  'show-checklist': { checklist: z.string() },
  follow: {
    follow: z.string(),
    channel: z.string(),
    until: z.number(),
    environment: z.string(),
    service: z.string(),
    sinceMs: z.number(),
    words: z.array(z.string()),
  },
}
const shapes = new Map(
  Object.entries(needs).map(([kind, fields]) => [kind, z.looseObject({ kind: z.literal(kind), ...fields })]),
)

/** A job from its JSON; undefined when it is not what its kind needs. Of an unknown kind everything is taken. */
export function readJob(data: string, kind: string): Job | undefined {
  const job = parse(data)
  const shape = shapes.get(kind)
  return shape && !shape.safeParse(job).success ? undefined : (job as Job)
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
