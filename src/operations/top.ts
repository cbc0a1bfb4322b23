import { z } from 'zod'
import { counted } from '../domain/counted.ts'
import type { Reading } from '../domain/reading.ts'
import type { Thresholds } from '../domain/thresholds.ts'
import type { Containers } from '../ports/containers.ts'
import type { Workloads } from '../ports/workloads.ts'
import { composeOf } from './compose/find.ts'
import { findDeployment } from './kubernetes/find.ts'
import { lineAt } from './line-at.ts'
import type { Where } from './operation.ts'
import type { Read } from './read.ts'

const input = z.object({})

/** What one pod or container takes, of how much it may. Cores, and bytes. */
interface Usage {
  name: string
  cpu: number
  memory: number
  cpuLimit?: number
  memoryLimit?: number
}

/** What the pods or containers of a service take, against what they may and against the thresholds of its system file. */
export const top = (workloads: Workloads, containers: Containers): Read => ({
  name: 'top',
  input,
  async read(_, where) {
    if (where.service?.settings.compose) {
      const { name } = where.service
      return usageReading(`${name}, ${where.environment}`, await containers.usage(composeOf(where)), where)
    }
    const { target, named } = await findDeployment(workloads, where)
    const measured = await workloads.usage(target)
    if (!measured)
      return {
        title: `${named}: nothing measures what its pods take`,
        lines: ['This cluster has no metrics-server: install it, and top shows CPU and memory by pod.'],
        offers: [{ label: 'Pods', command: lineAt('pods', where) }],
      }
    return usageReading(
      named,
      measured.map(({ pod, ...used }) => ({ name: pod, ...used })),
      where,
    )
  },
})

/** The table of what is taken, the most first, and what is above its threshold. */
function usageReading(named: string, all: Usage[], where: Where): Reading {
  const limits: Thresholds = where.settings.thresholds ?? {}
  const sorted = [...all].sort((a, b) => b.memory - a.memory)
  const above = sorted.flatMap(one => [
    ...tooMuch(one.name, 'CPU', one.cpu, one.cpuLimit, limits.cpuPercent),
    ...tooMuch(one.name, 'memory', one.memory, one.memoryLimit, limits.memoryPercent),
  ])
  return {
    state: above.length > 0 ? 'unsettled' : 'fine',
    title: `${named}: ${above.length > 0 ? `${counted(above.length, 'time')} above a threshold` : 'within its thresholds'}`,
    lines: above,
    table: {
      columns: ['Name', 'CPU', 'of', 'Memory', 'of'],
      rows: sorted.map(({ name, cpu, cpuLimit, memory, memoryLimit }) => [
        name,
        `${Math.round(cpu * 1000)} m`,
        share(cpu, cpuLimit),
        `${Math.round(memory / 2 ** 20)} MiB`,
        share(memory, memoryLimit),
      ]),
    },
    offers: [{ label: 'Again', command: lineAt('top', where) }],
  }
}

const percentOf = (used: number, limit: number): number => Math.round((used / limit) * 100)

const share = (used: number, limit: number | undefined): string =>
  limit === undefined ? 'no limit' : `${percentOf(used, limit)} %`

function tooMuch(
  name: string,
  what: string,
  used: number,
  limit: number | undefined,
  most: number | undefined,
): string[] {
  if (limit === undefined || most === undefined || percentOf(used, limit) <= most) return []
  return [`${name} takes ${percentOf(used, limit)} % of its ${what}: ${most} % is the threshold.`]
}
