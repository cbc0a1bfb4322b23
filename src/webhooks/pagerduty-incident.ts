import { z } from 'zod'
import { Instant } from '../domain/instant.ts'
import { mask } from '../domain/mask.ts'
import type { Page } from '../domain/page.ts'

export const Reference = z.object({ id: z.string(), summary: z.string().nullish() })

/** Why an incident is resolved, which only a merge says. */
const ResolveReason = z
  .object({ type: z.literal('merge_resolve_reason'), incident: Reference })
  .nullish()
  .catch(null)

/** An incident as a V3 webhook carries it: not quite as the REST API shows it. */
export const WebhookIncident = z
  .object({
    id: z.string(),
    number: z.number().nullish(),
    html_url: z.string(),
    title: z.string().nullish(),
    incident_key: z.string().nullish(),
    service: Reference,
    status: z.enum(['triggered', 'acknowledged', 'resolved']),
    urgency: z.enum(['high', 'low']),
    priority: Reference.partial().nullish(),
    created_at: Instant,
    reopened_at: Instant.nullish(),
    assignees: z.array(Reference).nullish(),
    escalation_policy: Reference.nullish(),
    resolve_reason: ResolveReason,
  })
  .transform(
    (incident): Page => ({
      id: incident.id,
      url: incident.html_url,
      title: incident.title ?? incident.id,
      service: incident.service.id,
      ...(incident.service.summary && { serviceName: incident.service.summary }),
      status: incident.status,
      urgency: incident.urgency,
      createdAt: incident.created_at,
      changedAt: incident.reopened_at ?? incident.created_at,
      assignees: (incident.assignees ?? []).map(({ id, summary }) => ({ id, name: summary ?? id })),
      ...(typeof incident.number === 'number' && { number: incident.number }),
      ...(incident.incident_key && { key: incident.incident_key }),
      ...(incident.priority?.summary && { priority: incident.priority.summary }),
      ...(incident.resolve_reason && { mergedInto: incident.resolve_reason.incident.id }),
      ...(incident.escalation_policy && { policy: incident.escalation_policy.id }),
    }),
  )

/** What somebody has pasted into a note may hold what lets its readers in. */
export const WebhookNote = z.object({
  incident: z.object({ id: z.string() }),
  content: z.string().transform(mask),
})
