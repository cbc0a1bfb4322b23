import type { z } from 'zod'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import { putCopy } from '../../../ports/calls/secrets.ts'
import { within } from '../call.ts'
import type { AwsClients } from '../clients.ts'
import { callMs } from '../once.ts'
import { tokenOf } from './calls.ts'
import { lookForVersion } from './described.ts'
import { putValue } from './put-value.ts'
import { heldValue } from './value.ts'

type Params = z.infer<typeof putCopy.params>

/** Keeps in one secret what another one holds; the value goes from one to the other within this call. */
export const createPutCopy = (aws: AwsClients): Maker =>
  maker<Params>({
    kind: putCopy,
    repeatable: true,
    look: (params, made) => lookForVersion(aws, params, tokenOf(made)),

    async start({ of, ...params }, made) {
      const token = tokenOf(made)
      const limit = within(callMs)
      await putValue(aws, { ...params, token }, await heldValue(aws, of, params, limit), params, limit)
      return { version: token }
    },
  })
