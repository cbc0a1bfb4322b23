import type { World } from '../sandbox/world.ts'
import { inTurn } from './in-turn.ts'
import type { Act, Plan } from './plan.ts'
import { serviceOf } from './systems.ts'

/** Does at its time what is planned to happen in PagerDuty. Resolves when all of it has happened. */
export async function storm(
  { pagerduty, pagerdutyUser }: World,
  { acts }: Plan,
  systems: number,
): Promise<void> {
  const ids = new Map<number, string>()
  const ana = pagerdutyUser('ana')
  let notes = 0

  function act({ incident, what, priority }: Act): void {
    if (what === 'fire') {
      const title = `alert ${incident} is on`
      ids.set(incident, pagerduty.fire({ service: serviceOf(incident % systems), title, priority }).id)
      return
    }
    const id = ids.get(incident)!
    const { status, level } = pagerduty.incidents.find(one => one.id === id)!
    switch (what) {
      case 'note':
        return void pagerduty.note(id, ana, `note ${++notes} of ${incident}`)
      case 'priority':
        return void pagerduty.setPriority(id, priority, ana)
      case 'acknowledge':
        return void (status === 'triggered' && pagerduty.acknowledge(id, ana))
      case 'unacknowledge':
        return void (status === 'acknowledged' && pagerduty.unacknowledge(id))
      case 'resolve':
        return void (status !== 'resolved' && pagerduty.resolve(id, ana))
      case 'reopen':
        return void (status === 'resolved' && pagerduty.reopen(id, ana))
      case 'escalate':
        return void (status === 'triggered' && level === 1 && pagerduty.escalate(id, ana))
    }
  }

  for await (const planned of inTurn(acts, ({ at }) => at)) act(planned)
}
