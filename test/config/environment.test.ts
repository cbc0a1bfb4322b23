import { describe, expect, it } from 'vitest'
import { parseEnvironment, readEnvironment } from '../../src/config/environment.ts'

const enough = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'shh', REDIS_URL: 'redis://localhost:6379' }

/** What is said of each variable that has a fault. */
function faults(given: NodeJS.ProcessEnv): Record<string, string> {
  const result = parseEnvironment(given)
  return Object.fromEntries(
    'faults' in result ? result.faults.map(({ path, expected }) => [path, expected]) : [],
  )
}

describe('the environment', () => {
  it('that has what is needed gives the rest its defaults', () => {
    expect(readEnvironment(enough)).toEqual({
      slack: { botToken: 'xoxb-1', signingSecret: 'shh' },
      redisUrl: 'redis://localhost:6379',
      pagerduty: { webhookSecrets: [] },
      github: {},
      systems: 'systems',
      port: 3000,
      logLevel: 'info',
    })
  })

  it('may say everything', () => {
    expect(
      readEnvironment({
        ...enough,
        SLACK_APP_TOKEN: 'xapp-1',
        SLACK_API_URL: 'http://localhost:3001/api/',
        PAGERDUTY_API_TOKEN: 'pd',
        PAGERDUTY_WEBHOOK_SECRET: 'new, old',
        PAGERDUTY_FROM: 'ops@example.com',
        PAGERDUTY_API_URL: 'http://localhost:3002',
        WEBHOOK_TOKEN: 'bearer',
        GITHUB_TOKEN: 'gh',
        GITHUB_API_URL: 'http://localhost:3003',
        BELAY_SYSTEMS: '/etc/belay',
        HEARTBEAT_URL: 'https://heartbeat.example.com/belay',
        PORT: '8080',
        LOG_LEVEL: 'debug',
        PATH: '/usr/bin',
      }),
    ).toEqual({
      slack: {
        botToken: 'xoxb-1',
        signingSecret: 'shh',
        appToken: 'xapp-1',
        apiUrl: 'http://localhost:3001/api/',
      },
      redisUrl: 'redis://localhost:6379',
      pagerduty: {
        apiToken: 'pd',
        webhookSecrets: ['new', 'old'],
        from: 'ops@example.com',
        apiUrl: 'http://localhost:3002',
      },
      webhookToken: 'bearer',
      github: { token: 'gh', apiUrl: 'http://localhost:3003' },
      systems: '/etc/belay',
      heartbeatUrl: 'https://heartbeat.example.com/belay',
      port: 8080,
      logLevel: 'debug',
    })
  })

  it('that is empty is told of everything that is missing at once', () => {
    expect(faults({ SLACK_BOT_TOKEN: ' ', REDIS_URL: '' })).toEqual({
      SLACK_BOT_TOKEN: 'is not set',
      REDIS_URL: 'is not set',
      SLACK_SIGNING_SECRET: 'is not set: it is needed unless SLACK_APP_TOKEN is (for Socket Mode)',
    })
  })

  it('needs no signing secret in Socket Mode', () => {
    expect(faults({ ...enough, SLACK_SIGNING_SECRET: undefined, SLACK_APP_TOKEN: 'xapp-1' })).toEqual({})
  })

  it.each([
    'redis://localhost',
    'rediss://user:pass@redis.example.com:6380/1',
    'redis+sentinel://a:26379,b:26379/primary',
    'redis+cluster://a:6379,b',
  ])('may have its Redis at %s', url => {
    expect(faults({ ...enough, REDIS_URL: url })).toEqual({})
  })

  it.each([
    ['REDIS_URL', 'localhost:6379', 'expected redis://host:port'],
    ['REDIS_URL', 'redis+sentinel://a,b', 'expected redis://host:port'],
    ['SLACK_BOT_TOKEN', 'xoxp-1', 'expected a token that begins with xoxb-'],
    ['SLACK_APP_TOKEN', 'xoxb-1', 'expected a token that begins with xapp-'],
    ['SLACK_API_URL', 'slack.com', 'expected an http or https address'],
    ['PAGERDUTY_WEBHOOK_SECRET', 'one,,two', 'expected secrets with commas between them, none of them empty'],
    ['PAGERDUTY_FROM', 'ops', 'expected the e-mail address of a PagerDuty user'],
    ['HEARTBEAT_URL', 'ftp://example.com', 'expected an http or https address'],
    ['SLACK_BOT_TOKEN', 'xoxb-1\nsecond', 'expected one line of letters, digits and signs, without spaces'],
    ['SLACK_APP_TOKEN', 'xapp-1\n', 'expected one line of letters'],
    ['SLACK_SIGNING_SECRET', 'shh shh', 'expected one line of letters'],
    ['PAGERDUTY_API_TOKEN', 'pd’', 'expected one line of letters'],
    ['SLACK_API_URL', 'http://ana:secret@localhost/', 'expected an address without a user name or password'],
    ['HEARTBEAT_URL', 'https://secret@example.com', 'expected an address without a user name or password'],
    ['REDIS_URL', 'redis://secret#x@localhost', 'its signs # / ? @ % are written %23 %2F %3F %40 %25'],
    ['PORT', 'http', 'expected a port number'],
    ['PORT', '65536', 'expected a port number up to 65535'],
    ['LOG_LEVEL', 'loud', 'expected one of trace, debug, info, warn, error, fatal, silent'],
  ])('has a fault in %s=%s', (name, value, expected) => {
    const found = faults({ ...enough, [name]: value })
    expect(Object.keys(found)).toEqual([name])
    expect(found[name]).toContain(expected)
  })

  it('never has a value printed, whatever is wrong with it', () => {
    const secret = 'hunter2'
    const all = Object.fromEntries(
      [
        ...[
          'SLACK_BOT_TOKEN',
          'SLACK_APP_TOKEN',
          'SLACK_API_URL',
          'REDIS_URL',
          'PAGERDUTY_FROM',
          'PAGERDUTY_API_URL',
        ],
        ...['GITHUB_API_URL', 'HEARTBEAT_URL', 'PORT', 'LOG_LEVEL'],
      ].map(name => [name, secret]),
    )
    const read = () => readEnvironment({ ...all, PAGERDUTY_WEBHOOK_SECRET: `${secret},` })
    expect(read).toThrow(/^The configuration has 11 faults:\n/)
    expect(read).not.toThrow(secret)
    expect(() => readEnvironment({ ...enough, REDIS_URL: `redis+sentinel://:${secret}@` })).not.toThrow(
      secret,
    )
  })
})
