import { encoded } from '../../domain/encoded.ts'
import type { Page } from '../../domain/page.ts'
import type { Guard, OpenPages, Pager } from '../../ports/pager.ts'
import { accepted, ask, find, list } from './answers.ts'
import type { Api } from './api.ts'
import { ListedIncident, MergedInto, Notes, OneIncident, OneNote } from './wire.ts'

type Incidents = Pick<
  Pager,
  'acknowledge' | 'resolve' | 'reopen' | 'escalate' | 'merge' | 'note' | 'notes' | 'create' | 'page' | 'open'
>

/** PagerDuty's incidents; `us` is the e-mail of the user in whose name Belay writes when no other is given. */
export function createIncidents(api: Api, us: string): Incidents {
  const at = (id: string) => `/incidents/${encoded(id)}`

  /**
   * Looks first, and leaves a resolved incident as it is unless it is to be reopened: to PagerDuty, acknowledging a
   * resolved incident is reopening it, too.
   */
  async function change(
    id: string,
    wish: { status: Page['status'] } | { escalation_level: number },
    from = us,
    guard?: Guard,
  ): Promise<Page> {
    const now = await ask(api, { method: 'GET', path: at(id) }, OneIncident)
    const reopens = 'status' in wish && wish.status === 'triggered'
    if (reopens !== (now.status === 'resolved') || ('status' in wish && wish.status === now.status))
      return now
    const body = { incident: { type: 'incident_reference', ...wish } }
    return ask(api, { method: 'PUT', path: at(id), body, from, guard }, OneIncident)
  }

  async function openWith(filter: Record<string, string | string[]>): Promise<OpenPages> {
    const query = {
      ...filter,
      'statuses[]': ['triggered', 'acknowledged'],
      // Without it the list ends a month ago.
      date_range: 'all',
      // Where there are more than PagerDuty lists, the oldest are left out.
      sort_by: 'created_at:desc',
    }
    const listed = await list(api, { method: 'GET', path: '/incidents', query }, 'incidents', ListedIncident)
    const all = [...new Map(listed.map(one => [one.id, one])).values()]
    return {
      pages: all.flatMap(({ page }) => page ?? []),
      unread: all.flatMap(({ id, page }) => (page ? [] : id)),
    }
  }

  return {
    acknowledge: (page, from, guard) => change(page, { status: 'acknowledged' }, from, guard),
    resolve: (page, from, guard) => change(page, { status: 'resolved' }, from, guard),
    reopen: (page, from, guard) => change(page, { status: 'triggered' }, from, guard),
    escalate: (page, level, from, guard) => change(page, { escalation_level: level }, from, guard),

    async merge(page, into, from = us, guard) {
      const [source, target] = await Promise.all([
        ask(api, { method: 'GET', path: at(page) }, OneIncident),
        find(api, { method: 'GET', path: at(into) }, OneIncident),
      ])
      if (source.status === 'resolved') return source
      if (!target || target.status === 'resolved' || source.unmergeable || target.unmergeable)
        return undefined
      const body = { source_incidents: [{ id: page, type: 'incident_reference' }] }
      await ask(api, { method: 'PUT', path: `${at(into)}/merge`, body, from, guard }, MergedInto)
      return { ...source, status: 'resolved', mergedInto: into }
    },

    async note(page, text, from = us, guard) {
      const body = { note: { content: text } }
      await ask(api, { method: 'POST', path: `${at(page)}/notes`, body, from, guard }, OneNote)
    },
    notes: page => ask(api, { method: 'GET', path: `${at(page)}/notes` }, Notes),

    async create(service, title, key, urgency, from = us, guard) {
      const incident = {
        type: 'incident',
        title,
        urgency,
        incident_key: key,
        service: { id: service, type: 'service_reference' },
      }
      const answer = await api({ method: 'POST', path: '/incidents', body: { incident }, from, guard })
      // PagerDuty refuses a key that an open incident of the service has, under a code that means other things too.
      const isKnown = answer.status === 400
      const same = isKnown && (await openWith({ incident_key: key, 'service_ids[]': [service] })).pages[0]
      return same || accepted(answer, OneIncident)
    },

    page: id => find(api, { method: 'GET', path: at(id) }, OneIncident),
    open: async services =>
      services.length === 0 ? { pages: [], unread: [] } : openWith({ 'service_ids[]': services }),
  }
}
