import { type Incident, isOpen } from '../../domain/incident.ts'
import type { System } from '../../domain/system.ts'
import type { PageEvent } from '../../ports/intake.ts'
import type { Page } from '../../ports/pager.ts'
import type { Store } from '../../ports/store.ts'
import { idOf, incidentOfKey } from './incident.ts'

export interface WhoseDeps {
  systems: System[]
  store: Store
}

/** The incident or, where it was merged, the one in which it is carried on. */
export async function carriedOn(
  store: Store,
  system: string,
  first: string | undefined,
): Promise<Incident | undefined> {
  for (let id = first; ; ) {
    const incident = id === undefined ? undefined : (await store.incident(system, id))?.value
    if (!incident?.mergedInto) return incident
    id = incident.mergedInto.id
  }
}

/** Which system's, and which incident's, a page of PagerDuty's is. */
export function createWhose({ systems, store }: WhoseDeps) {
  /** The system that has an incident for this page. */
  async function holderOf(pageId: string): Promise<System | undefined> {
    for (const system of systems) if (await store.find(system.system, `pagerduty:${pageId}`)) return system
    return undefined
  }

  return {
    holderOf,

    /** The system whose incident this is: the first that claimed it, as long as there is such a system. */
    async homeOf({ pageId }: PageEvent, listed: System | undefined): Promise<System | undefined> {
      if (!listed) return holderOf(pageId)
      const owner = await store.claimKey(`pagerduty:${pageId}`, listed.system)
      return systems.find(system => system.system === owner) ?? listed
    },

    /**
     * The incident that a page belongs to; where that was merged, the one it was merged into. A page that was but news
     * for an incident which is over now, and is not over itself, has none any more: it may begin its own.
     */
    async find(system: string, event: PageEvent): Promise<Incident | undefined> {
      const id = (await store.find(system, `pagerduty:${event.pageId}`)) ?? incidentOfKey(event.page?.key)
      const first = id === undefined ? undefined : (await store.incident(system, id))?.value
      const incident = first?.mergedInto ? await carriedOn(store, system, first.mergedInto.id) : first
      return first && incident && isLeft(event.page, first) && !isOpen(incident) ? undefined : incident
    },
  }
}
/** Whether a page that is not over was but news for this incident. */
const isLeft = (page: Page | undefined, { id, pagerduty }: Incident): boolean =>
  page !== undefined &&
  page.status !== 'resolved' &&
  pagerduty !== undefined &&
  pagerduty.id !== page.id &&
  idOf(page) !== id

export type Whose = ReturnType<typeof createWhose>
