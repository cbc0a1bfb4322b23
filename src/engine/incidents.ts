import { refusalOf } from '../domain/answers.ts'
import { dashboards } from '../domain/dashboards.ts'
import { UserError } from '../domain/errors.ts'
import { type Incident, label } from '../domain/incident.ts'
import { incidentNumber } from '../domain/incident-name.ts'
import { pagerdutyServiceOf, policyOf } from '../domain/routing.ts'
import type { System } from '../domain/system.ts'
import type { Clock } from '../ports/clock.ts'
import type { Posts } from '../ports/posts.ts'
import type { Store } from '../ports/store.ts'
import type { Incidents } from './faces.ts'
import type { Ledger } from './ledger.ts'
import { randomId } from './new-id.ts'
import { refused, settled } from './settled.ts'
import { threadKey } from './thread-key.ts'

export interface IncidentsDeps {
  systems: System[]
  store: Store
  ledger: Ledger
  posts: Posts
  clock: Clock
  /** What a declared incident is called by. */
  newId?: () => string
}

/** Incidents as commands see them: over all systems, with refusals worded for people. */
export function createIncidents({
  systems,
  store,
  ledger,
  posts,
  clock,
  newId = randomId,
}: IncidentsDeps): Incidents {
  /** The first answer that any system gives. */
  async function anywhere(
    look: (system: string) => Promise<Incident | undefined>,
  ): Promise<Incident | undefined> {
    const found = await Promise.all(systems.map(({ system }) => look(system)))
    return found.find(incident => incident !== undefined)
  }

  const byId = async (system: string, id: string | undefined) =>
    id === undefined ? undefined : (await store.incident(system, id))?.value

  const byKey = (key: string) => anywhere(async system => byId(system, await store.find(system, key)))

  return {
    async apply(incident, event, operation) {
      return settled(await ledger.take(incident.system, incident.id, event, operation), incident)
    },

    permit(incident, change) {
      const refusal = refusalOf(incident, change)
      if (refusal) throw refused(incident, refusal.refused, refusal.offer)
    },

    async declare(declaration, operation) {
      const { environment, service, by, links = [], ...given } = declaration
      const system = systems.find(({ system }) => system === declaration.system)
      const settings = system?.environments[environment]
      if (!system || !settings) throw new UserError(`There is no ${environment} of ${declaration.system}.`)
      if (!system.severities[given.severity]) {
        throw new UserError(
          `${system.title} has no ${given.severity}; it has ${Object.keys(system.severities).join(', ')}.`,
        )
      }
      const pagerdutyService = pagerdutyServiceOf(system, environment, service)
      const id = newId()
      const result = await ledger.open(
        {
          ...given,
          id,
          number: await store.nextNumber(),
          environment,
          ...(service !== undefined && { service }),
          channel: settings.channel,
          links: [
            ...links,
            ...dashboards(system, { environment, ...(service !== undefined && { service }) }),
          ],
          policy: policyOf(system),
          at: clock.now(),
          by,
          ...(pagerdutyService !== undefined && { pagerdutyService }),
        },
        operation,
        { keys: [`declared:${operation}`] },
      )
      const declared = result === 'opened' ? id : await store.find(system.system, `declared:${operation}`)
      const incident = await byId(system.system, declared)
      if (!incident) throw new Error(`declared ${id} as ${operation}, and it is not there`)
      return incident
    },

    async merge(from, into, by, operation) {
      if (from.system !== into.system) {
        throw new UserError(
          `${label(from)} is ${from.system}'s and ${label(into)} is ${into.system}'s: they cannot be merged.`,
        )
      }
      if (from.id === into.id) throw new UserError(`${label(from)} cannot be merged into itself.`)
      return settled(await ledger.merge(from, into, by, operation), from)
    },

    async find(reference) {
      const number = incidentNumber(reference)
      const numbered = number && (await byKey(`number:${number}`))
      return numbered || anywhere(system => byId(system, reference))
    },

    byThread: (channel, thread) => byKey(threadKey(channel, thread)),

    async open(names) {
      const found = await Promise.all(names.map(async name => store.incidents(name, await store.open(name))))
      return found.flat()
    },

    async recent(names, limit) {
      const found = await Promise.all(
        names.map(async name => store.incidents(name, await store.recent(name, limit))),
      )
      return found
        .flat()
        .sort((a, b) => b.openedAt - a.openedAt)
        .slice(0, limit)
    },

    timeline: incident => store.timeline(incident.system, incident.id),

    async card(incident) {
      const post = await posts.get(incident.system, incident.id, 'card')
      return post?.state === 'posted' ? { channel: post.channel, ts: post.ts } : undefined
    },
  }
}
