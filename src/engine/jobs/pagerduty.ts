import { pagerdutyLine } from '../../../blocks/trouble-line.ts'
import { type Actor, belay } from '../../domain/actor.ts'
import { OutsideError } from '../../domain/errors.ts'
import type { Incident } from '../../domain/incident.ts'
import { changedAtLatest, type Page } from '../../domain/page.ts'
import { levelOf } from '../../domain/pagerduty-level.ts'
import type { PagerDutyLink, Want } from '../../domain/pagerduty-state.ts'
import type { Barrier } from '../../ports/barrier.ts'
import type { Guard } from '../../ports/pager.ts'
import { isFinal } from '../failure.ts'
import type { InHand, Performer } from '../performer.ts'
import { inTheirName } from './in-their-name.ts'
import { createEnd, type EndDeps } from './pagerduty-end.ts'

export interface PagerDutyDeps extends EndDeps {
  /** Before what cannot be taken back: that it was meant, and begun, is then known whatever happens to Redis. */
  barrier: Barrier
}

/** Makes PagerDuty hold what the incident last wanted it to: reads first, and asks only for what is not so yet. */
export function pagerduty(deps: PagerDutyDeps): Performer<'pagerduty'> {
  const { store, ledger, pager } = deps
  const end = createEnd(deps)

  async function ask(
    inHand: InHand<'pagerduty'>,
    incident: Incident,
    link: PagerDutyLink,
    want: Want,
  ): Promise<{ page: Page; level?: number }> {
    const { guard } = inHand
    const { id } = link
    // Somebody has opened it again, and acknowledged or escalated it before PagerDuty was told.
    const isOpenAgain = want.status !== 'resolved' && want.overtook?.includes('triggered')
    if (want.status === 'triggered' || isOpenAgain)
      await inTheirName(want.by, deps, from => pager.reopen(id, from, guard))
    switch (want.status) {
      case 'acknowledged':
        return { page: await inTheirName(want.by, deps, from => pager.acknowledge(id, from, guard)) }
      case 'resolved':
        return { page: await end(inHand, incident, id, want.by) }
      default:
        return climb(link, want.level ?? 1, want.by, guard)
    }
  }

  /**
   * PagerDuty's own policy may have climbed as far already, and is never asked to go back; nor for a level beyond its
   * last.
   */
  async function climb(
    link: PagerDutyLink,
    wanted: number,
    by: Actor,
    guard: Guard,
  ): Promise<{ page: Page; level?: number }> {
    const page = await pager.page(link.id)
    if (!page) throw gone(link.id)
    if (page.status === 'resolved') return { page }
    const levels = await pager.levels(page)
    const level = levelOf(link, levels)
    const next = Math.min(wanted, levels.last ?? wanted)
    if (page.status === 'triggered' && level !== undefined && level >= next) return { page, level }
    const escalated = await inTheirName(by, deps, from => pager.escalate(link.id, next, from, guard))
    return { page: escalated, level: next }
  }

  return async inHand => {
    const { system, job, claim } = inHand
    const incident = (await store.incident(system, job.incident))?.value
    const link = incident?.pagerduty
    if (!incident || !link?.want) return
    const want = link.want
    const operation = `${claim.id}@${claim.token}`
    try {
      const { page, level } = await ask(inHand, incident, link, want)
      const held = { status: page.status, since: changedAtLatest(page) }
      await ledger.take(
        system,
        job.incident,
        { type: 'pagerduty-told', want: want.at, held, ...(level !== undefined && { level }), by: belay },
        operation,
        { claim },
      )
    } catch (error) {
      if (!isFinal(error)) throw error
      await ledger.take(
        system,
        job.incident,
        { type: 'pagerduty-told', want: want.at, by: belay },
        operation,
        { claim },
      )
      const text = pagerdutyLine(want, error.message)
      await ledger.take(system, job.incident, { type: 'trouble', text, by: belay }, `${operation}:trouble`, {
        claim,
      })
    }
  }
}

const gone = (id: string) =>
  new OutsideError(`It has no incident ${id} any more.`, {
    service: 'pagerduty',
    fault: 'refused',
    effect: 'none',
  })
