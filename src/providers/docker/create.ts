import type { z } from 'zod'
import { type Made as MadeBy, type Maker, maker, nameFor, tagOf } from '../../ports/calls/call.ts'
import { createContainer } from '../../ports/calls/docker.ts'
import type { DockerPlace } from '../../ports/containers.ts'
import { type Docker, missing } from './api.ts'
import { gone, inspect, label, stateOf } from './containers.ts'
import { hostOf, model, networksOf, ownConfig } from './like.ts'
import { Made } from './wire.ts'

/** Makes a container under the run's name, so that there is one however often it is asked, and does not start it. Answers its id. */
export async function create(
  docker: Docker,
  place: DockerPlace,
  made: MadeBy,
  image: string,
  config: object,
): Promise<string> {
  const created = await docker.ask({
    place,
    method: 'POST',
    path: `/containers/create?name=${nameFor(made)}`,
    body: { ...config, Image: image },
    answer: Made,
    about: `a container of ${image}`,
  })
  if (created) return created.Id
  throw missing(`there is no image ${image} on the machine`)
}

/** Makes a container like another with another image; it has the run's name until it stands in for that one. */
export const createCreate = (docker: Docker): Maker =>
  maker<z.infer<typeof createContainer.params>>({
    kind: createContainer,
    repeatable: true,
    async look({ like, from, ...place }, made) {
      const ours = await inspect(docker, place, nameFor(made))
      if (ours) return { is: 'after', result: { id: ours.Id } }
      const there = await inspect(docker, place, like)
      if (!there) return gone(like)
      const { image } = stateOf(there)
      return image === from ? { is: 'before' } : { is: 'other', how: `It runs ${image} now.` }
    },
    async start({ like, from, image, revision, ...place }, made) {
      const { container, defaults } = await model(docker, place, like)
      const config = ownConfig(container, defaults)
      const id = await create(docker, place, made, image, {
        ...config,
        Labels: {
          ...(config.Labels as Record<string, string>),
          [label.run]: tagOf(made),
          [label.revision]: `${revision}`,
          [label.before]: from,
        },
        HostConfig: hostOf(container),
        NetworkingConfig: networksOf(container),
      })
      return { id }
    },
  })
