import type { z } from 'zod'
import { encoded } from '../../domain/encoded.ts'
import { type Maker, maker } from '../../ports/calls/call.ts'
import {
  removeContainers,
  restartContainer,
  startContainer,
  stopContainer,
} from '../../ports/calls/docker.ts'
import { callMs, type Docker } from './api.ts'
import { gone, inspect, short, stateOf } from './containers.ts'
import { tell } from './tell.ts'

/** So long a container has to end by itself, in seconds; Docker answers only once it has. */
const graceS = 10
const untilEnded = { timeoutMs: graceS * 1_000 + callMs }

/** How far a container is on its way up: there once it runs and is healthy, where it says so. */
function ascent(status: string, health: string | undefined) {
  const isUp = status === 'running' && (health === undefined || health === 'healthy')
  return { done: isUp ? 1 : 0, of: 1, what: 'containers up', said: health ? [`it is ${health}`] : [] }
}

export const createStop = (docker: Docker): Maker =>
  maker<z.infer<typeof stopContainer.params>>({
    kind: stopContainer,
    repeatable: true,
    async look({ id, ...place }) {
      const there = await inspect(docker, place, id)
      if (!there) return gone(id)
      return there.State.Running ? { is: 'before' } : { is: 'after', result: {} }
    },
    async start({ id, ...place }) {
      await tell(docker, place, `/containers/${id}/stop?t=${graceS}`, `the stop of ${short(id)}`, untilEnded)
      return {}
    },
  })

export const createStart = (docker: Docker): Maker =>
  maker<z.infer<typeof startContainer.params>>({
    kind: startContainer,
    repeatable: true,
    async look({ id, ...place }) {
      const there = await inspect(docker, place, id)
      if (!there) return gone(id)
      return there.State.Status === 'created' ? { is: 'before' } : { is: 'after', result: {} }
    },
    async start({ id, ...place }) {
      await tell(docker, place, `/containers/${id}/start`, `the start of ${short(id)}`)
      return {}
    },
    async observe({ id, before, ...place }) {
      const there = await inspect(docker, place, id)
      const { status, health, exit } = there ? stateOf(there) : { status: 'gone' }
      const progress = ascent(status, health)
      if (progress.done === 1) return { is: 'done', progress }
      if (status === 'running' && health === 'starting')
        return { is: 'going', progress: { ...progress, begun: health } }
      if (status === 'created' || status === 'restarting') return { is: 'going', progress }
      const how =
        health === 'unhealthy' ? 'is unhealthy' : `${status}${exit === undefined ? '' : `, exit ${exit}`}`
      return {
        is: 'failed',
        why: `The new container ${how}. The one before, ${before}, is stopped and still there: roll back, or start it by hand.`,
        said: [],
      }
    },
  })

/** Removes what has ended, and gives its name on. */
export const createRemove = (docker: Docker): Maker => {
  type Params = z.infer<typeof removeContainers.params>
  const left = async ({ ids, id: _, name: __, ...place }: Params) =>
    (await Promise.all(ids.map(one => inspect(docker, place, one)))).filter(one => one !== undefined)
  return maker<Params>({
    kind: removeContainers,
    repeatable: true,
    async look(params) {
      const { ids: _, id, name, ...place } = params
      const [there, ours] = await Promise.all([left(params), inspect(docker, place, id)])
      if (!ours) return gone(id)
      const running = there.find(({ State }) => State.Running)
      if (running) return { is: 'other', how: `The container ${stateOf(running).name} runs again.` }
      return there.length === 0 && stateOf(ours).name === name
        ? { is: 'after', result: {} }
        : { is: 'before' }
    },
    async start(params) {
      const { ids: _, id, name, ...place } = params
      for (const { Id } of await left(params))
        await tell(docker, place, `/containers/${Id}`, `the removal of ${short(Id)}`, { method: 'DELETE' })
      await tell(docker, place, `/containers/${id}/rename?name=${encoded(name)}`, `the name ${name}`)
      return {}
    },
  })
}

/**
 * Ends a container and starts it again, which Docker does in one. It is not sent twice: nothing tells one that is just
 * ending from one that was never asked.
 */
export const createRestart = (docker: Docker): Maker =>
  maker<z.infer<typeof restartContainer.params>>({
    kind: restartContainer,
    repeatable: false,
    async look({ id, startedAt, ...place }) {
      const there = await inspect(docker, place, id)
      if (!there) return gone(id)
      return (there.State.StartedAt ?? 0) === startedAt ? { is: 'before' } : { is: 'after', result: {} }
    },
    async start({ id, startedAt: _, ...place }) {
      await tell(
        docker,
        place,
        `/containers/${id}/restart?t=${graceS}`,
        `the restart of ${short(id)}`,
        untilEnded,
      )
      return {}
    },
    async observe({ id, ...place }) {
      const there = await inspect(docker, place, id)
      if (!there) return { is: 'failed', why: `The container ${short(id)} is gone.`, said: [] }
      const { status, health, exit } = stateOf(there)
      const progress = ascent(status, health)
      if (progress.done === 1) return { is: 'done', progress }
      if (status === 'running' || status === 'restarting') return { is: 'going', progress }
      return { is: 'failed', why: `It is ${status}${exit === undefined ? '' : `, exit ${exit}`}.`, said: [] }
    },
  })
