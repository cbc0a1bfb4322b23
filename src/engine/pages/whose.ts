import type { Incident } from '../../domain/incident.ts'
import type { System } from '../../domain/system.ts'
import type { PageEvent } from '../../ports/intake.ts'
import type { Store } from '../../ports/store.ts'
import { incidentOfKey } from './incident.ts'

export interface WhoseDeps {
  systems: System[]
  store: Store
}

/** Which system's, and which incident's, a page of PagerDuty's is. */
export function createWhose({ systems, store }: WhoseDeps) {
  /** The system that has an incident for this page. */
  async function holderOf(pageId: string): Promise<System | undefined> {
    for (const system of systems) if (await store.find(system.system, `pagerduty:${pageId}`)) return system
    return undefined
  }

  /** The incident or, where it was merged, the one in which it is carried on. */
  async function carriedOn(system: string, first: string | undefined): Promise<Incident | undefined> {
    for (let id = first; ; ) {
      const incident = id === undefined ? undefined : (await store.incident(system, id))?.value
      if (!incident?.mergedInto) return incident
      id = incident.mergedInto.id
    }
  }

  return {
    holderOf,
    carriedOn,

    /** The system whose incident this is: the first that claimed it, as long as there is such a system. */
    async homeOf({ pageId }: PageEvent, listed: System | undefined): Promise<System | undefined> {
      if (!listed) return holderOf(pageId)
      const owner = await store.claimKey(`pagerduty:${pageId}`, listed.system)
      return systems.find(system => system.system === owner) ?? listed
    },

    /** The incident that a page belongs to; where that was merged, the one it was merged into. */
    find: async (system: string, event: PageEvent): Promise<Incident | undefined> =>
      carriedOn(
        system,
        (await store.find(system, `pagerduty:${event.pageId}`)) ?? incidentOfKey(event.page?.key),
      ),
  }
}
export type Whose = ReturnType<typeof createWhose>
