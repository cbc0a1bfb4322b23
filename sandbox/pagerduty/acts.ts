import { createMerge } from './merge.ts'
import { createTriggers } from './triggers.ts'
import { type Agent, get, type Incident, newId, Refusal, type Tell, userOf, type World } from './world.ts'

/** What people, monitors and timers do to incidents; each act tells of itself. */
export function createActs(world: World, now: () => number, tell: Tell) {
  const { priorityNamed, ...triggers } = createTriggers(world, now, enter, tell)
  const at = (id: string) => get(world.incidents, id)

  function become(incident: Incident, status: Incident['status'], by: Agent) {
    Object.assign(incident, { status, statusAt: now(), statusBy: by, updatedAt: now() })
  }

  function enter(incident: Incident, level: number) {
    const people = get(world.policies, incident.policy).levels[level - 1]?.users ?? []
    const assignees = people.map(user => ({ user, at: now() }))
    Object.assign(incident, { level, levelAt: now(), updatedAt: now(), assignees, acknowledged: [] })
  }

  function reopen(id: string, by: Agent): Incident {
    const incident = at(id)
    if (incident.status !== 'resolved') throw new Refusal(400, 1003, 'Invalid Status Provided')
    become(incident, 'triggered', by)
    delete incident.mergedInto
    incident.reopenedAt = now()
    enter(incident, 1)
    tell('reopened', incident, by)
    return incident
  }

  return {
    ...triggers,
    merge: createMerge(world, become, now, tell),
    reopen,

    /** As in PagerDuty, acknowledging what is resolved reopens it. */
    acknowledge(id: string, who: string): Incident {
      const user = userOf(world, who).id
      const incident = at(id).status === 'resolved' ? reopen(id, { user }) : at(id)
      const mine = { user, at: now() }
      if (incident.status === 'acknowledged') {
        if (!incident.acknowledged.some(one => one.user === user)) incident.acknowledged.push(mine)
        return incident
      }
      become(incident, 'acknowledged', { user })
      Object.assign(incident, { assignees: [mine], acknowledged: [mine] })
      tell('acknowledged', incident, { user })
      return incident
    },

    unacknowledge(id: string): Incident {
      const incident = at(id)
      if (incident.status !== 'acknowledged') throw new Refusal(400, 1012, 'Incident is not Acknowledged')
      become(incident, 'triggered', null)
      enter(incident, incident.level)
      tell('unacknowledged', incident, null)
      return incident
    },

    resolve(id: string, by: Agent): Incident {
      const incident = at(id)
      if (incident.status === 'resolved') throw new Refusal(400, 1001, 'Incident Already Resolved')
      become(incident, 'resolved', by)
      Object.assign(incident, { assignees: [], acknowledged: [] })
      tell('resolved', incident, by)
      return incident
    },

    /** To the next level, or the one given; whoever had acknowledged it no longer has it. */
    escalate(id: string, by: Agent, level = at(id).level + 1): Incident {
      const incident = at(id)
      if (incident.status === 'resolved') throw new Refusal(400, 1001, 'Incident Already Resolved')
      const { levels } = get(world.policies, incident.policy)
      if (!Number.isInteger(level) || level < 1 || level > levels.length)
        throw new Refusal(400, 1006, 'Cannot Escalate')
      if (incident.status === 'acknowledged') become(incident, 'triggered', by)
      enter(incident, level)
      tell('escalated', incident, by)
      return incident
    },

    reassign(id: string, users: string[], by: Agent): Incident {
      const incident = at(id)
      if (incident.status === 'acknowledged') become(incident, 'triggered', by)
      const assignees = users.map(user => ({ user: userOf(world, user).id, at: now() }))
      Object.assign(incident, { assignees, acknowledged: [], updatedAt: now() })
      tell('reassigned', incident, by)
      return incident
    },

    note(id: string, who: string, content: string): Incident['notes'][number] {
      const incident = at(id)
      const user = userOf(world, who).id
      const note = { id: newId(), content, user, at: now() }
      incident.notes.push(note)
      incident.updatedAt = now()
      tell('annotated', incident, { user }, note)
      return note
    },

    setPriority(id: string, name: string, by: Agent): Incident {
      const incident = at(id)
      Object.assign(incident, { priority: priorityNamed(name), updatedAt: now() })
      tell('priority_updated', incident, by)
      return incident
    },
  }
}
export type Acts = ReturnType<typeof createActs>
