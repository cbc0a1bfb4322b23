import type { ManagedSecret } from '../../src/domain/secret-settings.ts'
import type { Environment } from '../../src/domain/system.ts'
import type { SimulatedAws } from '../aws/aws.ts'

const day = 24 * 3_600_000

/** Secrets as their system file has them: a password is its database's, and what people bring has been there for long. */
export function furnishSecrets(
  aws: SimulatedAws,
  { secrets = {}, databases = {} }: Environment,
  now: number,
): void {
  for (const [name, { sm, from, key, database }] of Object.entries(secrets)) {
    const id = database === undefined ? undefined : databases[database]?.rds
    const user = id === undefined ? undefined : userOf(sm, key)
    const value = `sandbox-${name}`
    if (id !== undefined) aws.rds.set({ id, ...(user && { masterUser: user }), masterPassword: value })
    aws.secrets.set(
      sm,
      key === undefined ? value : JSON.stringify({ ...(user && { username: user }), [key]: value }),
      {
        at: now - (from === 'person' ? 200 : 20) * day,
        rotates: from === 'aws',
        ...(from === 'aws' && { rotatedAt: now - 20 * day }),
      },
    )
  }
}

/** Where the password is one member of a secret, the user stands beside it. */
const userOf = (sm: string, key: ManagedSecret['key']): string | undefined =>
  key === undefined ? undefined : `${sm.split('/')[0]}_user`
