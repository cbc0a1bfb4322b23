import type { z } from 'zod'
import { OutsideError } from '../../../domain/errors.ts'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import { setPublic } from '../../../ports/calls/rds.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { AwsClients } from '../clients.ts'
import { describeInstance } from './instances.ts'
import { modify } from './modify.ts'
import { beginsWithinMs, gone, serves, way } from './way.ts'

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
