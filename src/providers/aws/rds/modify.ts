import type { ModifyDBInstanceMessage } from '@aws-sdk/client-rds'
import type { z } from 'zod'
import { OutsideError } from '../../../domain/errors.ts'
import type { Observation, Standing } from '../../../ports/calls/call.ts'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import { rebootInstance, setClass, setPublic, setStorage } from '../../../ports/calls/rds.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { Instance, Place } from '../../../ports/rds.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutInstance } from './calls.ts'
import { describeInstance } from './instances.ts'

export type Target = Place & { instance: string }

/** An instance in one of these serves, whatever is done to it beside that. */
export const serves = /^(?:available|backing-up|storage-optimization)$/
const broken = /fail|incompatible|inaccessible|storage-full|stopped/
/** For so long, in milliseconds, an instance may be in a state without anything being wrong. */
export const usualMs = { change: 1_800_000, restore: 3_600_000 }
/** After so long, in milliseconds, RDS has either begun or will not. */
export const beginsWithinMs = 180_000

export const gone = (id: string) => `RDS has no instance ${id} any more.`

/** How far an instance is on its way; `isThere` says whether it has arrived. */
export function way(target: Target, found: Instance | undefined, isThere: boolean, to: string): Observation {
  if (!found) return { is: 'failed', why: gone(target.instance), said: [] }
  const { status, pending } = found
  const isAtWork = !serves.test(status) || Object.keys(pending).length > 0
  const progress = {
    done: isThere ? 1 : 0,
    of: isThere ? 1 : 0,
    what: to,
    said: [`it is ${status}`],
    ...(isAtWork && { begun: status, usualMs: usualMs.change }),
  }
  if (broken.test(status)) return { is: 'failed', why: `${target.instance} is ${status}.`, said: [] }
  return isThere ? { is: 'done', progress } : { is: 'going', progress }
}

async function modify(aws: AwsClients, target: Target, change: Partial<ModifyDBInstanceMessage>) {
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

/** Has an instance be found from the internet, or no longer: one that is gone is not. */
export const createSetPublic = (aws: AwsClients, clock: Pick<Clock, 'now'>): Maker =>
  maker<z.infer<typeof setPublic.params>>({
    kind: setPublic,
    repeatable: true,
    async look({ instance, to, ...place }, { since }) {
      const found = await describeInstance(aws, instance, place)
      if (!found && to) return { is: 'other', how: gone(instance) }
      // RDS does not tell what it is modified to be here: whether it was this shows once it is done.
      const isUnderWay = since !== undefined && found?.status === 'modifying'
      return !found || found.isPublic === to || isUnderWay ? { is: 'after', result: {} } : { is: 'before' }
    },
    async start(params) {
      try {
        return await modify(aws, params, { PubliclyAccessible: params.to })
      } catch (error) {
        // What is done to it just now ends, and it is to be closed all the same.
        const isBusy = error instanceof OutsideError && error.fault.code === 'InvalidDBInstanceStateFault'
        if (params.to || !isBusy) throw error
        throw new OutsideError(error.message, { ...error.fault, fault: 'limited' }, { cause: error })
      }
    },
    async observe(params, _, { since }) {
      const found = await describeInstance(aws, params.instance, params)
      if (!found && !params.to) return { is: 'done' }
      const isIdle = found?.isPublic !== params.to && found?.status === 'available'
      if (isIdle && clock.now() - since > beginsWithinMs)
        return {
          is: 'failed',
          why: `RDS has left ${params.instance} as it was: its events say why.`,
          said: [],
        }
      const isThere = found?.isPublic === params.to && serves.test(found.status)
      return way(
        params,
        found,
        isThere,
        params.to ? 'instance found from the internet' : 'instance found from within alone',
      )
    },
  })

/** Restarts an instance. Nothing tells afterwards that it was: a lost answer waits for a person, unless it restarts just then. */
export const createReboot = (aws: AwsClients): Maker =>
  maker<z.infer<typeof rebootInstance.params>>({
    kind: rebootInstance,
    repeatable: false,
    async look({ instance, ...place }) {
      const found = await describeInstance(aws, instance, place)
      if (!found) return { is: 'other', how: gone(instance) }
      if (found.status === 'rebooting') return { is: 'after', result: {} }
      return serves.test(found.status)
        ? { is: 'before' }
        : { is: 'other', how: `${instance} is ${found.status} now.` }
    },
    async start(params) {
      await once(aboutInstance('RebootDBInstance', params, params.instance), async abortSignal => {
        const rds = await aws.rds(params)
        return rds.rebootDBInstance({ DBInstanceIdentifier: params.instance }, { abortSignal })
      })
      return {}
    },
    async observe(params) {
      const found = await describeInstance(aws, params.instance, params)
      return way(params, found, found !== undefined && serves.test(found.status), 'instance available again')
    },
  })
