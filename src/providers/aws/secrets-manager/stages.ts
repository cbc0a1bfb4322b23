import type { UpdateSecretVersionStageRequest } from '@aws-sdk/client-secrets-manager'
import type { z } from 'zod'
import { type Maker, maker } from '../../../ports/calls/call.ts'
import { dropPending, promoteVersion } from '../../../ports/calls/secrets.ts'
import type { Place } from '../../../ports/rds.ts'
import type { AwsClients } from '../clients.ts'
import { once } from '../once.ts'
import { aboutSecret } from './calls.ts'
import { changedSince, describeSecret, has, labels, noSecret, versionWith } from './described.ts'

type Promoting = z.infer<typeof promoteVersion.params>
type Dropping = z.infer<typeof dropPending.params>

async function update(
  aws: AwsClients,
  id: string,
  change: Omit<UpdateSecretVersionStageRequest, 'SecretId'>,
  place: Place,
) {
  await once(aboutSecret('UpdateSecretVersionStage', place, id), async abortSignal => {
    const client = await aws.secrets(place)
    return client.updateSecretVersionStage({ SecretId: id, ...change }, { abortSignal })
  })
  return {}
}

/** Moves the label of what is current, which Secrets Manager does only from the version that has it now. */
export const createPromoteVersion = (aws: AwsClients): Maker =>
  maker<Promoting>({
    kind: promoteVersion,
    repeatable: true,
    async look({ secret, version, from, ...place }) {
      const found = await describeSecret(aws, secret, place)
      if (!found) return { is: 'other', how: noSecret(secret) }
      if (has(found, version, labels.current)) return { is: 'after', result: {} }
      if (versionWith(found, labels.current) !== from) return { is: 'other', how: changedSince(secret) }
      return has(found, version, labels.pending)
        ? { is: 'before' }
        : { is: 'other', how: `The value that was put aside for ${secret} is not pending any more.` }
    },
    start: ({ secret, version, from, ...place }) =>
      update(
        aws,
        secret,
        {
          VersionStage: labels.current,
          MoveToVersionId: version,
          ...(from !== null && { RemoveFromVersionId: from }),
        },
        place,
      ),
  })

/** Drops a pending version, unless it is current by now. */
export const createDropPending = (aws: AwsClients): Maker =>
  maker<Dropping>({
    kind: dropPending,
    repeatable: true,
    async look({ secret, version, ...place }) {
      const found = await describeSecret(aws, secret, place)
      const isPending = found && has(found, version, labels.pending) && !has(found, version, labels.current)
      return isPending ? { is: 'before' } : { is: 'after', result: {} }
    },
    start: ({ secret, version, ...place }) =>
      update(aws, secret, { VersionStage: labels.pending, RemoveFromVersionId: version }, place),
  })
