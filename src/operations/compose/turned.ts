import { UserError } from '../../domain/errors.ts'
import type { Call } from '../../domain/run/plan.ts'
import { callOf } from '../../ports/calls/call.ts'
import { restartContainer, stopContainer } from '../../ports/calls/docker.ts'
import type { ContainerState, Containers } from '../../ports/containers.ts'
import { healthOffer } from '../line-at.ts'
import type { Where } from '../operation.ts'
import { findContainers } from './find.ts'

/** The services of Compose that it is about, the one that is named or all, each with its containers. */
export async function composed(containers: Containers, where: Where) {
  const { service, settings, system, environment } = where
  const all = service
    ? [service]
    : Object.entries(settings.services)
        .filter(([, { compose }]) => compose)
        .map(([name, one]) => ({ name, settings: one }))
  if (all.length === 0)
    throw new UserError(
      `Nothing of ${system.title} ${environment} runs in Docker Compose, as far as its system file says.`,
      healthOffer(where),
    )
  return Promise.all(
    all.map(async one => {
      const place = { ...where, service: one }
      return { name: one.name, where: place, ...(await findContainers(containers, place)) }
    }),
  )
}
type Composed = Awaited<ReturnType<typeof composed>>[number]

type Target = Pick<Composed, 'target'>

export const ending = (
  { target: { project: _, service: __, ...place } }: Target,
  one: ContainerState,
): Call =>
  callOf(stopContainer, {
    on: one.name,
    sets: 'it ends, and stays as it is to be started again',
    params: { ...place, id: one.id },
  })

/** Docker starts one that has ended as it restarts one: told by since when it runs. */
export const starting = (
  { target: { project: _, service: __, ...place } }: Target,
  one: ContainerState,
): Call =>
  callOf(restartContainer, {
    on: one.name,
    sets: 'it starts',
    params: { ...place, id: one.id, startedAt: one.startedAt ?? 0 },
  })

/** "backend, staging", or "all of Travellr, staging" */
export const nameOf = ({ service, system, environment }: Where): string =>
  `${service?.name ?? `all of ${system.title}`}, ${environment}`
