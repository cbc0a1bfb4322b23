import { OutsideError } from '../domain/errors.ts'
import { mainEnvironment, pagerdutyServiceOf, pagerdutyServices } from '../domain/routing.ts'
import type { System } from '../domain/system.ts'
import type { Directory } from '../ports/directory.ts'
import type { OnCall, Pager } from '../ports/pager.ts'
import type { OnCalls } from './faces.ts'

/** Who is on call: as PagerDuty has it, or else as the system file's ladder resolves in Slack. */
export function createOnCalls(directory: Directory, pager: Pager | undefined): OnCalls {
  async function ofLadder(system: System): Promise<OnCall[]> {
    const levels = await Promise.all(
      system.escalation.map(async ({ notify }, i) => {
        const people = (await Promise.all(notify.map(person => directory.people(person)))).flat()
        return people.map(({ id, name, email }) => ({
          level: i + 1,
          user: { id, name, ...(email && { email }) },
        }))
      }),
    )
    return levels.flat()
  }

  return {
    async of(system) {
      // Who is on call for production, whatever the file lists first.
      const service = pagerdutyServiceOf(system, mainEnvironment(system)) ?? pagerdutyServices(system)[0]
      if (pager && service) {
        try {
          return { source: 'pagerduty', levels: await pager.oncall(service) }
        } catch (error) {
          // PagerDuty knows better, but the ladder is better than nothing; the answer says which of them it is.
          if (!(error instanceof OutsideError)) throw error
        }
      }
      return { source: 'ladder', levels: await ofLadder(system) }
    },
  }
}
