import { OutsideError } from '../domain/errors.ts'
import type { Secrets } from '../ports/secrets.ts'
import { within } from './aws/call.ts'
import type { AwsClients } from './aws/clients.ts'
import { ask } from './aws/failure.ts'
import { aboutSecret } from './aws/secrets-manager/calls.ts'

/** What one look into Secrets Manager may take, in milliseconds. */
const lookMs = 4_000

/** Secrets in environment variables (`env:NAME`), by what these hold, and in AWS Secrets Manager (`sm:ID`). */
export function createSecrets(variables: Record<string, string>, aws: AwsClients): Secrets {
  return {
    async reveal({ secret }, vault) {
      const [, kind, id = ''] = /^(env|sm):(.+)$/.exec(secret) ?? []
      if (kind !== 'sm') {
        const value = Object.hasOwn(variables, id) ? variables[id] : undefined
        if (value !== undefined) return value
        throw new OutsideError(`${id} is not set in Belay's environment: set it, and start Belay again`, {
          service: 'environment',
          fault: 'refused',
          effect: 'none',
        })
      }
      const { SecretString: value } = await ask(
        aboutSecret('GetSecretValue', vault, id),
        within(lookMs),
        async abortSignal => {
          const secrets = await aws.reading.secrets(vault)
          return secrets.getSecretValue({ SecretId: id }, { abortSignal })
        },
      )
      if (value !== undefined) return value.trim()
      throw new OutsideError(`the secret ${id} holds no text`, {
        service: 'aws',
        fault: 'refused',
        effect: 'none',
      })
    },
  }
}
