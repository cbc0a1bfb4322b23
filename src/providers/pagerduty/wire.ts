import { z } from 'zod'
import { Instant } from '../../domain/instant.ts'
import type { Page } from '../../domain/page.ts'
import type { OnCall } from '../../ports/pager.ts'

const Reference = z.object({ id: z.string(), summary: z.string().nullish() })
const Agent = Reference.extend({ type: z.string().nullish() })

const named = ({ id, summary }: z.infer<typeof Reference>) => ({ id, name: summary ?? id })
const isPerson = (agent: z.infer<typeof Agent>) => agent.type === 'user_reference' || agent.type === 'user'

/** Why an incident is resolved, which only a merge says. */
const ResolveReason = z
  .object({ type: z.literal('merge_resolve_reason'), incident: Reference })
  .nullish()
  .catch(null)

/** An incident as the REST API shows it; what Belay does not use is not looked at. */
const Incident = z
  .object({
    id: z.string(),
    incident_number: z.number().nullish(),
    html_url: z.string(),
    title: z.string().nullish(),
    summary: z.string().nullish(),
    incident_key: z.string().nullish(),
    service: Reference,
    status: z.enum(['triggered', 'acknowledged', 'resolved']),
    urgency: z.enum(['high', 'low']),
    priority: z.object({ name: z.string().nullish(), summary: z.string().nullish() }).nullish(),
    created_at: Instant,
    last_status_change_at: Instant.nullish(),
    last_status_change_by: Agent.nullish(),
    assignments: z.array(z.object({ at: Instant.nullish(), assignee: Reference })).nullish(),
    escalation_policy: Reference.nullish(),
    resolve_reason: ResolveReason,
    is_mergeable: z.boolean().nullish(),
  })
  .transform((incident): Page => {
    const priority = incident.priority?.name ?? incident.priority?.summary
    const changer = incident.last_status_change_by
    const assignments = incident.assignments ?? []
    const assigned = assignments.flatMap(({ at }) => at ?? [])
    return {
      id: incident.id,
      url: incident.html_url,
      title: incident.title ?? incident.summary ?? incident.id,
      service: incident.service.id,
      status: incident.status,
      urgency: incident.urgency,
      createdAt: incident.created_at,
      changedAt: incident.last_status_change_at ?? incident.created_at,
      assignees: assignments.map(({ assignee }) => named(assignee)),
      ...(assigned.length > 0 && { assignedAt: Math.max(...assigned) }),
      ...(typeof incident.incident_number === 'number' && { number: incident.incident_number }),
      ...(incident.incident_key && { key: incident.incident_key }),
      ...(priority && { priority }),
      ...(incident.escalation_policy && { policy: incident.escalation_policy.id }),
      ...(incident.resolve_reason && { mergedInto: incident.resolve_reason.incident.id }),
      ...(incident.is_mergeable === false && { unmergeable: true as const }),
      ...(changer && isPerson(changer) && incident.status !== 'triggered' && { changedBy: named(changer) }),
    }
  })

export const OneIncident = z.object({ incident: Incident }).transform(({ incident }) => incident)
/** One of many: that it is not understood keeps no other from being read. */
export const ListedIncident = z
  .object({ id: z.string() })
  .loose()
  .transform(listed => ({ id: listed.id, page: Incident.safeParse(listed).data }))

/** The incident that others were merged into. */
export const MergedInto = z.object({ incident: Reference })

export const Notes = z
  .object({ notes: z.array(z.object({ content: z.string() })) })
  .transform(({ notes }) => notes.map(note => note.content))
export const OneNote = z.object({ note: z.object({}) })

export const PolicyOfService = z
  .object({ service: z.object({ escalation_policy: Reference }) })
  .transform(({ service }) => service.escalation_policy.id)

export const ListedOnCall = z
  .object({
    escalation_level: z.number(),
    user: Reference.extend({ name: z.string().nullish(), email: z.string().nullish() }),
    start: Instant.nullish(),
    end: Instant.nullish(),
  })
  .transform(
    ({ escalation_level, user, start, end }): OnCall => ({
      level: escalation_level,
      user: {
        id: user.id,
        name: user.name ?? user.summary ?? user.id,
        ...(user.email && { email: user.email }),
      },
      ...(typeof start === 'number' && { since: start }),
      ...(typeof end === 'number' && { until: end }),
    }),
  )

export const EmailOfUser = z
  .object({ user: z.object({ email: z.string() }) })
  .transform(({ user }) => user.email)
export const ListedEmail = z.object({ email: z.string() }).transform(({ email }) => email)
