import { z } from 'zod'
import { UserError } from '../../domain/errors.ts'
import { notOnFargate, type Size } from '../../domain/fargate.ts'
import { shortName } from '../../domain/short-name.ts'
import { callOf, resultOf } from '../../ports/calls/call.ts'
import { registerTaskSize, updateTaskDefinition } from '../../ports/calls/ecs.ts'
import type { Clusters, TaskSize } from '../../ports/clusters.ts'
import { accountOf } from '../account.ts'
import { checkHealth } from '../check-health.ts'
import { restless } from '../ecs-service.ts'
import { lineAt } from '../line-at.ts'
import type { Operation, Where } from '../operation.ts'
import { counts } from '../running.ts'
import { findSize, sizeInWords } from './find.ts'

const input = z.object({ cpu: z.int().min(1).optional(), memory: z.int().min(1).optional() })

/** Gives the tasks of a service other CPU and memory: a copy of its task definition, and the service on it. */
export const setTaskSize = (clusters: Clusters): Operation<z.infer<typeof input>> => ({
  name: 'tasks size',
  risk: 'change',
  input,
  async plan(wanted, where) {
    const { target, state, size, named, resource, isFargate } = await findSize(clusters, where)
    const to = { cpu: wanted.cpu ?? size.cpu, memory: wanted.memory ?? size.memory }
    if (isFargate) onFargate(to, where)
    enough(to, size)
    if (to.cpu === size.cpu && to.memory === size.memory)
      throw new UserError(`The tasks of ${named} have ${sizeInWords(size)} already.`)
    const place = accountOf(target)
    const from = state.taskDefinition
    return {
      title: `set the CPU and memory of ${named}`,
      shifts: [{ from: sizeInWords(size), to: sizeInWords(to) }],
      now: [counts(state)],
      warnings: [...restless(state), ...limits(to, size), ...costs(to, size)],
      calls: [
        callOf(registerTaskSize, {
          on: shortName(from).replace(/:\d+$/, ''),
          sets: `a copy of ${shortName(from).split(':').at(-1)} with ${sizeInWords(to)}`,
          params: { ...place, from, ...to },
        }),
        callOf(updateTaskDefinition, {
          on: target.service,
          sets: 'that task definition: new tasks one after the other',
          params: { ...target, from, to: resultOf(0, 'arn') },
        }),
        ...checkHealth(where),
      ],
      undo: [
        callOf(updateTaskDefinition, {
          on: target.service,
          sets: `task definition ${shortName(from)}`,
          params: { ...target, from: resultOf(0, 'arn'), to: from },
        }),
      ],
      resources: [resource],
    }
  },
})

function onFargate(to: Size, where: Where): void {
  const not = notOnFargate(to)
  if (!not) return
  const { cpu, memory } = not.nearest
  throw new UserError(not.why, {
    label: sizeInWords(not.nearest),
    command: `${lineAt('tasks size', where)} --cpu ${cpu} --memory ${memory}`,
  })
}

/** ECS takes no task whose containers may have more than it. */
function enough({ memory }: Size, { containers }: TaskSize): void {
  const sum = containers.reduce((all, one) => all + (one.memory ?? 0), 0)
  if (sum > memory)
    throw new UserError(
      `Its containers may take ${sum} MB together, as their own limits say: ${memory} MB is too little.`,
    )
}

/** What a container may take stays as its task definition has it. */
const limits = (to: Size, { memory = 0, containers }: TaskSize): string[] =>
  to.memory <= memory
    ? []
    : containers.flatMap(({ name, memory: own }) =>
        own === undefined
          ? []
          : [`${name} has a limit of its own, ${own} MB, which stays: it takes no more than that.`],
      )

const costs = (to: Size, { cpu = 0, memory = 0 }: TaskSize): string[] =>
  to.cpu > cpu || to.memory > memory ? ['Each task costs more, as much as it grows.'] : []
