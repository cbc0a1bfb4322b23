import { z } from 'zod'
import { type Actor, pagerduty } from '../domain/actor.ts'
import { Instant } from '../domain/instant.ts'
import type { PageEvent } from '../domain/page.ts'
import { WebhookIncident, WebhookNote } from './pagerduty-incident.ts'
import { newsOf } from './pagerduty-news.ts'
import { readJson } from './read-json.ts'

/** What a signed delivery says: something to take in, nothing that concerns Belay, or nothing that it understands. */
export type Said =
  | { is: 'event'; event: PageEvent }
  | { is: 'other'; type: string }
  | { is: 'unclear'; why: string; pageId?: string }

const types = new Map<string, PageEvent['type']>([
  ['incident.triggered', 'triggered'],
  ['incident.acknowledged', 'acknowledged'],
  ['incident.unacknowledged', 'unacknowledged'],
  ['incident.resolved', 'resolved'],
  ['incident.reopened', 'reopened'],
  ['incident.escalated', 'escalated'],
  ['incident.reassigned', 'reassigned'],
  ['incident.delegated', 'reassigned'],
  ['incident.priority_updated', 'priority_updated'],
  ['incident.service_updated', 'service_updated'],
  ['incident.annotated', 'annotated'],
])

const Anything = z.unknown()
const Kind = z.object({ event: z.object({ event_type: z.string() }) })

const Agent = z.object({ id: z.string(), type: z.string(), summary: z.string().nullish() })

const Envelope = z.object({
  event: z.object({
    id: z.string().min(1),
    occurred_at: Instant,
    agent: Agent.nullish().catch(null),
    data: z.unknown(),
  }),
})

/** Enough of any delivery to ask PagerDuty for the incident instead. */
const About = z.object({
  event: z.object({
    resource_type: z.literal('incident'),
    data: z.union([
      z.object({ incident: z.object({ id: z.string() }) }).transform(({ incident }) => incident.id),
      z.object({ id: z.string(), type: z.literal('incident') }).transform(({ id }) => id),
    ]),
  }),
})

export function parse(body: string): Said {
  const read = readJson(body, Anything)
  if ('unclear' in read) return { is: 'unclear', why: read.unclear }
  const json = read.said
  const kind = Kind.safeParse(json)
  if (!kind.success) return unclear(json, kind.error)
  const { event_type } = kind.data.event
  const News = newsOf.get(event_type)
  const type = News ? 'news' : types.get(event_type)
  if (type === undefined) return { is: 'other', type: event_type }

  const envelope = Envelope.safeParse(json)
  if (!envelope.success) return unclear(json, envelope.error)
  const { id, occurred_at: at, agent, data } = envelope.data.event
  const common = { id, type, at, by: actor(agent) }

  if (News) {
    const told = News.safeParse(data)
    if (!told.success) return unclear(json, told.error)
    return { is: 'event', event: { ...common, ...told.data } }
  }
  if (type === 'annotated') {
    const note = WebhookNote.safeParse(data)
    if (!note.success) return unclear(json, note.error)
    return { is: 'event', event: { ...common, pageId: note.data.incident.id, note: note.data.content } }
  }
  const incident = WebhookIncident.safeParse(data)
  if (!incident.success) return unclear(json, incident.error)
  const page = { ...incident.data, ...changed(type, common) }
  return { is: 'event', event: { ...common, pageId: page.id, page } }
}

/** The events that are a change of status say when and by whom it changed; a webhook's incident does not. */
function changed(type: PageEvent['type'], { at, by }: { at: number; by: Actor }) {
  switch (type) {
    case 'acknowledged':
    case 'resolved':
      return { changedAt: at, ...(by.id !== undefined && { changedBy: { id: by.id, name: by.name } }) }
    case 'triggered':
    case 'unacknowledged':
    case 'reopened':
      return { changedAt: at }
    default:
      return {}
  }
}

/** PagerDuty's people act as themselves; its services, integrations and timers as PagerDuty. */
function actor(agent: z.infer<typeof Agent> | null | undefined): Actor {
  return agent?.type === 'user_reference'
    ? { via: 'pagerduty', id: agent.id, name: agent.summary ?? agent.id }
    : pagerduty
}

function unclear(json: unknown, error: z.ZodError): Said {
  const about = About.safeParse(json)
  return {
    is: 'unclear',
    why: z.prettifyError(error),
    ...(about.success && { pageId: about.data.event.data }),
  }
}
