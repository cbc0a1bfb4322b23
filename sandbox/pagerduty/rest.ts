import { z } from 'zod'
import type { Acts } from './acts.ts'
import { createLists, paged } from './lists.ts'
import { createMaintenance, Planned } from './maintenance.ts'
import type { Wire } from './wire.ts'
import { get, type Incident, Refusal, userOf, type World } from './world.ts'

export interface RestCall {
  method: string
  path: string
  query: URLSearchParams
  /** The `From` header. */
  from?: string
  body?: unknown
}

const Created = z.object({
  incident: z.object({
    title: z.string().min(1),
    service: z.object({ id: z.string() }),
    urgency: z.enum(['high', 'low']).optional(),
    incident_key: z.string().optional(),
    priority: z.object({ id: z.string() }).optional(),
  }),
})
const Updated = z.object({
  incident: z.object({
    status: z.enum(['acknowledged', 'resolved', 'triggered']).optional(),
    escalation_level: z.int().optional(),
  }),
})
const Merged = z.object({
  source_incidents: z.array(z.object({ id: z.string(), type: z.literal('incident_reference') })).min(1),
})
const Noted = z.object({ note: z.object({ content: z.string().min(1) }) })

/** PagerDuty's REST API v2, as far as Belay uses it: a call to its status and JSON. Throws `Refusal`s. */
export function createRest(world: World, acts: Acts, wire: Wire, now: () => number) {
  const lists = createLists(world, wire, now)
  const maintenance = createMaintenance(world, wire, now)

  const me = ({ from }: RestCall): string => {
    if (!from) throw new Refusal(400, 2001, 'Invalid Input Provided', ['From header is required'])
    return userOf(world, from).id
  }

  function create(call: RestCall) {
    const user = me(call)
    const { title, service, urgency, incident_key: key, priority } = read(Created, call.body).incident
    get(world.services, service.id)
    if (key !== undefined && acts.openWith(service.id, key))
      throw new Refusal(400, 2002, 'Arguments Caused Error', [
        'Open incident with matching dedup key already exists on this service',
      ])
    const trouble = {
      service: service.id,
      title,
      ...(urgency && { urgency }),
      ...(key !== undefined && { key }),
      ...(priority && { priority: get(world.priorities, priority.id).name }),
    }
    return { status: 201, body: { incident: wire.incident(acts.trigger(trouble, { user })) } }
  }

  function update(id: string, call: RestCall): Incident {
    const user = me(call)
    const { status, escalation_level: level } = read(Updated, call.body).incident
    if (status === 'acknowledged') acts.acknowledge(id, user)
    if (status === 'resolved') acts.resolve(id, { user })
    if (status === 'triggered') acts.reopen(id, { user })
    if (level !== undefined) acts.escalate(id, { user }, level)
    return get(world.incidents, id)
  }

  function merge(id: string, call: RestCall): Incident {
    const user = me(call)
    const sources = read(Merged, call.body).source_incidents.map(source => source.id)
    return acts.merge(id, sources, { user })
  }

  return function answer(call: RestCall): { status: number; body: unknown } {
    const ok = (body: unknown) => ({ status: 200, body })
    const [kind, id, part] = call.path.split('/').slice(1).map(decodeURIComponent)
    switch (`${call.method} ${kind}${id === undefined ? '' : '/id'}${part === undefined ? '' : `/${part}`}`) {
      case 'GET users':
        return ok(lists.users(call.query))
      case 'GET users/id':
        return ok({ user: wire.user(get(world.users, id!)) })
      case 'GET services':
        return ok(lists.services(call.query))
      case 'GET services/id':
        return ok({ service: wire.service(id!) })
      case 'GET escalation_policies/id':
        return ok({ escalation_policy: wire.policy(id!) })
      case 'GET priorities':
        return ok(lists.priorities(call.query))
      case 'GET oncalls':
        return ok(lists.oncalls(call.query))
      case 'GET incidents':
        return ok(lists.incidents(call.query))
      case 'POST incidents':
        return create(call)
      case 'GET incidents/id':
        return ok({ incident: wire.incident(get(world.incidents, id!)) })
      case 'PUT incidents/id':
        return ok({ incident: wire.incident(update(id!, call)) })
      case 'PUT incidents/id/merge':
        return ok({ incident: wire.incidentReference(merge(id!, call)) })
      case 'GET incidents/id/notes':
        return ok({ notes: get(world.incidents, id!).notes.map(wire.note) })
      case 'POST incidents/id/notes':
        return ok({ note: wire.note(acts.note(id!, me(call), read(Noted, call.body).note.content)) })
      case 'GET maintenance_windows':
        return ok(
          paged('maintenance_windows', maintenance.open(call.query.getAll('service_ids[]')), call.query),
        )
      case 'POST maintenance_windows':
        return {
          status: 201,
          body: { maintenance_window: maintenance.plan(read(Planned, call.body), me(call)) },
        }
      case 'DELETE maintenance_windows/id':
        maintenance.end(id!)
        return { status: 204, body: undefined }
      default:
        throw new Refusal(404, 2100, 'Not Found')
    }
  }
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new Refusal(
    400,
    2001,
    'Invalid Input Provided',
    parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`),
  )
}
