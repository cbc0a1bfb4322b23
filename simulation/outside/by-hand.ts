import { opens } from '../../src/domain/run/exposure.ts'
import type { Run } from '../../src/domain/run/run.ts'
import { ana, dan } from '../system.ts'
import type { World } from '../world.ts'

/** Somebody works on AWS by hand, or commits; and who may say yes changes. */
export function createByHand(world: World, runs: () => Run[]) {
  const { aws, slack, chance } = world

  /** Not while it is in doubt whether it was opened: nothing tells that from a call that never came. */
  function close(): void {
    const isSure = runs().every(run => !opens(run) || run.steps.every(({ state }) => state !== 'starting'))
    const [rule] = aws.rules
    if (rule && isSure) aws.revoke('by hand', rule)
  }

  /** Nor back to just what it was, while it is in doubt whether it was set. */
  function rescale(service: string): void {
    const desiredCount = 1 + Math.floor(chance.next() * 6)
    const isBack = runs().some(({ steps }) =>
      steps.some(
        ({ state, call: { params } }) =>
          state === 'starting' && params.service === service && params.from === desiredCount,
      ),
    )
    if (!isBack) aws.update('by hand', service, { desiredCount })
  }

  return function act(): void {
    const service = chance.pick(aws.services.names)
    const what = chance.weighed({ scale: 2, deploy: 1, commit: 2, deputies: 2, close: 1 })
    if (what === 'scale') rescale(service)
    if (what === 'deploy') {
      const { taskDefinitionArn } = chance.pick(aws.services.family(service))
      aws.update('by hand', service, { taskDefinition: taskDefinitionArn })
    }
    if (what === 'commit') aws.commit()
    if (what === 'close') close()
    if (what === 'deputies')
      world.becomes('@deputies', slack.groups['@deputies']!.includes(ana) ? [dan] : [dan, ana])
  }
}
