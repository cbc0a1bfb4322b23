import { z } from 'zod'
import { inWords } from '../../domain/duration.ts'
import { UserError } from '../../domain/errors.ts'
import type { Json } from '../../domain/run/plan.ts'
import { sizeOf } from '../../domain/size.ts'
import type { ComposeTarget, ContainerState, Containers } from '../../ports/containers.ts'
import type { Logs } from '../../ports/logs.ts'
import type { StepAnswer, StepReader } from '../../ports/step-reader.ts'
import { sinceOf, tailOf } from '../step-lines.ts'
import type { Docker } from './api.ts'

export interface DockerReaderDeps {
  docker: Docker
  containers: Containers
  logs: Logs
  now(): number
}

/** Without --since the log of the last day is shown, in milliseconds. */
const usualMs = 24 * 3_600_000
const logMs = 10_000

interface Asked {
  targets: ComposeTarget[]
  input: Record<string, Json>
}

/** What docker and docker-compose show of the containers that the system's file names. */
export function createDockerStepReader({
  docker,
  containers,
  logs,
  now,
}: DockerReaderDeps): StepReader<ComposeTarget[]> {
  const each = async <T>(targets: ComposeTarget[], of: (target: ComposeTarget) => Promise<T[]>) =>
    (await Promise.all(targets.map(of))).flat()

  const ps = async ({ targets }: Asked): Promise<StepAnswer> => ({
    rows: {
      columns: ['NAME', 'IMAGE', 'SERVICE', 'STATUS'],
      rows: await each(targets, async target =>
        (await containers.list(target)).map(one => [
          one.name,
          one.image,
          target.service,
          statusOf(one, now()),
        ]),
      ),
    },
  })
  const stats = async ({ targets }: Asked): Promise<StepAnswer> => ({
    rows: {
      columns: ['NAME', 'CPU %', 'MEM USAGE', 'LIMIT', 'MEM %'],
      rows: await each(targets, async target =>
        (await containers.usage(target)).map(({ name, cpu, memory, memoryLimit }) => [
          name,
          Number((cpu * 100).toFixed(1)),
          sizeOf(memory),
          memoryLimit === undefined ? '' : sizeOf(memoryLimit),
          memoryLimit === undefined ? '' : Number(((100 * memory) / memoryLimit).toFixed(1)),
        ]),
      ),
    },
  })
  const log = async ({ targets, input }: Asked): Promise<StepAnswer> => {
    const query = { from: now() - (sinceOf(input.since) ?? usualMs), to: now(), words: [] }
    const limits = { events: tailOf(input.tail ?? input.n), timeoutMs: logMs }
    const found = await each(targets, async target => {
      const { events } = await logs.search(target, query, limits)
      return events.map(event => ({ ...event, service: target.service }))
    })
    const isOne = targets.length === 1
    return {
      text: found
        .sort((a, b) => a.at - b.at)
        .map(({ text, service }) => (isOne ? text : `${service} | ${text}`))
        .join('\n'),
    }
  }
  const top = async ({ targets }: Asked): Promise<StepAnswer> => {
    const found = await each(targets, async target => {
      const [running] = (await containers.list(target)).filter(({ status }) => status === 'running')
      const about = `the processes of ${target.service}`
      const path = `/containers/${running?.id}/top?ps_args=aux`
      const said = running && (await docker.ask({ place: target, path, answer: Processes, about }))
      return said ? [said] : []
    })
    const [first] = found
    if (!first) throw new UserError('No container of it runs.')
    return { rows: { columns: first.Titles, rows: found.flatMap(({ Processes: all }) => all) } }
  }

  const verbs: Record<string, (asked: Asked) => Promise<StepAnswer>> = { ps, stats, logs: log, top }

  return async ({ operation, input }, all) => {
    const verb = operation.replace(/^compose /, '')
    if (!Object.hasOwn(verbs, verb))
      throw new UserError(`Belay does not carry out docker ${verb} from a runbook.`)
    const names = Array.isArray(input.names) ? input.names.map(String) : []
    return verbs[verb]!({ targets: await chosen(all, names), input })
  }

  /** Services by name, or by that of a container of theirs; all without a name. */
  async function chosen(all: ComposeTarget[], names: string[]): Promise<ComposeTarget[]> {
    if (names.length === 0) return all
    const isOf = async (target: ComposeTarget) => {
      if (names.some(name => name === target.service || name === `${target.project}-${target.service}`))
        return true
      const own = await containers.list(target)
      return own.some(({ name, id }) =>
        names.some(said => said === name || (said.length >= 8 && id.startsWith(said))),
      )
    }
    const are = await Promise.all(all.map(isOf))
    const found = all.filter((_, i) => are[i])
    if (found.length > 0) return found
    throw new UserError(
      `The system's file names no ${names.join(', ').slice(0, 80)}: it has ${all.map(({ service }) => service).join(', ')}.`,
    )
  }
}

const Processes = z.object({ Titles: z.array(z.string()), Processes: z.array(z.array(z.string())) })

function statusOf({ status, startedAt, health, exit, restarts }: ContainerState, now: number): string {
  const since = startedAt !== undefined && status === 'running' ? `Up ${inWords(now - startedAt)}` : status
  const more = [
    exit === undefined ? '' : `exit ${exit}`,
    health ?? '',
    restarts > 0 ? `${restarts} restarts` : '',
  ]
  return [since, ...more.filter(Boolean)].join(', ')
}
