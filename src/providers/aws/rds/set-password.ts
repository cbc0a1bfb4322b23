import type { z } from 'zod'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import { setPassword } from '../../../ports/calls/rds.ts'
import type { Clock } from '../../../ports/clock.ts'
import { within } from '../call.ts'
import type { AwsClients } from '../clients.ts'
import { callMs, once } from '../once.ts'
import { heldValue } from '../secrets-manager/value.ts'
import { aboutInstance } from './calls.ts'
import { describeInstance } from './instances.ts'
import { gone, serves, way } from './way.ts'

type Params = z.infer<typeof setPassword.params>

const resetting = 'resetting-master-credentials'
/** RDS shows by then that it changes a password, in milliseconds; afterwards, that it serves means that it has. */
const showsWithinMs = 30_000

/**
 * Gives the master user of an instance the password that a secret's version holds. The value goes from Secrets Manager
 * to RDS within this call; the same password twice is the same password, so that a lost answer is asked for again.
 */
export const createSetPassword = (aws: AwsClients, clock: Pick<Clock, 'now'>): Maker =>
  maker<Params>({
    kind: setPassword,
    repeatable: true,
    async look({ instance, ...place }) {
      const found = await describeInstance(aws, instance, place)
      if (!found) return { is: 'other', how: gone(instance) }
      if (found.pending.password || found.status === resetting) return { is: 'after', result: {} }
      return serves.test(found.status)
        ? { is: 'before' }
        : { is: 'other', how: `${instance} is ${found.status} now.` }
    },
    async start({ instance, ...params }) {
      const limit = within(callMs)
      const value = await heldValue(aws, params, params, limit)
      const call = { ...aboutInstance('ModifyDBInstance', params, instance), carriesSecret: true as const }
      await once(
        call,
        async abortSignal => {
          const rds = await aws.rds(params)
          const asked = { DBInstanceIdentifier: instance, MasterUserPassword: value, ApplyImmediately: true }
          return rds.modifyDBInstance(asked, { abortSignal })
        },
        limit,
      )
      return {}
    },
    async observe(params, _, { since }) {
      const found = await describeInstance(aws, params.instance, params)
      const isIdle = found !== undefined && serves.test(found.status) && !found.pending.password
      return way(params, found, isIdle && clock.now() - since >= showsWithinMs, 'password changed')
    },
  })
