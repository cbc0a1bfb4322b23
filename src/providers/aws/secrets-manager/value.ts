import { z } from 'zod'
import { OutsideError } from '../../../domain/errors.ts'
import type { Held } from '../../../ports/calls/secrets.ts'
import type { Place } from '../../../ports/rds.ts'
import type { TimeLimit } from '../call.ts'
import type { AwsClients } from '../clients.ts'
import { orNone } from '../failure.ts'
import { once } from '../once.ts'
import { aboutSecret } from './calls.ts'

const Members = z.record(z.string(), z.json())

/** The value of a version, or of the current one; undefined where there is none. */
export async function readValue(
  aws: AwsClients,
  id: string,
  place: Place,
  version: string | undefined,
  limit?: TimeLimit,
): Promise<string | undefined> {
  const call = aboutSecret('GetSecretValue', place, id)
  const send = async (abortSignal: AbortSignal) => {
    const client = await aws.reading.secrets(place)
    const which = version === undefined ? {} : { VersionId: version }
    return client.getSecretValue({ SecretId: id, ...which }, { abortSignal })
  }
  return (await orNone(once(call, send, limit)))?.SecretString
}

/** The members of a JSON object; undefined where a value is none. */
export function membersOf(value: string): z.infer<typeof Members> | undefined {
  try {
    return Members.safeParse(JSON.parse(value)).data
  } catch (error) {
    // The parser's words quote what it could not read.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** What is secret in a value: all of it, or the member that holds it. */
function secretIn(id: string, value: string | undefined, key: string | undefined): string {
  const found = key === undefined ? value : value === undefined ? undefined : membersOf(value)?.[key]
  if (typeof found === 'string') return found
  throw refused(
    key === undefined ? `the secret ${id} holds no text` : `${id} has no text in its member ${key}`,
  )
}

/** What a version of a secret holds, for the call that takes it. */
export const heldValue = async (
  aws: AwsClients,
  { secret, version, key }: Held,
  place: Place,
  limit?: TimeLimit,
): Promise<string> => secretIn(secret, await readValue(aws, secret, place, version, limit), key)

/** The value with one member replaced, and the others as they are; or another value, where it is no object. */
export function withSecret(id: string, before: string | undefined, key: string | undefined, secret: string) {
  if (key === undefined) return secret
  const members = before === undefined ? {} : membersOf(before)
  if (!members)
    throw refused(
      `${id} is no JSON object, whose member ${key} could be set: correct \`key\` in the system file`,
    )
  return JSON.stringify({ ...members, [key]: secret })
}

const refused = (message: string) =>
  new OutsideError(message, { service: 'aws', fault: 'refused', effect: 'none' })
