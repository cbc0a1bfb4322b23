import { z } from 'zod'
import { encoded } from '../../domain/encoded.ts'
import { OutsideError } from '../../domain/errors.ts'
import type { ComposeTarget, ContainerState, Containers, DockerPlace } from '../../ports/containers.ts'
import type { Docker } from './api.ts'
import { ImageWire, Inspected, Listed, Stats } from './wire.ts'

/** What Belay writes on containers that it makes. */
export const label = {
  run: 'belay.run',
  revision: 'belay.revision',
  before: 'belay.before',
  task: 'belay.task',
}

/** Docker measures for about a second. */
const statsMs = 5_000

export const short = (id: string): string => id.slice(0, 12)
export const gone = (id: string) => ({ is: 'other', how: `The container ${short(id)} is gone.` }) as const

export const inspect = (docker: Docker, place: DockerPlace, id: string): Promise<Inspected | undefined> =>
  docker.ask({
    place,
    path: `/containers/${encoded(id)}/json`,
    answer: Inspected,
    about: `container ${short(id)}`,
  })

/** The containers of a service of Compose, by their labels, the newest first. */
export async function inspected(docker: Docker, target: ComposeTarget): Promise<Inspected[]> {
  const filters = JSON.stringify({
    label: [`com.docker.compose.project=${target.project}`, `com.docker.compose.service=${target.service}`],
  })
  const listed = await docker.ask({
    place: target,
    path: `/containers/json?all=true&filters=${encoded(filters)}`,
    answer: Listed,
    about: `containers of ${target.service}`,
  })
  const newest = [...(listed ?? [])].sort((a, b) => b.Created - a.Created)
  const all = await Promise.all(newest.map(({ Id }) => inspect(docker, target, Id)))
  return all.filter(one => one !== undefined)
}

export function stateOf({ Id, Name, Config, State, RestartCount }: Inspected): ContainerState {
  const labels = Config.Labels ?? {}
  const before = labels[label.before]
  return {
    id: Id,
    name: Name.replace(/^\//, ''),
    image: Config.Image,
    status: State.Status,
    restarts: RestartCount,
    wasKilledForMemory: State.OOMKilled,
    revision: Number(labels[label.revision] ?? 1),
    ...(before !== undefined && { before }),
    ...(State.Health && State.Health.Status !== 'none' && { health: State.Health.Status }),
    ...(State.StartedAt !== undefined && { startedAt: State.StartedAt }),
    ...(State.Status === 'exited' && { exit: State.ExitCode }),
  }
}

/** Docker's Engine as plans and looks read it. */
export const createContainers = (docker: Docker): Containers => ({
  list: async target => (await inspected(docker, target)).map(stateOf),

  async usage(target) {
    const running = (await inspected(docker, target)).filter(({ State }) => State.Running)
    return Promise.all(
      running.map(async one => {
        const stats = await docker.ask({
          place: target,
          path: `/containers/${one.Id}/stats?stream=false`,
          answer: Stats,
          about: `what ${stateOf(one).name} uses`,
          timeoutMs: statsMs,
        })
        return { name: stateOf(one).name, ...usageOf(stats) }
      }),
    )
  },

  async image(place, image) {
    const path = `/images/${image}/json`
    if (await docker.ask({ place, path, answer: ImageWire, about: `image ${image}` })) return 'here'
    try {
      const there = await docker.ask({
        place,
        path: `/distribution/${image}/json`,
        answer: z.object({}),
        about: `image ${image} in its registry`,
      })
      return there ? 'there' : 'gone'
    } catch (error) {
      if (error instanceof OutsideError) return 'unknown'
      throw error
    }
  },
})

/** As `docker stats` counts: what the file cache holds is not counted as taken. */
function usageOf(stats: z.infer<typeof Stats> | undefined) {
  if (!stats) return { cpu: 0, memory: 0 }
  const { cpu_stats: now, precpu_stats: before, memory_stats: memory } = stats
  const ours = now.cpu_usage.total_usage - before.cpu_usage.total_usage
  const all = now.system_cpu_usage - before.system_cpu_usage
  return {
    cpu: all > 0 ? (ours / all) * now.online_cpus : 0,
    cpuLimit: now.online_cpus,
    memory: memory.usage - memory.stats.inactive_file,
    ...(memory.limit !== undefined && { memoryLimit: memory.limit }),
  }
}
