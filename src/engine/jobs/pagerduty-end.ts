import { type Actor, belay } from '../../domain/actor.ts'
import { type Incident, isOpen, label } from '../../domain/incident.ts'
import type { Page } from '../../domain/page.ts'
import { hasOpenPage } from '../../domain/pagerduty-page.ts'
import type { Store } from '../../ports/store.ts'
import { isFinal } from '../failure.ts'
import type { Ledger } from '../ledger.ts'
import { carriedOn } from '../pages/whose.ts'
import type { InHand } from '../performer.ts'
import { inTheirName, type NameDeps } from './in-their-name.ts'

export interface EndDeps extends NameDeps {
  store: Store
  ledger: Ledger
}

/** Ends the page of an incident that is over: it goes into the page of the incident it is carried on in, if there is one. */
export const createEnd = (deps: EndDeps) => {
  const { store, ledger, pager } = deps
  return async function end(
    { system, claim, guard }: InHand<'pagerduty'>,
    incident: Incident,
    page: string,
    by: Actor,
  ): Promise<Page> {
    const into = incident.mergedInto && (await carriedOn(store, system, incident.mergedInto.id))
    const resolve = () => inTheirName(by, deps, from => pager.resolve(page, from, guard))
    if (!into?.pagerduty || !isOpen(into) || !hasOpenPage(into)) return resolve()
    const merge = (from: string | undefined) => pager.merge(page, into.pagerduty!.id, from, guard)
    const merged = await inTheirName(by, deps, merge).catch(async error => {
      if (!isFinal(error)) throw error
      const text = `The page of ${label(incident)} could not be merged into this one's, and is resolved instead. ${error.message}`
      const once = `${claim.id}:${incident.stateAt}:unmerged`
      await ledger.take(system, into.id, { type: 'trouble', text, by: belay }, once, { claim })
      return undefined
    })
    return merged ?? resolve()
  }
}
