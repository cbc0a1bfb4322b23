import type { TaskDefinition } from '@aws-sdk/client-ecs'
import { OutsideError } from '../../../src/domain/errors.ts'
import type { Chance } from '../../chance.ts'
import { deploymentsOf, type Held, isOver, revisionsOf, serviceOf } from './shown-services.ts'

export interface Definition extends TaskDefinition {
  taskDefinitionArn: string
  tags: { key?: string; value?: string }[]
}

const arnOf = (family: string, revision: number) =>
  `arn:aws:ecs:us-east-1:1:task-definition/${family}:${revision}`

const refused = (why: string) =>
  new OutsideError(`AWS: ${why}`, { service: 'aws', fault: 'refused', effect: 'none' })

/** An ECS in memory: what is wanted is so after a while, or is not, or hangs. Time is real, and told by `clock`. */
export function createServices(names: string[], chance: Chance, now: () => number, clock: () => number) {
  const definitions = new Map<string, Definition>()
  const services = new Map<string, Held>()
  let [ids, isFair] = [0, false]

  function register(family: string, more: Partial<Definition>): Definition {
    const revision = [...definitions.values()].filter(one => one.family === family).length + 1
    const taskDefinitionArn = arnOf(family, revision)
    const made: Definition = { tags: [], ...more, family, revision, taskDefinitionArn }
    definitions.set(taskDefinitionArn, made)
    return made
  }

  function rollOut(held: Held, taskDefinition: string, before: string): void {
    const ends = isFair ? 'COMPLETED' : chance.weighed({ COMPLETED: 14, FAILED: 2, hangs: 1 })
    const takesMs = ends === 'hangs' ? Number.POSITIVE_INFINITY : chance.between(1_000, 20_000)
    held.rollouts.unshift({
      id: `ecs-svc/${++ids}`,
      taskDefinition,
      before,
      at: clock(),
      endsAt: now() + takesMs,
      ends: ends === 'FAILED' ? 'FAILED' : 'COMPLETED',
    })
    held.countsAt = Math.max(held.countsAt, now() + 1_000)
  }

  /** A service as it has become meanwhile. */
  function of(name: string): Held {
    const held = services.get(name)
    if (!held) throw refused(`there is no service ${name}`)
    if (now() >= held.countsAt) held.running = held.desired
    const [primary] = held.rollouts
    if (primary?.ends === 'FAILED' && now() >= primary.endsAt) {
      rollOut(held, primary.before, primary.before)
      held.rollouts[0]!.ends = 'COMPLETED'
      held.rollouts[0]!.endsAt = now() + 2_000
    }
    return held
  }

  for (const name of names) {
    const image = (tag: string) => [{ name: 'web', image: `registry/${name}:${tag}` }]
    const [first, second] = [
      register(name, { containerDefinitions: image('v1') }),
      register(name, { containerDefinitions: image('v2') }),
    ]
    const held: Held = { name, desired: 2, running: 2, countsAt: 0, rollouts: [] }
    services.set(name, held)
    rollOut(held, second.taskDefinitionArn, first.taskDefinitionArn)
    Object.assign(held.rollouts[0]!, { ends: 'COMPLETED', endsAt: 0 })
  }

  return {
    names,
    register,
    shown: (name: string) => serviceOf(of(name), now()),
    definition(name: string): Definition {
      const found = definitions.get(name)
      if (!found) throw refused(`there is no task definition ${name}`)
      return found
    },
    deployments: (name: string) => deploymentsOf(of(name), now()),
    /** What these deployments are of. */
    revisions: (ids: string[]) => names.flatMap(name => revisionsOf(of(name), ids)),
    /** The newest first. */
    family: (family: string) =>
      [...definitions.values()].filter(one => one.family === family).reverse() as Definition[],

    /** Whether it changed anything. */
    update(
      name: string,
      wanted: { taskDefinition?: string; desiredCount?: number; force?: boolean },
    ): boolean {
      const held = of(name)
      const { taskDefinition: is, before } = held.rollouts[0]!
      const isStable = isOver(held.rollouts[0]!, now())
      const { taskDefinition: to = is, desiredCount = held.desired, force = false } = wanted
      const changes = to !== is || desiredCount !== held.desired || force
      if (desiredCount !== held.desired) {
        held.desired = desiredCount
        held.countsAt = now() + chance.between(500, 8_000)
      }
      if (to !== is || force) rollOut(held, to, isStable ? is : before)
      return changes
    },

    /** Whatever hangs is done soon, and all that is begun from now on comes to a good end. */
    fair(): void {
      isFair = true
      for (const { rollouts } of services.values())
        for (const one of rollouts) {
          if (isOver(one, now())) continue
          one.endsAt = Math.min(one.endsAt, now() + 5_000)
          one.ends = 'COMPLETED'
        }
    },
  }
}
