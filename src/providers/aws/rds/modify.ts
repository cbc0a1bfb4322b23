import type { ModifyDBInstanceMessage } from '@aws-sdk/client-rds'
import { type Maker, maker, type Standing } from '../../../ports/calls/call.ts'
import { setClass, setStorage } from '../../../ports/calls/rds.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutInstance } from './calls.ts'
import { describeInstance } from './instances.ts'
import { beginsWithinMs, gone, serves, type Target, way } from './way.ts'

/** Changes an instance at once, and not in its maintenance window. */
export async function modify(aws: AwsClients, target: Target, change: Partial<ModifyDBInstanceMessage>) {
  await once(aboutInstance('ModifyDBInstance', target, target.instance), async abortSignal => {
    const rds = await aws.rds(target)
    const asked = { DBInstanceIdentifier: target.instance, ...change, ApplyImmediately: true }
    return rds.modifyDBInstance(asked, { abortSignal })
  })
  return {}
}

/** Sets one thing of an instance from one value to another, and waits until it counts. */
const setting = <T extends string | number>(
  aws: AwsClients,
  clock: Pick<Clock, 'now'>,
  kind: Maker<Target & { from: T; to: T }>['kind'],
  one: 'class' | 'storage',
  change: (to: T) => Partial<ModifyDBInstanceMessage>,
): Maker =>
  maker<Target & { from: T; to: T }>({
    kind,
    repeatable: true,
    async look({ instance, from, to, ...place }): Promise<Standing> {
      const found = await describeInstance(aws, instance, place)
      if (!found) return { is: 'other', how: gone(instance) }
      if (found[one] === to || found.pending[one] === to) return { is: 'after', result: {} }
      const isBefore = found[one] === from && found.pending[one] === undefined
      const is = found.pending[one] ?? found[one]
      return isBefore ? { is: 'before' } : { is: 'other', how: `The ${one} of ${instance} is ${is} now.` }
    },
    start: params => modify(aws, params, change(params.to)),
    async observe(params, _, { since }) {
      const { instance, from, to, ...place } = params
      const found = await describeInstance(aws, instance, place)
      const isIdle = found?.[one] === from && found.pending[one] === undefined && found.status === 'available'
      if (isIdle && clock.now() - since > beginsWithinMs)
        return {
          is: 'failed',
          why: `RDS has left the ${one} of ${instance} at ${from}: its events say why.`,
          said: [],
        }
      const isThere = found?.[one] === to && found.pending[one] === undefined && serves.test(found.status)
      return way(params, found, isThere, `instance with ${one} ${to}`)
    },
  })

export const createSetClass = (aws: AwsClients, clock: Pick<Clock, 'now'>): Maker =>
  setting<string>(aws, clock, setClass, 'class', DBInstanceClass => ({ DBInstanceClass }))

export const createSetStorage = (aws: AwsClients, clock: Pick<Clock, 'now'>): Maker =>
  setting<number>(aws, clock, setStorage, 'storage', AllocatedStorage => ({ AllocatedStorage }))
