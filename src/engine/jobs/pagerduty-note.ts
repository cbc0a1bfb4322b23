import type { Actor } from '../../domain/incident.ts'
import type { Performer } from '../performer.ts'
import { type PagerDutyDeps, pagerdutyEmail } from './pagerduty.ts'

/** A note as PagerDuty is given it. */
export const noteFor = (by: Actor, text: string): string => `${by.name}: ${text}`

/** Carries a note or update from Slack over to PagerDuty, once: an attempt of unknown outcome looks before it repeats. */
export const pagerdutyNote =
  (deps: PagerDutyDeps): Performer<'pagerduty-note'> =>
  async ({ system, job, claim }) => {
    const { store, pager, barrier } = deps
    const incident = (await store.incident(system, job.incident))?.value
    const [entry] = await store.timeline(system, job.incident, job.entry)
    if (!incident?.pagerduty || (entry?.kind !== 'note' && entry?.kind !== 'update')) return
    const text = noteFor(entry.by, entry.text)
    if (claim.again && (await pager.notes(incident.pagerduty.id)).includes(text)) return
    const from = await pagerdutyEmail(entry.by, deps)
    await barrier(system)
    await pager.note(incident.pagerduty.id, text, from)
  }
