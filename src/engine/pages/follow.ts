import { type Incident, isOpen } from '../../domain/incident.ts'
import type { PageEvent } from '../../domain/page.ts'
import { hasLeft } from '../../domain/pagerduty-page.ts'
import type { System } from '../../domain/system.ts'
import type { Store } from '../../ports/store.ts'
import type { Asked } from '../faces.ts'
import { noteFor } from '../jobs/pagerduty-note.ts'
import type { Ledger } from '../ledger.ts'
import { alertOf, mergeOf } from './alert.ts'
import type { AskAbout } from './ask.ts'
import { incidentOfKey } from './incident.ts'
import { eventOf, isNews, isOtherwise, readEvents } from './news.ts'
import { carriedOn } from './whose.ts'

export interface FollowDeps {
  store: Store
  ledger: Ledger
  askAbout: AskAbout
}

/** Takes what PagerDuty tells of an incident that is known. */
export function createFollow({ store, ledger, askAbout }: FollowDeps) {
  async function isOurNote(incident: Incident, text: string | undefined): Promise<boolean> {
    const entries = await store.timeline(incident.system, incident.id)
    return entries.some(
      entry => (entry.kind === 'note' || entry.kind === 'update') && noteFor(entry.by, entry.text) === text,
    )
  }

  /** Merged there, merged here, where both incidents are known and the other is open. */
  async function takeMerge(
    system: string,
    incident: Incident,
    { id, at, by, page }: PageEvent,
  ): Promise<boolean> {
    if (page?.mergedInto === undefined || page.status !== 'resolved') return false
    const into = await carriedOn(store, system, await store.find(system, `pagerduty:${page.mergedInto}`))
    if (!into || into.id === incident.id || !isOpen(into)) return false
    const { result } = await ledger.merge(incident, into, by, id, at)
    return result === 'changed' || result === 'repeated'
  }

  async function takeRead(incident: Incident, event: PageEvent): Promise<void> {
    const { pageId } = event
    for (const asked of readEvents(incident, event)) {
      const operation = `${event.id}:${incident.stateAt}:${asked.type}`
      await ledger.take(incident.system, incident.id, { ...asked, pageId }, operation)
    }
  }

  /** Another page than the one that stands for it is opened again: that is an alert. */
  async function another(incident: Incident, event: PageEvent): Promise<void> {
    const { id, type, page } = event
    if (type !== 'reopened' || !page || !isOpen(incident)) return
    const orders = mergeOf(page)
    await ledger.take(incident.system, incident.id, alertOf(incident, page, event), id, { orders })
  }

  return async function follow(home: System, incident: Incident, event: PageEvent): Promise<void> {
    // What happens to the page of a merged incident is news for the one it went into, but does not change its state.
    const own = incident.pagerduty?.id === event.pageId
    const wasAskedFor = incidentOfKey(event.page?.key) === incident.id
    const isMadeByUs = !incident.pagerduty && wasAskedFor && !hasLeft(incident, event.page!)
    if (isMadeByUs) {
      const paging: Asked = {
        type: 'paging',
        id: event.pageId,
        url: event.page!.url,
        by: event.by,
        at: event.page!.createdAt,
      }
      await ledger.take(home.system, incident.id, paging, `${event.id}:paging`, {
        keys: [`pagerduty:${event.pageId}`],
      })
    }
    const isOnlySaid = event.type === 'annotated' || event.type === 'news'
    if (!own && !isMadeByUs && !isOnlySaid) return another(incident, event)
    // That what was asked for has begun is our own doing: the incident may be over since then.
    if (wasAskedFor && event.type === 'triggered' && !event.read) return
    if (!isNews(incident, event)) return
    if (event.type === 'escalated') {
      // How far is asked for; who did it is kept until that is known.
      const { by, at, pageId } = event
      await ledger.take(home.system, incident.id, { type: 'escalate', by, at, pageId }, event.id)
      return askAbout(home.system, event.pageId)
    }
    if (event.type === 'annotated' && (await isOurNote(incident, event.note))) return
    if (await takeMerge(home.system, incident, event)) return
    if (event.read) return takeRead(incident, event)
    const asked = eventOf(home, incident, event)
    // Another page may stand for it by the time that this is saved.
    const bound = asked && !isOnlySaid ? { ...asked, pageId: event.pageId } : asked
    const taken = bound && (await ledger.take(home.system, incident.id, bound, event.id))
    const now = taken && 'incident' in taken ? taken.incident : incident
    // It came late, or something before it was lost.
    if (own && event.page && isOtherwise(now, event.page)) await askAbout(home.system, event.pageId)
  }
}
export type Follow = ReturnType<typeof createFollow>
