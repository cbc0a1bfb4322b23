import type { Incident } from '../domain/incident.ts'
import type { System } from '../domain/system.ts'
import type { PageEvent } from '../ports/intake.ts'
import type { Store } from '../ports/store.ts'
import { alertKeys, incidentOfKey } from './page-incident.ts'

/** What is found by the names of a page. */
export interface Looked {
  /** Its incident; where that was merged, the one it was merged into. */
  known: Incident | undefined
  /** The incidents that pages like it were about. */
  alike: string[]
}

/** Finds the incidents that pages are about. */
export function createLookup(systems: System[], store: Pick<Store, 'find' | 'incident'>) {
  /** Asks for all names at once. */
  async function look(system: string, { pageId, page }: PageEvent): Promise<Looked> {
    const names = [`pagerduty:${pageId}`, ...(page ? alertKeys(page) : [])]
    const [own, ...alike] = await Promise.all(names.map(name => store.find(system, name)))
    return {
      known: await carriedOn(system, own ?? incidentOfKey(page?.key)),
      alike: alike.filter(id => id !== undefined),
    }
  }

  /** The incident or, where it was merged, the one in which it is carried on. */
  async function carriedOn(system: string, first: string | undefined): Promise<Incident | undefined> {
    for (let id = first; ; ) {
      const incident = id === undefined ? undefined : (await store.incident(system, id))?.value
      if (!incident?.mergedInto) return incident
      id = incident.mergedInto.id
    }
  }

  /** The system that has an incident for this page. */
  async function holderOf(pageId: string): Promise<System | undefined> {
    for (const system of systems) if (await store.find(system.system, `pagerduty:${pageId}`)) return system
    return undefined
  }

  return { look, carriedOn, holderOf }
}
