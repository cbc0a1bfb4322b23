import { UserError } from '../../domain/errors.ts'
import type { Call } from '../../domain/run/plan.ts'
import { callOf, resultOf } from '../../ports/calls/call.ts'
import {
  createContainer,
  pullImage,
  removeContainers,
  restartContainer,
  runContainer,
  startContainer,
  stopContainer,
} from '../../ports/calls/docker.ts'
import type { Containers } from '../../ports/containers.ts'
import type { Where } from '../operation.ts'
import type { Platform, ToExec } from '../platform.ts'
import { versionOf } from '../revisions.ts'
import type { Running } from '../running.ts'
import { runningPlatform } from '../running-platform.ts'
import { findContainers, isUp } from './find.ts'

/** Services of Docker Compose: a container each, which another one replaces. */
export const composePlatform = (containers: Containers, now: () => number): Platform => ({
  ...runningPlatform(
    {
      setting: 'compose: { project, service }',
      has: ({ compose }) => compose !== undefined,
      find: where => runningInCompose(containers, where),
    },
    now,
  ),
  exec: (wanted, where) => execInCompose(containers, wanted, where),
})

async function runningInCompose(containers: Containers, where: Where): Promise<Running> {
  const { target, all, current, named, resource } = await findContainers(containers, where)
  const { project: _, service: on, ...place } = target
  const up = all.filter(isUp)

  /** Pulls the image, and puts a container of it in the place of the one there is. */
  async function replace(image: string, firstStep: number): Promise<Call[]> {
    if (up.length > 1)
      throw new UserError(
        `${named} runs ${up.length} containers: Belay replaces one, and docker compose up several.`,
      )
    const has = await containers.image(place, image)
    if (has === 'gone')
      throw new UserError(`There is no image ${image} in its registry: has ${versionOf(image)} been built?`)
    const pull =
      has === 'here'
        ? []
        : [callOf(pullImage, { on: image, sets: 'changes nothing that runs', params: { ...place, image } })]
    const id = resultOf(firstStep + pull.length, 'id')
    const { name, image: from, revision } = current
    return [
      ...pull,
      callOf(createContainer, {
        on: name,
        sets: `another one like it of ${image}, not started yet`,
        params: { ...place, like: current.id, from, image, revision: revision + 1 },
      }),
      ...up.map(one =>
        callOf(stopContainer, { on: one.name, sets: 'it ends', params: { ...place, id: one.id } }),
      ),
      callOf(startContainer, { on, sets: 'the new one starts', params: { ...place, id, before: name } }),
      callOf(removeContainers, {
        on: all.map(one => one.name).join(', '),
        sets: `the old one is removed, the new one is called ${name}`,
        params: { ...place, ids: all.map(one => one.id), id, name },
      }),
    ]
  }

  const revision = (number: number, image: string) => ({
    id: number === current.revision ? current.id : `${current.id}/${number}`,
    name: `${on} ${number}`,
    revision: number,
    images: { [on]: image },
    settings: {},
    ...(number === current.revision &&
      current.startedAt !== undefined && { registeredAt: current.startedAt }),
  })
  const known = [
    revision(current.revision, current.image),
    ...(current.before === undefined ? [] : [revision(current.revision - 1, current.before)]),
  ]

  return {
    named,
    resource,
    platform: 'Docker',
    copies: 'containers',
    container: on,
    desired: Math.max(1, up.length),
    running: up.length,
    current: current.id,
    runs: `${current.name}, ${versionOf(current.image)}`,
    restless: [],

    restart: () =>
      all
        .filter(one => one.startedAt !== undefined)
        .map(({ id, name, startedAt }) =>
          callOf(restartContainer, {
            on: name,
            sets: 'it ends and starts again, and answers nobody meanwhile',
            params: { ...place, id, startedAt: startedAt! },
          }),
        ),

    revision: async id => known.find(one => one.id === id),
    revisions: async () => known,
    deployed: async () => undefined,

    rollback: to => replace(to.images[on]!, 0),

    async deploy(version, firstStep) {
      const image = where.service!.settings.deploy!.compose!.image.replaceAll('{version}', version)
      if (current.image === image && isUp(current)) return 'runs already'
      return {
        from: `${current.revision}  ${versionOf(current.image)}`,
        to: versionOf(image),
        now: [
          'it answers nobody between the end of the old container and the start of the new one',
          'Compose goes back to what its file says when it is brought up there: set the version in it, too',
        ],
        calls: await replace(image, firstStep),
      }
    },
  }
}

/** On Docker: a container like the one that serves, of its own. */
async function execInCompose(containers: Containers, { name, command }: ToExec, where: Where) {
  const { target, current, resource } = await findContainers(containers, where)
  if (command.length === 0)
    throw new UserError(`${name} has no command: in Docker it needs one in the system file.`)
  const { project: _, service: on, ...place } = target
  return {
    now: [`${current.name} is ${current.status}`],
    calls: [
      callOf(runContainer, {
        on,
        sets: `a container of its own, ${command[0]} in ${versionOf(current.image)}`,
        params: { ...place, like: current.id, image: current.image, command },
      }),
    ],
    resources: [resource],
  }
}
