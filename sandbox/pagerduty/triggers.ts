import { type Agent, get, type Incident, newId, Refusal, type Tell, type World } from './world.ts'

export interface Trouble {
  service: string
  title: string
  urgency?: 'high' | 'low'
  /** A priority's name. */
  priority?: string
  key?: string
}

/** How incidents begin: a monitor's alert, or somebody's word. */
export function createTriggers(
  world: World,
  now: () => number,
  enter: (incident: Incident, level: number) => void,
  tell: Tell,
) {
  function openWith(service: string, key: string | undefined) {
    return world.incidents.find(
      ({ status, alerts }) =>
        status !== 'resolved' && alerts.some(alert => alert.service === service && alert.key === key),
    )
  }

  function trigger(trouble: Trouble, by: Agent): Incident {
    const service = get(world.services, trouble.service)
    const created = now()
    const key = trouble.key ?? newId().toLowerCase()
    const incident: Incident = {
      id: newId(),
      number: ++world.lastNumber,
      title: trouble.title,
      key,
      service: service.id,
      policy: service.policy,
      status: 'triggered',
      urgency: trouble.urgency ?? 'high',
      level: 1,
      levelAt: created,
      assignees: [],
      acknowledged: [],
      createdAt: created,
      updatedAt: created,
      statusAt: created,
      statusBy: by,
      notes: [],
      alerts: [{ service: service.id, key }],
      ...(trouble.priority !== undefined && { priority: priorityNamed(trouble.priority) }),
    }
    enter(incident, 1)
    world.incidents.push(incident)
    tell('triggered', incident, by)
    return incident
  }

  function priorityNamed(name: string): string {
    const found = world.priorities.find(priority => priority.name === name)
    if (!found) throw new Refusal(400, 1020, 'Invalid Priority')
    return found.id
  }

  return {
    priorityNamed,
    openWith,
    trigger,

    /** A monitor's alert: it joins the open incident that has one of its key, if there is one. In maintenance it is dropped. */
    fire(trouble: Trouble): Incident {
      const at = now()
      const planned = world.windows.find(
        ({ services, startsAt, endsAt }) =>
          services.includes(trouble.service) && startsAt <= at && at < endsAt,
      )
      if (planned) throw new Error(`PagerDuty pages nobody: "${planned.description}" is on for that service.`)
      const open = trouble.key === undefined ? undefined : openWith(trouble.service, trouble.key)
      return open ?? trigger(trouble, { service: trouble.service })
    },
  }
}
