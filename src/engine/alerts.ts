import { createHash } from 'node:crypto'
import type { Actor } from '../domain/actor.ts'
import { dashboards } from '../domain/dashboards.ts'
import { type Incident, isOpen } from '../domain/incident.ts'
import { noLaterThan } from '../domain/instant.ts'
import { tellsMore } from '../domain/monitor-events.ts'
import { pagerdutyServiceOf, policyOf } from '../domain/routing.ts'
import type { System } from '../domain/system.ts'
import type { AlertEvent, Alerts } from '../ports/alerts.ts'
import type { Barrier } from '../ports/barrier.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/store.ts'
import type { Asked } from './faces.ts'
import type { Ledger } from './ledger.ts'
import { randomId } from './new-id.ts'
import { carriedOn } from './pages/whose.ts'

export interface AlertsDeps {
  store: Store
  ledger: Ledger
  clock: Clock
  /** What is taken is not said to be before it is safe. */
  barrier: Barrier
  /** What an incident is called by. */
  newId?: () => string
}

const monitors: Record<AlertEvent['source'], string> = {
  alertmanager: 'Alertmanager',
  cloudwatch: 'CloudWatch',
}

/** Turns what monitors tell into what happened to an incident; opens one if there is none, or none that it belongs to. */
export function createAlerts({ store, ledger, clock, barrier, newId = randomId }: AlertsDeps): Alerts {
  /** Takes it as news of an incident that it has told of before; undefined when it is another incident by now. */
  async function follow(known: Incident, event: AlertEvent): Promise<'taken' | 'repeated' | undefined> {
    const { system, id, mergedInto } = known
    const asked = askedOf(known, event, clock.now())
    if (mergedInto && event.is === 'firing' && tellsMore(known.monitored, event.signal)) {
      const into = await carriedOn(store, system, id)
      if (!into || !isOpen(into)) return undefined
      const { by, at } = asked
      const alert: Asked = { type: 'alert', title: event.title, by, ...(at !== undefined && { at }) }
      await ledger.take(system, into.id, alert, `${event.id}:${into.id}`)
    }
    const { result } = await ledger.take(system, id, asked, `${event.id}:${id}`)
    if (result === 'refused' || result === 'unknown') return undefined
    return result === 'changed' ? 'taken' : 'repeated'
  }

  async function begin(home: System, event: AlertEvent, id: string, name: string) {
    const { system } = home
    const { route, signal, severity, title } = event
    const { environment, service } = route
    const pagerdutyService = pagerdutyServiceOf(home, environment, service)
    const own = new Set(event.links.map(({ label }) => label))
    const number = await store.nextNumber()
    return ledger.open(
      {
        id,
        number,
        system,
        environment,
        title,
        severity,
        ...(service !== undefined && { service }),
        channel: home.environments[environment]!.channel,
        links: [...event.links, ...dashboards(home, route).filter(({ label }) => !own.has(label))],
        policy: policyOf(home),
        at: Math.min(signal.at, clock.now()),
        by: actorOf(event),
        ...(pagerdutyService !== undefined && { pagerdutyService }),
        monitored: { ...signal, severity },
        over: event.is !== 'firing',
      },
      `${event.id}:${id}`,
      { keys: [name] },
    )
  }

  async function takeIn(home: System, event: AlertEvent): Promise<'taken' | 'repeated'> {
    const { system } = home
    const name = nameOf(event)
    let id = await store.find(system, name)
    for (;;) {
      const known = id === undefined ? undefined : (await store.incident(system, id))?.value
      const followed = known && (await follow(known, event))
      if (followed) return followed
      if (event.is === 'over-unfired') return 'taken'
      // Of several deliveries that find none, or one that is over, the first says which incident comes after it.
      const next = await store.claimKey(`${system}:${name}:${id ?? ''}`, newId())
      const begun = await begin(home, event, next, name)
      if (begun !== 'exists') return begun === 'repeated' ? 'repeated' : 'taken'
      id = next
    }
  }

  return {
    async take(home, told) {
      const event = { ...told, signal: { ...told.signal, at: noLaterThan(clock.now(), told.signal.at) } }
      const taken = await takeIn(home, event)
      await barrier(home.system)
      return taken
    },
  }
}

/** What is told happened no earlier than what the incident has seen since, and not in the future, whatever clocks say. */
function askedOf(known: Incident, event: AlertEvent, now: number): Asked<'firing' | 'cleared'> {
  const { signal, title, severity } = event
  const common = { signal, by: actorOf(event), at: Math.max(known.stateAt, Math.min(signal.at, now)) }
  return event.is === 'firing'
    ? { type: 'firing', title, severity, ...common }
    : { type: 'cleared', ...common }
}

const actorOf = ({ source }: AlertEvent): Actor => ({ via: source, name: monitors[source] })

const nameOf = ({ source, key }: AlertEvent): string =>
  `${source}:${createHash('sha256').update(key).digest('hex').slice(0, 32)}`
