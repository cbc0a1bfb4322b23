import { z } from 'zod'
import { nearest } from '../domain/nearest.ts'
import { HttpUrl } from '../domain/setting.ts'
import { parseAddress } from '../store/address.ts'
import { ConfigurationError, type Fault } from './fault.ts'

/** Of what HTTP can carry in a header: what it cannot, the refusal quotes. */
const Secret = z
  .string('is not set')
  .regex(/^[\x21-\x7e]+$/, 'expected one line of letters, digits and signs, without spaces')
const token = (prefix: string) => Secret.startsWith(prefix, `expected a token that begins with ${prefix}`)

const RedisUrl = z.string('is not set').superRefine((url, ctx) => {
  try {
    parseAddress(url)
  } catch (error) {
    ctx.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'expected an address' })
  }
})

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** Each variable that Belay reads. */
export const Variables = z
  .object({
    SLACK_BOT_TOKEN: token('xoxb-'),
    SLACK_SIGNING_SECRET: Secret.optional(),
    SLACK_APP_TOKEN: token('xapp-').optional(),
    SLACK_API_URL: HttpUrl.optional(),
    REDIS_URL: RedisUrl,
    PAGERDUTY_API_TOKEN: Secret.optional(),
    PAGERDUTY_WEBHOOK_SECRET: z
      .string()
      .transform(secrets => secrets.split(',').map(secret => secret.trim()))
      .refine(
        secrets => secrets.every(Boolean),
        'expected secrets with commas between them, none of them empty',
      )
      .optional(),
    PAGERDUTY_FROM: z.email('expected the e-mail address of a PagerDuty user').optional(),
    PAGERDUTY_API_URL: HttpUrl.optional(),
    WEBHOOK_TOKEN: Secret.optional(),
    GITHUB_TOKEN: Secret.optional(),
    GITHUB_API_URL: HttpUrl.optional(),
    BELAY_SYSTEMS: z.string().default('systems'),
    HEARTBEAT_URL: HttpUrl.optional(),
    PORT: z
      .string()
      .regex(/^\d{1,5}$/, 'expected a port number')
      .transform(Number)
      .refine(port => port <= 65_535, 'expected a port number up to 65535')
      .default(3000),
    LOG_LEVEL: z.enum(levels, `expected one of ${levels.join(', ')}`).default('info'),
  })
  .superRefine(
    ({ SLACK_APP_TOKEN, SLACK_SIGNING_SECRET }, ctx) => {
      if (SLACK_APP_TOKEN === undefined && SLACK_SIGNING_SECRET === undefined)
        ctx.addIssue({
          code: 'custom',
          path: ['SLACK_SIGNING_SECRET'],
          message: 'is not set: it is needed unless SLACK_APP_TOKEN is (for Socket Mode)',
        })
    },
    { when: () => true },
  )

/** What Belay is told by its environment. Everything that names a secret is one: it is never printed. */
export interface Config {
  slack: { botToken: string; signingSecret?: string; appToken?: string; apiUrl?: string }
  redisUrl: string
  pagerduty: { apiToken?: string; webhookSecrets: string[]; from?: string; apiUrl?: string }
  /** What Alertmanager is to send as its bearer token. */
  webhookToken?: string
  github: { token?: string; apiUrl?: string }
  /** The folder of the system files. */
  systems: string
  heartbeatUrl?: string
  port: number
  logLevel: (typeof levels)[number]
}

/** The configuration in these variables, where an empty one counts as not set, or every fault in them. */
export function parseEnvironment(variables: NodeJS.ProcessEnv): { config: Config } | { faults: Fault[] } {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()))
  const parsed = Variables.safeParse(set)
  if (parsed.success) return { config: configOf(parsed.data) }
  return {
    faults: parsed.error.issues.map(issue => ({ path: issue.path.join('.'), expected: issue.message })),
  }
}

/** Variables that nobody reads, where one that is not set has nearly the same name. */
export function mistyped(variables: NodeJS.ProcessEnv): string[] {
  const known = Object.keys(Variables.shape)
  return Object.keys(variables).flatMap(name => {
    const meant = known.includes(name) ? undefined : nearest(name, known)
    return meant === undefined || variables[meant]?.trim() ? [] : [`${name} is not read: is ${meant} meant?`]
  })
}

/** The configuration in these variables; throws a `ConfigurationError` that names every fault, and no value. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Config {
  const result = parseEnvironment(variables)
  if ('faults' in result) throw new ConfigurationError(result.faults)
  return result.config
}

function configOf(set: z.infer<typeof Variables>): Config {
  return {
    slack: given({
      botToken: set.SLACK_BOT_TOKEN,
      signingSecret: set.SLACK_SIGNING_SECRET,
      appToken: set.SLACK_APP_TOKEN,
      apiUrl: set.SLACK_API_URL,
    }),
    redisUrl: set.REDIS_URL,
    pagerduty: given({
      apiToken: set.PAGERDUTY_API_TOKEN,
      webhookSecrets: set.PAGERDUTY_WEBHOOK_SECRET ?? [],
      from: set.PAGERDUTY_FROM,
      apiUrl: set.PAGERDUTY_API_URL,
    }),
    github: given({ token: set.GITHUB_TOKEN, apiUrl: set.GITHUB_API_URL }),
    systems: set.BELAY_SYSTEMS,
    port: set.PORT,
    logLevel: set.LOG_LEVEL,
    ...given({ webhookToken: set.WEBHOOK_TOKEN, heartbeatUrl: set.HEARTBEAT_URL }),
  }
}

type Given<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** The same without what is undefined. */
const given = <T extends object>(all: T): Given<T> =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Given<T>
