import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { createActs } from './acts.ts'
import { climb } from './climb.ts'
import { createDeliveries } from './deliveries.ts'
import { createFaults } from './faults.ts'
import { createRest } from './rest.ts'
import { createSaid } from './said.ts'
import { createRestServer, type Received } from './server.ts'
import type { WebhookTarget } from './webhook.ts'
import { createWire } from './wire.ts'
import type { Agent, Incident, MaintenanceWindow, Seed, Tell, World } from './world.ts'
import { userOf } from './world.ts'

export interface PagerDutyOptions {
  /** The simulated time, in milliseconds since the epoch. */
  now(): number
  webhook: WebhookTarget & { retryMs?: number; timeoutMs?: number }
  /** Where links to incidents lead. */
  site?: string
}

/** A PagerDuty account in memory: its REST API over HTTP, its webhooks, and hands to act in it. */
export function createPagerDuty({ now, webhook, site = 'https://sandbox.pagerduty.com' }: PagerDutyOptions) {
  const world: World = {
    users: [],
    policies: [],
    services: [],
    priorities: [],
    incidents: [],
    windows: [],
    lastNumber: 0,
  }
  const received: Received[] = []
  const faults = createFaults()
  const { retryMs, timeoutMs } = webhook
  const webhooks = createDeliveries({
    target: webhook,
    ...(retryMs !== undefined && { retryMs }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  })
  const wire = createWire(world, site)

  const send = (what: string, incident: Incident, agent: Agent, data: object) =>
    webhooks.send(`incident.${what}`, incident.id, {
      id: randomUUID(),
      event_type: `incident.${what}`,
      resource_type: 'incident',
      occurred_at: new Date(now()).toISOString(),
      agent: wire.agent(agent),
      client: null,
      data,
    })
  const tell: Tell = (what, incident, agent, note) =>
    send(what, incident, agent, note ? wire.toldNote(note, incident) : wire.told(incident))
  const acts = createActs(world, now, tell)
  const server = createRestServer(createRest(world, acts, wire, now), faults, received)
  const by = (who: string | undefined): Agent => (who === undefined ? null : { user: userOf(world, who).id })

  return {
    /** Listens on this computer only; answers the address for PAGERDUTY_API_URL. */
    async start(port = 0): Promise<string> {
      await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    },
    async stop(): Promise<void> {
      await webhooks.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },

    /** Adds to what the account holds. */
    seed(seed: Partial<Seed>): void {
      world.users.push(...(seed.users ?? []))
      world.policies.push(...(seed.policies ?? []))
      world.services.push(...(seed.services ?? []))
      world.priorities.push(...(seed.priorities ?? []))
    },

    windows: world.windows as readonly MaintenanceWindow[],
    incidents: world.incidents as readonly Incident[],
    received,
    faults,
    webhooks,

    fire: acts.fire,
    acknowledge: acts.acknowledge,
    unacknowledge: acts.unacknowledge,
    note: acts.note,
    ...createSaid(world, wire, send),
    /** Lets the account's own escalation policies run: call it as time goes by. */
    tick: () => climb(world, acts, now()),
    /** Without a user it is the monitor's or PagerDuty's own doing. */
    resolve: (incident: string, user?: string) => acts.resolve(incident, by(user)),
    escalate: (incident: string, user?: string, level?: number) => acts.escalate(incident, by(user), level),
    reopen: (incident: string, user?: string) => acts.reopen(incident, by(user)),
    reassign: (incident: string, users: string[], user?: string) => acts.reassign(incident, users, by(user)),
    merge: (into: string, incidents: string[], user?: string) => acts.merge(into, incidents, by(user)),
    setPriority: (incident: string, priority: string, user?: string) =>
      acts.setPriority(incident, priority, by(user)),
  }
}
export type PagerDuty = ReturnType<typeof createPagerDuty>
