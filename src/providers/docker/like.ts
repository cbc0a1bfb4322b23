import { isDeepStrictEqual } from 'node:util'
import type { DockerPlace } from '../../ports/containers.ts'
import { type Docker, missing } from './api.ts'
import { inspect, short } from './containers.ts'
import { ImageWire, type Inspected } from './wire.ts'

/** A container and what the image that it was made of has set by itself. */
export async function model(docker: Docker, place: DockerPlace, id: string) {
  const container = await inspect(docker, place, id)
  if (!container) throw missing(`the container ${short(id)} is gone`)
  const image = await docker.ask({
    place,
    path: `/images/${container.Image}/json`,
    answer: ImageWire,
    about: `the image of ${container.Name}`,
  })
  return { container, defaults: image?.Config ?? {} }
}

/** What was set for a container beside what its image sets: another image has its own. */
export function ownConfig({ Config }: Inspected, defaults: Record<string, unknown>): Record<string, unknown> {
  const { Hostname: _, Image: __, Labels, Env, ...rest } = Config
  const own = Object.entries(rest).filter(([name, value]) => !isDeepStrictEqual(value, defaults[name]))
  const env = Array.isArray(defaults.Env) ? defaults.Env : []
  const labels = (defaults.Labels ?? {}) as Record<string, string>
  return {
    ...Object.fromEntries(own),
    Env: (Env ?? []).filter(one => !env.includes(one)),
    Labels: Object.fromEntries(
      Object.entries(Labels ?? {}).filter(([name, value]) => labels[name] !== value),
    ),
  }
}

/** Its networks, with the names that it is found by there; addresses are given anew. */
export const networksOf = ({ Id, NetworkSettings }: Inspected) => ({
  EndpointsConfig: Object.fromEntries(
    Object.entries(NetworkSettings.Networks).map(([name, { Aliases }]) => [
      name,
      { Aliases: (Aliases ?? []).filter(alias => !Id.startsWith(alias)) },
    ]),
  ),
})

/** Its mounts and limits; volumes without a name of their own go over to the one in its place, as Compose has it. */
export function hostOf({ HostConfig, Mounts }: Inspected): Record<string, unknown> {
  const binds = (HostConfig.Binds ?? []) as string[]
  const mounts = (HostConfig.Mounts ?? []) as { Target?: string }[]
  const known = (at: string) =>
    binds.some(bind => bind.split(':')[1] === at) || mounts.some(({ Target }) => Target === at)
  const nameless = Mounts.filter(({ Type, Destination }) => Type === 'volume' && !known(Destination))
  return {
    ...HostConfig,
    Binds: [...binds, ...nameless.map(({ Name, Destination }) => `${Name}:${Destination}`)],
  }
}
