import type { DescribeSecretResponse } from '@aws-sdk/client-secrets-manager'
import type { Standing } from '../../../ports/calls/call.ts'
import type { Place } from '../../../ports/rds.ts'
import type { AwsClients } from '../clients.ts'
import { orNone } from '../failure.ts'
import { once } from '../once.ts'
import { aboutSecret } from './calls.ts'

/** What AWS calls these versions of a secret by. */
export const labels = { current: 'AWSCURRENT', pending: 'AWSPENDING' } as const

export const describeSecret = (
  aws: AwsClients,
  id: string,
  place: Place,
): Promise<DescribeSecretResponse | undefined> =>
  orNone(
    once(aboutSecret('DescribeSecret', place, id), async abortSignal => {
      const client = await aws.reading.secrets(place)
      return client.describeSecret({ SecretId: id }, { abortSignal })
    }),
  )

/** The version with a label, null where none has it. */
export const versionWith = (
  { VersionIdsToStages: versions = {} }: DescribeSecretResponse,
  label: string,
): string | null => Object.keys(versions).find(id => versions[id]?.includes(label)) ?? null

/** Whether a version has a label, and is there. */
export const has = (
  { VersionIdsToStages: versions = {} }: DescribeSecretResponse,
  id: string,
  label?: string,
): boolean => (label === undefined ? Object.hasOwn(versions, id) : (versions[id]?.includes(label) ?? false))

/** Whether a secret has the version that a call makes, and else whether it still has the value that was planned on. */
export async function lookForVersion(
  aws: AwsClients,
  { secret, from, ...place }: Place & { secret: string; from: string | null },
  version: string,
): Promise<Standing> {
  const found = await describeSecret(aws, secret, place)
  if (!found) return { is: 'other', how: noSecret(secret) }
  if (has(found, version)) return { is: 'after', result: { version } }
  return versionWith(found, labels.current) === from
    ? { is: 'before' }
    : { is: 'other', how: changedSince(secret) }
}

export const noSecret = (id: string): string => `Secrets Manager has no secret ${id} any more.`
export const changedSince = (id: string): string =>
  `Somebody has given ${id} another value since this was planned.`
