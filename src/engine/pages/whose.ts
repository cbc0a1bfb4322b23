import { type Incident, isOpen } from '../../domain/incident.ts'
import type { Page, PageEvent } from '../../domain/page.ts'
import type { System } from '../../domain/system.ts'
import type { Store, Versioned } from '../../ports/store.ts'
import { alertKeys, incidentOfKey } from './incident.ts'
import { isAsSeen } from './news.ts'

export interface WhoseDeps {
  systems: System[]
  store: Store
}

/** What is found by the names of a page. */
export interface Found {
  /** Its incident; where that was merged, the one it was merged into. */
  known?: Incident | undefined
  /** The incident that it was part of, or that its key names, and that it has no part in any more. */
  left?: Incident | undefined
  /** The incidents that pages like it were about. */
  alike: string[]
}

/** The incident or, where it was merged, the one in which it is carried on, as it is saved. */
export async function savedOn(
  store: Store,
  system: string,
  first: string | undefined,
): Promise<Versioned<Incident> | undefined> {
  for (let id = first; ; ) {
    const found = id === undefined ? undefined : await store.incident(system, id)
    if (!found?.value.mergedInto) return found
    id = found.value.mergedInto.id
  }
}

/** The same, to be read only. */
export const carriedOn = async (...asked: Parameters<typeof savedOn>): Promise<Incident | undefined> =>
  (await savedOn(...asked))?.value

/** Which system's, and which incident's, a page of PagerDuty's is. */
export function createWhose({ systems, store }: WhoseDeps) {
  /** The system that has an incident for this page. */
  async function holderOf(pageId: string): Promise<System | undefined> {
    for (const system of systems) if (await store.find(system.system, `pagerduty:${pageId}`)) return system
    return undefined
  }

  /** The incident that a page's key names: one that Belay made a page for. Whoever sends alerts may choose such a key. */
  async function byKey(system: string, page: Page | undefined): Promise<Pick<Found, 'known' | 'left'>> {
    const id = incidentOfKey(page?.key)
    const named = id === undefined ? undefined : (await store.incident(system, id))?.value
    if (!named) return {}
    return named.pagerduty && named.pagerduty.id !== page?.id ? { left: named } : { known: named }
  }

  return {
    holderOf,

    /** The system whose incident this is: the first that claimed it, as long as there is such a system. */
    async homeOf({ pageId }: PageEvent, listed: System | undefined): Promise<System | undefined> {
      if (!listed) return holderOf(pageId)
      const owner = await store.claimKey(`pagerduty:${pageId}`, listed.system)
      return systems.find(system => system.system === owner) ?? listed
    },

    /** A page that is not over, and whose incident is over without it, has none any more: it may begin its own. */
    async find(system: string, { pageId, page, read }: PageEvent): Promise<Found> {
      const names = [`pagerduty:${pageId}`, ...(page ? alertKeys(page) : [])]
      const [own, ...others] = await Promise.all(names.map(name => store.find(system, name)))
      const alike = others.filter(id => id !== undefined)
      if (own === undefined) return { ...(await byKey(system, page)), alike }
      const first = (await store.incident(system, own))?.value
      const known = first?.mergedInto ? await carriedOn(store, system, first.mergedInto.id) : first
      // That it still stands there is no news while PagerDuty is to be told, nor that it did before it was seen to be over.
      const link = first?.pagerduty?.id === pageId ? first.pagerduty : undefined
      const isNoNews = link && (link.want !== undefined || (read && !isAsSeen(read, link)))
      const isOver = known && !isOpen(known) && known.pagerduty?.id !== pageId && !isNoNews
      return isOver && page && page.status !== 'resolved' ? { left: first, alike } : { known, alike }
    },
  }
}
