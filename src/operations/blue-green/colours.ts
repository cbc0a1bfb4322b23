import { type BlueGreen, type Colour, colours } from '../../domain/blue-green-settings.ts'
import { UserError } from '../../domain/errors.ts'
import { resourceOf } from '../../domain/run/resource.ts'
import { groupName } from '../../domain/short-name.ts'
import type { Clusters, ServiceState, ServiceTarget } from '../../ports/clusters.ts'
import type { Listeners } from '../../ports/listeners.ts'
import { accountOf } from '../account.ts'
import { lineAt } from '../line-at.ts'
import type { Where } from '../operation.ts'
import { serviceOf } from '../service-of.ts'
import { choosing } from '../version-typed.ts'

/** One of two services that take turns. */
export interface Side {
  colour: Colour
  target: ServiceTarget
  targetGroup: string
  health?: string
  /** Undefined where it has not been made yet. */
  state: ServiceState | undefined
}

/** Both, as they are now: `live` is the one that the listener forwards to. */
export interface Sides {
  live: Side
  idle: Side
  listener: string
  /** "backend, production" */
  named: string
  resource: string
}

export interface ColoursDeps {
  clusters: Clusters
  listeners: Listeners
}

/** The two of a service; a `UserError` where its system file has none, or neither is live. */
export async function sidesOf({ clusters, listeners }: ColoursDeps, where: Where): Promise<Sides> {
  const { system, environment, settings } = where
  const service = serviceOf(where)
  const { blueGreen, ecs } = service.settings
  if (!blueGreen || !ecs)
    throw new UserError(
      `${service.name} of ${system.title} ${environment} has no \`blueGreen\` in its system file: a listener, and a service with its target group for each colour.`,
      choosing(where),
    )
  const place = accountOf(settings)
  const side = async (colour: Colour): Promise<Side> => {
    const { service: name, targetGroup, health } = blueGreen[colour]
    const target = { cluster: ecs.cluster, service: name, ...place }
    return {
      colour,
      target,
      targetGroup,
      state: await clusters.service(target),
      ...(health !== undefined && { health }),
    }
  }
  const [forwards, ...both] = await Promise.all([
    listeners.forwardsTo(blueGreen.listener, place),
    ...colours.map(side),
  ])
  const live = both.find(({ targetGroup }) => targetGroup === forwards)
  const idle = both.find(one => one !== live)
  if (!live || !idle) throw neitherLive(blueGreen, service.name, forwards)
  return {
    live,
    idle,
    listener: blueGreen.listener,
    named: `${service.name}, ${environment}`,
    resource: resourceOf(system, environment, service.name),
  }
}

const neitherLive = ({ blue, green }: BlueGreen, name: string, forwards: string | undefined): UserError =>
  new UserError(
    forwards === undefined
      ? `The listener of ${name} does not forward to one target group: which colour is live cannot be told.`
      : `The listener of ${name} forwards to ${groupName(forwards)}, which is neither blue's ${groupName(blue.targetGroup)} nor green's ${groupName(green.targetGroup)}.`,
  )

/** The offer to look at both. */
export const whichIsLive = (where: Where) => ({
  label: 'Which is live',
  command: lineAt('bluegreen', where),
})

/** What there is to say to whoever changes the service of the system file while the other colour is live. */
export async function idling(deps: ColoursDeps, where: Where): Promise<string[]> {
  const { blueGreen, ecs } = where.service?.settings ?? {}
  if (!blueGreen || !ecs) return []
  const { live, named } = await sidesOf(deps, where)
  return live.target.service === ecs.service
    ? []
    : [`${live.colour} of ${named} is live, and this is about ${ecs.service}, which is not.`]
}
