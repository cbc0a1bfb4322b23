import type { z } from 'zod'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import { setParameter } from '../../../ports/calls/rds.ts'
import type { Rds } from '../../../ports/rds.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutGroup } from './calls.ts'

type Params = z.infer<typeof setParameter.params>

/** Sets a parameter that counts at once, or has the engine's own value count again. */
export const createSetParameter = (aws: AwsClients, rds: Rds): Maker =>
  maker<Params>({
    kind: setParameter,
    repeatable: true,
    async look({ group, parameter, from, to, ...place }) {
      const all = await rds.parameters(group, [parameter], place)
      const found = all.find(({ name }) => name === parameter)
      const value = found?.isSet ? (found.value ?? null) : null
      if (value === to) return { is: 'after', result: {} }
      return value === from
        ? { is: 'before' }
        : { is: 'other', how: `${parameter} of ${group} is ${value ?? 'not set'} now.` }
    },
    async start(params) {
      const { group, parameter, to } = params
      const action = to === null ? 'ResetDBParameterGroup' : 'ModifyDBParameterGroup'
      await once(aboutGroup(action, params, group), async abortSignal => {
        const client = await aws.rds(params)
        const one = { ParameterName: parameter, ApplyMethod: 'immediate' as const }
        const DBParameterGroupName = group
        return to === null
          ? client.resetDBParameterGroup({ DBParameterGroupName, Parameters: [one] }, { abortSignal })
          : client.modifyDBParameterGroup(
              { DBParameterGroupName, Parameters: [{ ...one, ParameterValue: to }] },
              { abortSignal },
            )
      })
      return {}
    },
  })
