import { OutsideError } from '../domain/errors.ts'
import { pagerdutyServices } from '../domain/routing.ts'
import type { System } from '../domain/system.ts'
import type { Pager } from '../ports/pager.ts'

/** Which PagerDuty services of the system files are missing, or have nobody on call; in words. */
export async function pagerFindings(systems: System[], pager: Pager): Promise<string[]> {
  const services = systems.flatMap(system =>
    pagerdutyServices(system).map(id => ({ id, title: system.title })),
  )
  const findings = await Promise.all(
    services.map(async ({ id, title }) => {
      try {
        const oncall = await pager.oncall(id)
        return oncall.length > 0 ? [] : [`Nobody is on call in PagerDuty for ${title}'s service ${id}.`]
      } catch (error) {
        if (!(error instanceof OutsideError)) throw error
        return [`PagerDuty's service ${id} of ${title} could not be looked at: ${error.message}`]
      }
    }),
  )
  return findings.flat()
}
