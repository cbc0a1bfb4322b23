import type { z } from 'zod'
import { fieldOf, type Maker, maker } from '../../../ports/calls/call.ts'
import { rotateSecret } from '../../../ports/calls/secrets.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutSecret, tokenOf } from './calls.ts'
import { describeSecret, has, labels, lookForVersion, noSecret } from './described.ts'

type Params = z.infer<typeof rotateSecret.params>

/** A function that rotates has made its value current by then, in milliseconds, or does not. */
const rotatesWithinMs = 900_000

/** Has AWS's own rotation give a secret another value, under a token that makes it once. */
export const createRotateSecret = (aws: AwsClients, clock: Pick<Clock, 'now'>): Maker =>
  maker<Params>({
    kind: rotateSecret,
    repeatable: true,
    look: (params, made) => lookForVersion(aws, params, tokenOf(made)),

    async start({ secret, from: _, ...place }, made) {
      const version = tokenOf(made)
      await once(aboutSecret('RotateSecret', place, secret), async abortSignal => {
        const client = await aws.secrets(place)
        return client.rotateSecret({ SecretId: secret, ClientRequestToken: version }, { abortSignal })
      })
      return { version }
    },
    async observe({ secret, from: _, ...place }, result, { since }) {
      const found = await describeSecret(aws, secret, place)
      const version = String(fieldOf(result, 'version') ?? '')
      const isCurrent = found !== undefined && has(found, version, labels.current)
      const progress = { done: isCurrent ? 1 : 0, of: 1, what: 'value current', said: [] }
      if (isCurrent) return { is: 'done', progress }
      if (found && has(found, version) && clock.now() - since < rotatesWithinMs)
        return { is: 'going', progress: { ...progress, begun: true } }
      return {
        is: 'failed',
        why: found
          ? `AWS's rotation has not made a value of ${secret} current: the log of its function says why.`
          : noSecret(secret),
        said: [],
      }
    },
  })
