import type { z } from 'zod'
import { encoded } from '../../domain/encoded.ts'
import type { Json } from '../../domain/run/plan.ts'
import { fieldOf, type Maker, maker, nameFor, type Observation, tagOf } from '../../ports/calls/call.ts'
import { runContainer } from '../../ports/calls/docker.ts'
import type { Docker } from './api.ts'
import { inspect, label, stateOf } from './containers.ts'
import { create } from './create.ts'
import { hostOf, model, networksOf, ownConfig } from './like.ts'
import { demultiplexed } from './multiplexed.ts'
import { tell } from './tell.ts'

type Params = z.infer<typeof runContainer.params>

/** Of what it printed so many lines are read, the last. */
const mostLines = 10_000
/** What has run longer ago than this is cleared away. */
const keptFor = '1h'

/** Runs a command in a container of its own, like one that serves: without its ports, its name and its labels. */
export function createRun(docker: Docker): Maker {
  const placeOf = ({ like: _, image: __, command: ___, ...place }: Params) => place
  const idIn = (result: Json): string => String(fieldOf(result, 'id') ?? '')

  async function printed(params: Params, id: string) {
    const found = await docker.bytes({
      place: placeOf(params),
      path: `/containers/${id}/logs?stdout=true&stderr=true&tail=${mostLines}`,
      about: 'what it printed',
    })
    return found && demultiplexed(found)
  }

  const begin = (params: Params, id: string) =>
    tell(docker, placeOf(params), `/containers/${id}/start`, 'the start of its container')

  return maker<Params>({
    kind: runContainer,
    repeatable: true,
    async look({ like, image, command: _, ...place }, made) {
      const ours = await inspect(docker, place, nameFor(made))
      if (ours && ours.State.Status !== 'created') return { is: 'after', result: { id: ours.Id } }
      const there = await inspect(docker, place, like)
      if (!there) return { is: 'other', how: 'The container that it was to be like is gone.' }
      const now = stateOf(there).image
      return now === image ? { is: 'before' } : { is: 'other', how: `The service runs ${now} now.` }
    },
    async start(params, made, guard) {
      const { like, image, command, ...place } = params
      const filters = encoded(JSON.stringify({ label: [label.task], until: [keptFor] }))
      await tell(docker, place, `/containers/prune?filters=${filters}`, 'earlier tasks')
      const known = await inspect(docker, place, nameFor(made))
      guard?.()
      if (known) {
        await begin(params, known.Id)
        return { id: known.Id }
      }
      const { container, defaults } = await model(docker, place, like)
      guard?.()
      const { Healthcheck: _, ExposedPorts: __, ...config } = ownConfig(container, defaults)
      const { PortBindings: ___, RestartPolicy: ____, ...host } = hostOf(container)
      const id = await create(docker, place, made, image, {
        ...config,
        Entrypoint: [],
        Cmd: command,
        Labels: { [label.task]: tagOf(made) },
        HostConfig: host,
        NetworkingConfig: {
          EndpointsConfig: Object.fromEntries(
            Object.keys(networksOf(container).EndpointsConfig).map(name => [name, {}]),
          ),
        },
      })
      guard?.()
      await begin(params, id)
      return { id }
    },
    async observe(params, result): Promise<Observation> {
      const id = idIn(result)
      const there = await inspect(docker, placeOf(params), id)
      if (!there) return { is: 'failed', why: 'Its container is gone.', said: [] }
      const output = await printed(params, id)
      const told = output === undefined ? {} : { output }
      const { exit, wasKilledForMemory } = stateOf(there)
      const progress = { done: exit === 0 ? 1 : 0, of: 1, what: 'ended well', said: [], ...told }
      if (exit === undefined) return { is: 'going', progress: { ...progress, begun: true } }
      if (exit === 0) return { is: 'done', progress }
      const memory = wasKilledForMemory ? ' (out of memory)' : ''
      return { is: 'failed', why: `It ended with exit ${exit}${memory}.`, said: [], ...told }
    },
    output: (params, result) => printed(params, idIn(result)),
    async cancel(params, result, guard) {
      guard()
      await tell(docker, placeOf(params), `/containers/${idIn(result)}/kill`, 'the end of its container')
    },
  })
}
