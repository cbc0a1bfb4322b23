import { z } from 'zod'
import { type Made as MadeBy, type Maker, maker } from '../../ports/calls/call.ts'
import {
  createContainer,
  removeContainers,
  restartContainer,
  startContainer,
  stopContainer,
} from '../../ports/calls/docker.ts'
import { type Docker, missing } from './api.ts'
import { inspect, label, stateOf } from './containers.ts'
import { hostOf, model, networksOf, ownConfig } from './like.ts'
import { Made } from './wire.ts'

/** So long a container has to end by itself, in seconds. */
const graceS = 10

const short = (id: string): string => id.slice(0, 12)
export const nameOf = ({ run, step }: MadeBy): string => `belay-${run}-${step}`
const gone = (id: string) => ({ is: 'other', how: `The container ${short(id)} is gone.` }) as const

/** Makes a container like another with another image; it has the run's name until it stands in for that one. */
export const createCreate = (docker: Docker): Maker =>
  maker<z.infer<typeof createContainer.params>>({
    kind: createContainer,
    repeatable: true,
    async look({ like, from, ...place }, made) {
      const ours = await inspect(docker, place, nameOf(made))
      if (ours) return { is: 'after', result: { id: ours.Id } }
      const there = await inspect(docker, place, like)
      if (!there) return gone(like)
      const { image } = stateOf(there)
      return image === from ? { is: 'before' } : { is: 'other', how: `It runs ${image} now.` }
    },
    async start({ like, from, image, revision, ...place }, made) {
      const { container, defaults } = await model(docker, place, like)
      const config = ownConfig(container, defaults)
      const created = await docker.ask({
        place,
        method: 'POST',
        path: `/containers/create?name=${nameOf(made)}`,
        body: {
          ...config,
          Image: image,
          Labels: {
            ...(config.Labels as Record<string, string>),
            [label.run]: `${made.run}/${made.step}`,
            [label.revision]: `${revision}`,
            [label.before]: from,
          },
          HostConfig: hostOf(container),
          NetworkingConfig: networksOf(container),
        },
        answer: Made,
        about: `a container of ${image}`,
      })
      if (created) return { id: created.Id }
      throw missing(`there is no image ${image} on the machine`)
    },
  })

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
      await docker.ask({
        place,
        method: 'POST',
        path: `/containers/${id}/stop?t=${graceS}`,
        answer: z.unknown(),
        about: `the stop of ${short(id)}`,
      })
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
      await docker.ask({
        place,
        method: 'POST',
        path: `/containers/${id}/start`,
        answer: z.unknown(),
        about: `the start of ${short(id)}`,
      })
      return {}
    },
    async observe({ id, before, ...place }) {
      const there = await inspect(docker, place, id)
      const { status, health, exit } = there ? stateOf(there) : { status: 'gone' }
      const progress = { done: 0, of: 1, what: 'containers up', said: health ? [`it is ${health}`] : [] }
      if (status === 'running' && (health === undefined || health === 'healthy'))
        return { is: 'done', progress: { ...progress, done: 1 } }
      if (status === 'running' && health === 'starting') return { is: 'going', progress }
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
        await docker.ask({
          place,
          method: 'DELETE',
          path: `/containers/${Id}`,
          answer: z.unknown(),
          about: `the removal of ${short(Id)}`,
        })
      await docker.ask({
        place,
        method: 'POST',
        path: `/containers/${id}/rename?name=${encodeURIComponent(name)}`,
        answer: z.unknown(),
        about: `the name ${name}`,
      })
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
      await docker.ask({
        place,
        method: 'POST',
        path: `/containers/${id}/restart?t=${graceS}`,
        answer: z.unknown(),
        about: `the restart of ${short(id)}`,
      })
      return {}
    },
    async observe({ id, ...place }) {
      const there = await inspect(docker, place, id)
      if (!there) return { is: 'failed', why: `The container ${short(id)} is gone.`, said: [] }
      const { status, health, exit } = stateOf(there)
      const progress = { done: 0, of: 1, what: 'containers up', said: health ? [`it is ${health}`] : [] }
      if (status === 'running' && (health === undefined || health === 'healthy'))
        return { is: 'done', progress: { ...progress, done: 1 } }
      if (status === 'running' || status === 'restarting') return { is: 'going', progress }
      return { is: 'failed', why: `It is ${status}${exit === undefined ? '' : `, exit ${exit}`}.`, said: [] }
    },
  })
