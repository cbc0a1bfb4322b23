import type { Params } from '../../../../src/domain/run/plan.ts'
import { bin } from '../../../providers/real-postgres.ts'

export type Service = 'alertmanager' | 'docker' | 'redis' | 'postgres'

/** A change, what is asked for to have it made, and by what it is known on its way. */
export interface Change {
  action: string
  operation: string
  /** `idOf` a silence that is there. */
  input(idOf: (alertname: string) => string, shop: string): Params
  /** In place of a plan: its parameters at an address, where what it is about takes a minute to come to be. */
  params?(url: { secret: string }): Params
  wire: RegExp
  /** Nothing shows that it was made: it is made again, which changes nothing more. */
  again?: true
}

export const serviceOf = ({ action }: { action: string }): Service => action.split(':')[0] as Service

const hour = 3_600_000
/** What alerts are silenced before. */
export const silenced = { ended: 'Ended', longer: 'Longer' }
const is = { isRegex: false, isEqual: true }
const made = { name: 'alertname', value: 'Made', ...is }
const tables = { database: 'main', tables: ['bookings'] }
const deploy = { operation: 'deploy', input: () => ({ version: 'v2' }) }

const ofPostgres: Change[] = [
  {
    action: 'postgres:pg_terminate_backend',
    wire: /pg_terminate_backend\(/,
    operation: 'db end-idle',
    input: () => ({}),
    params: url => ({ url, idleMs: 0 }),
  },
  {
    action: 'postgres:VACUUM ANALYZE',
    wire: /VACUUM \(ANALYZE\)/,
    operation: 'db vacuum',
    input: () => tables,
  },
  {
    action: 'postgres:REINDEX TABLE CONCURRENTLY',
    wire: /REINDEX TABLE/,
    operation: 'db reindex',
    input: () => tables,
  },
  {
    action: 'postgres:ALTER ROLE PASSWORD',
    wire: /ALTER ROLE "clerk_/,
    again: true,
    operation: 'secret tell',
    input: () => ({}),
    params: url => ({ url, user: clerkOf(url.secret), secret: passwords.name, version: passwords.version }),
  },
]

/** The secret that has their password. */
export const passwords = { name: 'clerks', version: 'version-of-the-password-of-clerks' }
export const clerkOf = (name: string): string => `clerk_of_${name.replace('env:', '').toLowerCase()}`

/** Every change of Alertmanager, Docker, Redis and PostgreSQL. */
export const changes: Change[] = [
  {
    action: 'alertmanager:PostSilence',
    wire: /^POST[\s\S]*"Made"/,
    operation: 'silence',
    // The shops have one Alertmanager, and each hides what is its own.
    input: (_, shop) => ({
      matchers: [made, { name: 'shop', value: shop, ...is }],
      ...{ forMs: hour, comment: 'deploying', createdBy: 'Ana' },
    }),
  },
  {
    action: 'alertmanager:DeleteSilence',
    wire: /^DELETE /,
    operation: 'silence expire',
    input: idOf => ({ id: idOf(silenced.ended) }),
  },
  {
    action: 'alertmanager:PostSilence endsAt',
    wire: /^POST[\s\S]*"Longer"/,
    operation: 'silence extend',
    input: idOf => ({ id: idOf(silenced.longer), byMs: hour }),
  },
  { action: 'docker:pull', ...deploy, wire: /^POST \/images\/create/ },
  { action: 'docker:create', ...deploy, wire: /^POST \/containers\/create/ },
  { action: 'docker:stop', ...deploy, wire: /^POST \/containers\/\w+\/stop/ },
  { action: 'docker:start', ...deploy, wire: /^POST \/containers\/\w+\/start/ },
  { action: 'docker:remove', ...deploy, wire: /^DELETE / },
  {
    action: 'docker:restart',
    wire: /^POST \S+\/restart/,
    operation: 'restart',
    input: () => ({}),
  },
  {
    action: 'docker:run',
    wire: /^POST \/containers\/create/,
    operation: 'exec',
    input: () => ({ task: 'warm', given: [] }),
  },
  {
    action: 'redis:UNLINK',
    wire: /\nunlink\r/i,
    operation: 'cache clear',
    input: () => ({ cache: 'cache', pattern: 'plan:*' }),
  },
  {
    action: 'redis:FLUSHDB',
    wire: /\nflushdb\r/i,
    operation: 'cache flush',
    input: () => ({ cache: 'cache' }),
  },
  ...(bin === undefined ? [] : ofPostgres),
]
