import { commands } from '../../commands/index.ts'
import type { Actor } from '../../src/domain/actor.ts'
import { UserError } from '../../src/domain/errors.ts'
import type { IncidentEvent } from '../../src/domain/events.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { open } from '../../src/domain/opening.ts'
import type { Entry } from '../../src/domain/timeline.ts'
import { transition } from '../../src/domain/transition.ts'
import type { Faces } from '../../src/engine/command.ts'
import { createDesk } from '../../src/engine/dispatch.ts'
import type { Incidents } from '../../src/engine/faces.ts'
import type { Invocation, Reply } from '../../src/ports/invocation.ts'
import { arbor, groups, learnbot, travelbot } from '../commands/cast.ts'
import { createRunbooks } from './runbooks.ts'

export { learnbot }

const channels: Record<string, string> = {
  CLEARN: '#learnbot-alerts',
  CSTAGE: '#learnbot-staging',
  COPS: '#ops',
  CRANDOM: '#random',
}

const members = Object.values(groups)
  .flat()
  .map(member => (member.id === 'UANA' ? { ...member, timezone: 'America/New_York' } : member))

export const start = Date.parse('2026-11-20T02:14:00Z')

const nobody = (): never => {
  throw new Error('nobody changes anything in here')
}

/** A workspace with LearnBot in two channels of its own, and TravelBot and Arbor Energy in one; all in memory. */
export function createWorld() {
  let time = start
  const incidents = new Map<string, Incident>()
  const timelines = new Map<string, Entry[]>()
  const threads = new Map<string, string>()
  const operations = new Map<string, string>()
  const applied: { type: string; operation: string }[] = []
  const logged: object[] = []
  const noticed: object[] = []
  const outcomes: { command: string; outcome: string }[] = []
  const lookedAt: unknown[] = []
  const searched: unknown[] = []
  /** What is in every log. */
  const inLogs: { events: { at: number; text: string }[]; errors: number } = { events: [], errors: 0 }
  const systems = [learnbot, travelbot, arbor]

  const keep = (incident: Incident, entries: Entry[]) => {
    incidents.set(incident.id, incident)
    timelines.set(incident.id, [...(timelines.get(incident.id) ?? []), ...entries])
    return incident
  }
  const take = (id: string, event: IncidentEvent) => {
    const outcome = transition(incidents.get(id)!, event, time)
    if (!outcome.ok) {
      const offers = outcome.offer
        ? [{ label: outcome.offer, command: `incident ${outcome.offer} ${id}` }]
        : []
      throw new UserError(outcome.reason, ...offers)
    }
    return keep(outcome.incident, outcome.entries)
  }

  const face: Incidents = {
    async apply(incident, event, operation) {
      applied.push({ type: event.type, operation })
      if (operations.has(operation)) return incidents.get(incident.id)!
      const after = take(incident.id, { at: time, ...event } as IncidentEvent)
      operations.set(operation, incident.id)
      return after
    },
    permit() {},
    async declare(declaration, operation) {
      const before = operations.get(operation)
      if (before) return incidents.get(before)!
      const incident = openIncident(declaration)
      operations.set(operation, incident.id)
      return incident
    },
    async merge(from, into, by) {
      take(into.id, {
        type: 'absorb',
        from,
        title: from.title,
        severity: from.severity,
        state: from.state,
        at: time,
        by,
      })
      return take(from.id, { type: 'merge', into: { id: into.id, number: into.number }, at: time, by })
    },
    find: async reference =>
      incidents.get(reference) ?? [...incidents.values()].find(one => String(one.number) === reference),
    byThread: async (channel, thread) => incidents.get(threads.get(`${channel}:${thread}`) ?? ''),
    open: async names =>
      [...incidents.values()].filter(one => names.includes(one.system) && one.state !== 'resolved'),
    recent: async (names, limit) =>
      [...incidents.values()].filter(one => names.includes(one.system)).slice(-limit),
    timeline: async incident => timelines.get(incident.id) ?? [],
    card: async incident => ({ channel: incident.channel, ts: `${incident.number}.0` }),
  }

  function openIncident(given: Partial<Parameters<Incidents['declare']>[0]> = {}): Incident {
    const system = systems.find(one => one.system === (given.system ?? 'learnbot'))!
    const environment = given.environment ?? 'production'
    const number = 42 + incidents.size
    const by: Actor = given.by ?? { via: 'pagerduty', name: 'PagerDuty' }
    const { incident, entries } = open(
      {
        id: `k3jd8f00000000${number}`,
        number,
        system: system.system,
        environment,
        ...(given.service !== undefined && { service: given.service }),
        channel: system.environments[environment]!.channel,
        title: given.title ?? 'p99 latency above 3 s',
        links: [],
        severity: given.severity ?? 'P1',
        policy: {
          severities: system.severities,
          ladder: system.escalation,
          businessHours: system.businessHours,
        },
        at: time,
        by,
      },
      time,
    )
    const home = Object.keys(channels).find(id => channels[id] === incident.channel)!
    threads.set(`${home}:${number}.0`, incident.id)
    return keep(incident, entries)
  }

  const faces: Faces = {
    incidents: face,
    systems: {
      all: () => systems,
      get: name => systems.find(one => [one.system, one.title.toLowerCase()].includes(name.toLowerCase())),
      inChannel: async channel =>
        systems.flatMap(system =>
          Object.entries(system.environments)
            .filter(([, settings]) => settings.channel === channels[channel])
            .map(([environment, settings]) => ({ system, environment, settings })),
        ),
    },
    people: {
      in: async (system, role) =>
        system.people[role].flatMap(person =>
          members.filter(({ id }) => groups[person]?.some(member => member.id === id) || id === person),
        ),
      async has(system, role, user) {
        return system.people[role].some(
          person =>
            person === user ||
            groups[person]?.some(({ id }) => id === user) ||
            members.some(({ id, email }) => id === user && email === person),
        )
      },
      member: async user => members.find(({ id }) => id === user),
      named: async text => members.find(({ id, email }) => id === text || email === text),
    },
    messages: { link: async () => undefined },
    oncall: {
      of: async () => ({ source: 'ladder', levels: [{ level: 1, user: { id: 'UANA', name: 'Ana' } }] }),
    },
    health: {
      async of(system, environment, service) {
        lookedAt.push([system.system, environment, service])
        const finding = { state: 'fine', what: '/health', detail: '200 in 84 ms', ms: 84 } as const
        const names = service ? [service] : Object.keys(system.environments[environment]!.services)
        const part = {
          kind: 'service',
          state: 'fine',
          findings: [finding],
          logs: false,
          revisions: false,
        } as const
        const parts = names.map(name => ({ ...part, name, findings: [...part.findings] }))
        return { system: system.system, title: system.title, environment, parts, ms: 90 }
      },
    },
    follows: { begin: async () => {}, stop: async () => {} },
    parked: { of: async () => [], again: unparked, drop: unparked },
    logs: {
      async of(system, environment, service, wanted) {
        searched.push([system.system, environment, service, wanted])
        const { title } = system
        const [from, to] = [time - wanted.sinceMs, time]
        const found = { from, to, wanted, ...inLogs }
        return { system: system.system, title, environment, service, group: '/ecs', ...found }
      },
    },
    runs: {
      plan: nobody,
      word: async () => undefined,
      rewritten: async () => undefined,
      preview: nobody,
      request: nobody,
      apply: nobody,
      breakGlass: nobody,
      takeBack: nobody,
      takeBackAgain: nobody,
      find: async () => undefined,
      open: async () => [],
      recent: async () => [],
      locks: async () => [],
      lock: nobody,
      unlock: nobody,
    },
    reads: { of: async ({ read }) => ({ title: read }) },
    outputs: { of: async () => undefined },
    giving: { give: async () => ({ version: 'given', from: null }), drop: async () => undefined },
    ...createRunbooks('# LearnBot\n\n## Restart\n\n1. Tell people\n'),
    versions: { of: async () => [], before: async () => ({ earlier: [] }) },
    inTime: async work => work,
    checklists: {
      known: async () => [],
      begin: nobody,
      find: async () => undefined,
      apply: nobody,
      thread: async ({ place }) => place,
    },
    schedules: { of: async () => [], change: nobody, allow: nobody, stop: nobody },
    silenced: { of: async () => [], firing: async () => [] },
    audit: { of: async () => ({ lines: [] }) },
    now: () => time,
  }

  const log = {
    info: (fields: object) => void noticed.push({ level: 'info', ...fields }),
    warn: (fields: object) => void noticed.push({ level: 'warn', ...fields }),
    error: (fields: object) => void logged.push(fields),
  }
  const desk = createDesk({ commands, faces, log, onDone: done => void outcomes.push(done) })
  let deliveries = 0

  const invocation = (text: string, given: Partial<Invocation> = {}): Invocation => ({
    id: `delivery-${++deliveries}`,
    source: 'slash',
    text,
    fields: {},
    user: 'UANA',
    team: 'T1',
    channel: 'CLEARN',
    ...given,
  })

  return {
    faces,
    desk,
    applied,
    logged,
    noticed,
    outcomes,
    lookedAt,
    searched,
    inLogs,
    invocation,
    openIncident,
    /** The incident as it is now. */
    now: (incident: Incident) => incidents.get(incident.id)!,
    happened: (incident: Incident) => timelines.get(incident.id)!.map(({ kind }) => kind),
    all: () => [...incidents.values()],
    later: (ms: number) => void (time += ms),
    /** Says a line, by default as Ana in LearnBot's channel. */
    say: (text: string, given: Partial<Invocation> = {}) => desk.handle(invocation(text, given)),
    /** Says it in an incident's thread. */
    inThread: (incident: Incident, text: string, given: Partial<Invocation> = {}) => {
      const home = Object.keys(channels).find(id => channels[id] === incident.channel)!
      return desk.handle(
        invocation(text, { source: 'mention', channel: home, thread: `${incident.number}.0`, ...given }),
      )
    },
  }
}

/** All that a reply shows, in the order in which it is read; its buttons apart. */
export function shown(reply: Reply): string {
  const texts: string[] = []
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) walk(one)
    else if (node && typeof node === 'object') {
      const { type, text, fallback } = node as { type?: string; text?: unknown; fallback?: string }
      if (type === 'date') texts.push(fallback ?? '')
      else if (typeof text === 'string') texts.push(text)
      for (const [key, value] of Object.entries(node))
        if (key !== 'text' || typeof text !== 'string') walk(value)
    }
  }
  if ('message' in reply) walk(reply.message.blocks.filter(({ type }) => type !== 'actions'))
  return texts.join('').replaceAll('\u2060', '')
}

/** The buttons of a reply, by label, with the command that each carries. */
export function buttonsOf(reply: Reply): Record<string, string> {
  const blocks = 'message' in reply ? reply.message.blocks : []
  const elements = blocks.flatMap(block => (block.type === 'actions' ? block.elements : []))
  return Object.fromEntries(
    elements.flatMap(element =>
      element.type === 'button' ? [[element.text.text, element.value ?? '']] : [],
    ),
  )
}

/** The modal of a reply: its command line, and the arguments it asks for. */
export function modalOf(reply: Reply): { command: string; asks: string[] } | undefined {
  if (!('view' in reply)) return undefined
  const inputs = reply.view.blocks.filter(({ type }) => type === 'input')
  const asks = inputs.flatMap(block => (block.block_id === undefined ? [] : [block.block_id]))
  return { command: reply.view.private_metadata ?? '', asks }
}

function unparked(): never {
  throw new Error('nothing is put aside in here')
}
