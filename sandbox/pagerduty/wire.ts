import { type Agent, get, type Incident, type Note, type User, type World } from './world.ts'

export const iso = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')

/** PagerDuty's JSON, as the REST API and V3 webhooks write it. */
export function createWire(world: World, site: string) {
  const reference = (kind: string, plural: string, id: string, summary: string) => ({
    id,
    type: `${kind}_reference`,
    summary,
    self: `https://api.pagerduty.com/${plural}/${id}`,
    html_url: `${site}/${plural}/${id}`,
  })
  const userReference = (id: string) => reference('user', 'users', id, get(world.users, id).name)
  const serviceReference = (id: string) => reference('service', 'services', id, get(world.services, id).name)
  const policyReference = (id: string) =>
    reference('escalation_policy', 'escalation_policies', id, get(world.policies, id).name)
  const incidentReference = ({ id, title }: Incident) => reference('incident', 'incidents', id, title)
  const resolveReason = ({ mergedInto }: Incident) =>
    mergedInto === undefined
      ? null
      : { type: 'merge_resolve_reason', incident: incidentReference(get(world.incidents, mergedInto)) }
  const priorityReference = (id: string) =>
    reference('priority', 'priorities', id, get(world.priorities, id).name)

  function agent(by: Agent) {
    if (by === null) return null
    return 'user' in by ? userReference(by.user) : serviceReference(by.service)
  }

  return {
    agent,
    incidentReference,
    policyReference,
    userReference,

    user: (user: User) => ({
      ...reference('user', 'users', user.id, user.name),
      type: 'user',
      name: user.name,
      email: user.email,
      time_zone: 'Etc/UTC',
      role: 'user',
    }),

    service(id: string) {
      const { name, policy } = get(world.services, id)
      return {
        ...serviceReference(id),
        type: 'service',
        name,
        status: 'active',
        escalation_policy: policyReference(policy),
      }
    },

    policy(id: string) {
      const { name, levels } = get(world.policies, id)
      const escalation_rules = levels.map(({ users, delayMs }) => ({
        escalation_delay_in_minutes: Math.round(delayMs / 60_000),
        targets: users.map(userReference),
      }))
      return { ...policyReference(id), type: 'escalation_policy', name, escalation_rules }
    },

    incident: (incident: Incident) => ({
      ...incidentReference(incident),
      type: 'incident',
      summary: `[#${incident.number}] ${incident.title}`,
      incident_number: incident.number,
      title: incident.title,
      status: incident.status,
      incident_key: incident.key,
      urgency: incident.urgency,
      created_at: iso(incident.createdAt),
      updated_at: iso(incident.updatedAt),
      resolved_at: incident.status === 'resolved' ? iso(incident.statusAt) : null,
      // So PagerDuty documents it: of a triggered incident it is the last change of anything.
      last_status_change_at: iso(incident.status === 'triggered' ? incident.updatedAt : incident.statusAt),
      last_status_change_by: agent(incident.statusBy) ?? serviceReference(incident.service),
      service: serviceReference(incident.service),
      escalation_policy: policyReference(incident.policy),
      assigned_via: 'escalation_policy',
      assignments: incident.assignees.map(({ user, at }) => ({ at: iso(at), assignee: userReference(user) })),
      acknowledgements: incident.acknowledged.map(({ user, at }) => ({
        at: iso(at),
        acknowledger: userReference(user),
      })),
      priority: incident.priority === undefined ? null : priorityReference(incident.priority),
      is_mergeable: !incident.unmergeable,
      resolve_reason: resolveReason(incident),
      teams: [],
    }),

    /** `event.data` of an incident's webhook. */
    told: (incident: Incident) => ({
      ...incidentReference(incident),
      type: 'incident',
      number: incident.number,
      status: incident.status,
      incident_key: incident.key,
      created_at: iso(incident.createdAt),
      reopened_at: incident.reopenedAt === undefined ? null : iso(incident.reopenedAt),
      title: incident.title,
      incident_type: { name: 'incident_default' },
      service: serviceReference(incident.service),
      assignees: incident.assignees.map(({ user }) => userReference(user)),
      escalation_policy: policyReference(incident.policy),
      teams: [],
      priority: incident.priority === undefined ? null : priorityReference(incident.priority),
      urgency: incident.urgency,
      conference_bridge: null,
      resolve_reason: resolveReason(incident),
    }),

    note: (note: Note) => ({
      id: note.id,
      content: note.content,
      user: userReference(note.user),
      channel: { summary: 'The PagerDuty website or APIs' },
      created_at: iso(note.at),
    }),

    toldNote: (note: Note, incident: Incident) => ({
      incident: incidentReference(incident),
      id: note.id,
      content: note.content,
      trimmed: false,
      type: 'incident_note',
    }),
  }
}
export type Wire = ReturnType<typeof createWire>
