import { pino } from 'pino'
import { expect, it } from 'vitest'
import { type Config, parseEnvironment } from '../../src/config/environment.ts'
import { redacting, secretsIn } from '../../src/config/redaction.ts'
import { secretVariables } from './secret-variables.ts'

const config: Config = {
  slack: { botToken: 'xoxb-hunter2', signingSecret: 'signing"secret\\', appToken: 'xapp-hunter2' },
  redisUrl: 'rediss://belay:p%40ssword@redis.example.com:6379/0',
  pagerduty: { apiToken: 'pd-hunter2', webhookSecrets: ['old-secret', 'new-secret'] },
  github: { token: 'gh-hunter2' },
  webhookToken: 'hook-hunter2',
  systems: 'systems',
  heartbeatUrl: 'https://beat.example.com/ping/1234-5678?key=abcdef',
  port: 3000,
  logLevel: 'info',
}

it('whatever a library quotes, no line of the log holds what Belay was told in confidence', () => {
  const lines: string[] = []
  const secrets = secretsIn(config, { CACHE: 'redis://:cache-hunter2@cache', AWS_SESSION_TOKEN: undefined })
  const log = pino({ hooks: { streamWrite: redacting(secrets) } }, { write: line => void lines.push(line) })
  const quoted = [
    ...['xoxb-hunter2', 'signing"secret\\', 'xapp-hunter2', 'p%40ssword', 'p@ssword', 'pd-hunter2'],
    ...[
      'old-secret',
      'new-secret',
      'gh-hunter2',
      'hook-hunter2',
      'ping/1234-5678',
      'abcdef',
      'cache-hunter2',
    ],
  ]
  for (const secret of quoted) {
    const cause = new Error(`Authorization: Bearer ${secret}`)
    log.error({ err: new Error(`it was ${secret}`, { cause }), [secret]: [secret] }, `of ${secret}`)
  }
  const read = lines.map(line => JSON.stringify(JSON.parse(line)))
  expect(quoted.filter(secret => read.join().includes(JSON.stringify(secret).slice(1, -1)))).toEqual([])
  expect(read[0]).toContain('it was [secret]')
})

it('what is too short to be told from other words stays', () => {
  expect(secretsIn({ ...config, webhookToken: 'abc' }, {})).not.toContain('abc')
})

it('every variable of the environment that is a secret is one that no line of the log may hold', () => {
  const beginnings: Record<string, string> = {
    SLACK_BOT_TOKEN: 'xoxb-',
    SLACK_APP_TOKEN: 'xapp-',
    REDIS_URL: 'redis://:',
    HEARTBEAT_URL: 'https://beat.example.com/',
  }
  const canary = (name: string) => `hunter2${name.replaceAll('_', '').toLowerCase()}`
  const given = secretVariables.map(name => [name, `${beginnings[name] ?? ''}${canary(name)}`])
  const parsed = parseEnvironment({
    ...Object.fromEntries(given),
    REDIS_URL: `redis://:${canary('REDIS_URL')}@127.0.0.1`,
  })
  if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults))
  const hidden = secretsIn(parsed.config, {})
  expect(secretVariables.filter(name => !hidden.some(one => one.includes(canary(name))))).toEqual([])
})
