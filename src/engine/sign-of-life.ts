import type { Incident } from '../domain/incident.ts'
import { withLadder } from '../domain/responders.ts'
import type { Invocation } from '../ports/invocation.ts'
import { actorOf } from './actor.ts'
import type { Faces } from './command.ts'

/**
 * Whatever somebody asks about an incident, or in its thread, shows that they are at it, if they may work on it: also
 * what is refused, or opens a form. What has changed the incident since it `began` has shown it already.
 */
export async function signOfLife(
  faces: Faces,
  { channel, thread, user, id }: Invocation,
  about: Incident | undefined,
  began: number,
): Promise<void> {
  const { find, byThread, apply } = faces.incidents
  const incident = about
    ? await find(about.id)
    : channel && thread
      ? await byThread(channel, thread)
      : undefined
  if (incident?.state !== 'acknowledged' && incident?.state !== 'mitigated') return
  const system = faces.systems.get(incident.system)
  if (incident.lifeAt >= began || !system) return
  if (!(await faces.people.has(withLadder(system), 'responders', user))) return
  await apply(incident, { type: 'touch', by: await actorOf(user, faces) }, `${id}:touch`)
}
