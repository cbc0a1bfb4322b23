import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import { putPending } from '../../../ports/calls/secrets.ts'
import type { AwsClients } from '../clients.ts'
import { tokenOf } from './calls.ts'
import { lookForVersion } from './described.ts'
import { putValue } from './put-value.ts'

type Params = z.infer<typeof putPending.params>

/** Letters, digits, - and _, which no address, shell or database takes for something else: six bits each. */
const random = (length: number): string => randomBytes(length).toString('base64url').slice(0, length)

/** Makes a value and keeps it where it belongs: nowhere else is it ever known. */
export const createPutPending = (aws: AwsClients): Maker =>
  maker<Params>({
    kind: putPending,
    repeatable: true,
    look: (params, made) => lookForVersion(aws, params, tokenOf(made)),

    async start(params, made) {
      const version = tokenOf(made)
      await putValue(aws, { ...params, token: version }, random(params.length), params)
      return { version }
    },
  })
