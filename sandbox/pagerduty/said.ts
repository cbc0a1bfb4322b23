import type { Wire } from './wire.ts'
import { type Agent, get, type Incident, newId, userOf, type World } from './world.ts'

type Send = (what: string, incident: Incident, by: Agent, data: object) => void

/** What people tell and arrange beside an incident, which changes nothing of how that stands. */
export function createSaid(world: World, wire: Wire, send: Send) {
  const at = (id: string) => get(world.incidents, id)
  const by = (who: string): Agent => ({ user: userOf(world, who).id })

  function responder(incident: Incident, whom: string, state: string, message: string) {
    return {
      incident: wire.incidentReference(incident),
      user: wire.userReference(userOf(world, whom).id),
      escalation_policy: null,
      message,
      state,
      type: 'incident_responder',
    }
  }

  return {
    publish(id: string, who: string, message: string): void {
      const incident = wire.incidentReference(at(id))
      const update = { incident, id: newId(), message, trimmed: false, type: 'incident_status_update' }
      send('status_update_published', at(id), by(who), update)
    },

    addResponder(id: string, who: string, whom: string, message: string): void {
      send('responder.added', at(id), by(who), responder(at(id), whom, 'pending', message))
    },

    reply(id: string, who: string, state: 'joined' | 'declined'): void {
      send('responder.replied', at(id), by(who), responder(at(id), who, state, ''))
    },

    setBridge(id: string, who: string, url: string): void {
      const incident = wire.incidentReference(at(id))
      const bridge = {
        incident,
        conference_numbers: [],
        conference_url: url,
        type: 'incident_conference_bridge',
      }
      send('conference_bridge.updated', at(id), by(who), bridge)
    },

    moveTo(id: string, service: string, who: string): void {
      const incident = at(id)
      incident.service = get(world.services, service).id
      send('service_updated', incident, by(who), wire.told(incident))
    },
  }
}
