import type { System } from '../src/domain/system.ts'

export const cacheAddress = 'redis://cache.sandbox:6379'
export const postgresAddress = 'postgres://reader:sandbox@postgres.sandbox/arbor_production'

/** What the environment variables that systems name as secrets hold: caches' addresses, and what lets one in elsewhere. */
export const variables = (systems: System[]): Record<string, string> =>
  Object.fromEntries(
    systems
      .flatMap(({ environments }) => Object.values(environments))
      .flatMap(({ caches = {}, databases = {}, ...settings }) => [
        ...namesIn(caches).map(name => [name, cacheAddress]),
        ...Object.values(databases).flatMap(({ mongodb, ...others }) => [
          ...namesIn(mongodb ?? {}).map(name => [name, 'mongodb://mongo.sandbox/travellr']),
          ...namesIn(others).map(name => [name, postgresAddress]),
        ]),
        ...namesIn(settings).map(name => [name, name.endsWith('_CA') ? '' : 'sandbox']),
      ]),
  )

/** Every variable that is named as a secret in there. */
function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  if ('secret' in value && typeof value.secret === 'string')
    return value.secret.startsWith('env:') ? [value.secret.slice('env:'.length)] : []
  return Object.values(value).flatMap(namesIn)
}
