import { z } from 'zod'
import { mask } from '../domain/mask.ts'
import type { PageNews } from '../domain/page.ts'
import { Reference } from './pagerduty-incident.ts'

/** What somebody has written may hold what lets its readers in. */
const Text = z.string().transform(mask)
const incident = z.object({ id: z.string() })

const StatusUpdate = z
  .object({ incident, message: Text })
  .transform(({ incident, message }) => told(incident, { kind: 'status-update', text: message }))

const Responder = z
  .object({
    incident,
    user: Reference.nullish(),
    escalation_policy: Reference.nullish(),
    message: Text.nullish(),
    state: z.string(),
  })
  .transform(({ user, escalation_policy, ...rest }) => {
    const whom = user ?? escalation_policy
    return { ...rest, who: whom?.summary ?? whom?.id ?? 'somebody' }
  })

const ResponderAdded = Responder.transform(({ incident, who, message }) =>
  told(incident, { kind: 'responder-asked', who, ...(message && { text: message }) }),
)

const ResponderReplied = Responder.transform(({ incident, who, state }) =>
  told(incident, { kind: 'responder-replied', who, answer: state }),
)

const Bridge = z
  .object({
    incident,
    conference_url: Text.nullish(),
    conference_numbers: z.array(z.object({ number: z.string() })).nullish(),
  })
  .transform(({ incident, conference_url, conference_numbers }) => {
    const numbers = (conference_numbers ?? []).map(({ number }) => number)
    return told(incident, { kind: 'bridge', at: [...(conference_url ? [conference_url] : []), ...numbers] })
  })

/** What is told beside the incident itself, by the type of the event. */
export const newsOf = new Map<string, z.ZodType<{ pageId: string; news: PageNews }>>([
  ['incident.status_update_published', StatusUpdate],
  ['incident.responder.added', ResponderAdded],
  ['incident.responder.replied', ResponderReplied],
  ['incident.conference_bridge.updated', Bridge],
])

function told({ id }: z.infer<typeof incident>, news: PageNews) {
  return { pageId: id, news }
}
