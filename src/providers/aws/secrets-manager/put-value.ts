import { OutsideError } from '../../../domain/errors.ts'
import type { Place } from '../../../ports/rds.ts'
import { type TimeLimit, within } from '../call.ts'
import type { AwsClients } from '../clients.ts'
import { callMs, once } from '../once.ts'
import { aboutSecret } from './calls.ts'
import { labels } from './described.ts'
import { readValue, withSecret } from './value.ts'

interface ToPut {
  secret: string
  key?: string | undefined
  /** What the version is called; Secrets Manager makes one of a name, whatever is sent under it afterwards. */
  token: string
  /** The version that the other members of an object are taken from. */
  from: string | null
}

/** Keeps a value as a pending version. */
export async function putValue(
  aws: AwsClients,
  { secret: id, key, token, from }: ToPut,
  value: string,
  place: Place,
  limit: TimeLimit = within(callMs),
): Promise<void> {
  const before = key === undefined ? undefined : await readValue(aws, id, place, from ?? undefined, limit)
  const SecretString = withSecret(id, before, key, value)
  try {
    await once(
      aboutSecret('PutSecretValue', place, id),
      async abortSignal => {
        const client = await aws.secrets(place)
        const asked = {
          SecretId: id,
          ClientRequestToken: token,
          SecretString,
          VersionStages: [labels.pending],
        }
        return client.putSecretValue(asked, { abortSignal })
      },
      limit,
    )
  } catch (error) {
    // It was put there before, with another value that was made then.
    if (error instanceof OutsideError && error.fault.code === 'ResourceExistsException') return
    throw error
  }
}
