import { describe, expect, it } from 'vitest'
import { Environment } from '../../src/domain/system.ts'
import { SystemFile } from '../../src/domain/system-file.ts'

const targetGroup =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/arbor-production-backend/73e2d6bc24d8a067'
const whole = {
  channel: '#arbor-alerts',
  region: 'us-gov-west-1',
  services: { backend: { targetGroup, logs: '/ecs/arbor-production/backend' } },
  databases: { postgres: { rds: 'arbor-production-db' } },
  caches: { redis: { url: { secret: 'sm:arbor/production/redis' } }, plain: { url: 'redis://cache:6379/0' } },
  alarms: ['arbor-production-*', 'orders too old'],
  certificates: ['your-domain.com', '*.example.co.uk'],
}

describe('what an environment stands on', () => {
  it('is read as it is written', () => {
    expect(Environment.parse(whole)).toEqual(whole)
  })

  it.each([
    [{ services: { backend: { targetGroup: 'backend' } } }, 'expected the ARN of a target group'],
    [{ services: { backend: { logs: 'a group' } } }, 'expected the name of a log group such as'],
    [{ region: 'Virginia' }, 'expected an AWS region such as us-east-1'],
    [{ databases: { postgres: { rds: '1 db' } } }, 'expected the identifier of an RDS instance'],
    [{ services: { f: { lambda: { function: 'a b' } } } }, 'expected the name of a function of AWS Lambda'],
    [{ services: { f: { lambda: { function: 'f', alias: '7' } } } }, 'expected the name of an alias'],
    [
      { services: { f: { lambda: { function: 'f', concurrency: { min: 0, max: 2 } } } } },
      'expected an alias, since only of one can environments be kept warm',
    ],
    [
      { services: { f: { deploy: { lambda: { bucket: 'packages', key: 'f/{version}.zip' } } } } },
      "expected the service's own lambda: function",
    ],
    [
      {
        services: {
          f: { lambda: { function: 'f' }, deploy: { lambda: { bucket: 'packages', key: 'f.zip' } } },
        },
      },
      'with {version} in it',
    ],
    [
      { stacks: { main: { stack: '1', template: { url: 'http://x/y' } } } },
      'expected the url of a template in S3',
    ],
    [
      {
        workflows: {
          smoke: { summary: 's', repo: 'a/b', workflow: 'w.yml', ref: 'main', inputs: { a: '{b}' } },
        },
      },
      'expected `b`, which an input has as a blank',
    ],
    [{ databases: { Postgres: { rds: 'db' } } }, 'expected lower-case letters'],
    [{ caches: { redis: { url: 'http://cache' } } }, 'expected redis://host:port or rediss://host:port'],
    [{ caches: { redis: { url: 'redis://:pw@cache' } } }, 'one with a password is a secret'],
    [{ caches: { redis: { url: { secret: 'REDIS_URL' } } } }, 'expected env:NAME or sm:ID'],
    [{ secrets: { key: { sm: 'a secret' } } }, 'expected the name or the ARN of a secret'],
    [{ secrets: { key: { sm: 'a', from: 'person', database: 'postgres' } } }, 'expected from belay or aws'],
    [{ secrets: { key: { sm: 'a', from: 'aws', length: 40 } } }, 'expected a length only where Belay makes'],
    [{ secrets: { key: { sm: 'a', length: 8 } } }, '20'],
    [{ alarms: ['*'] }, 'expected the name of an alarm, or the beginning'],
    [{ alarms: ['a*b'] }, 'expected the name of an alarm, or the beginning'],
    [{ certificates: ['https://your-domain.com'] }, 'expected a domain such as api.example.com'],
  ])('is told what is wrong with it: %j', (change, expected) => {
    const read = Environment.safeParse({ ...whole, ...change })
    expect(JSON.stringify(read.error?.issues)).toContain(expected)
  })

  const systemOf = (change: object) => ({
    system: 'arbor',
    title: 'Arbor',
    people: { responders: ['@oncall'] },
    severities: { P1: { acknowledge: '15m' } },
    escalation: [{ notify: ['@oncall'] }],
    environments: { production: { ...whole, ...change } },
  })

  it('has secrets of services and databases that are there', () => {
    const named = { sm: 'a', services: ['backend', 'front'], database: 'mongo' }
    const away = { sm: 'b', database: 'local' }
    const databases = { ...whole.databases, local: { url: { secret: 'env:DB' } } }
    const read = SystemFile.safeParse(systemOf({ databases, secrets: { named, away } }))
    const at = (...path: (string | number)[]) => ['environments', 'production', 'secrets', ...path]
    expect(read.error?.issues).toMatchObject([
      { path: at('named', 'services', 1), message: 'expected a service of production: backend' },
      { path: at('named', 'database'), message: 'expected a database of production: postgres, local' },
      { path: at('away', 'database'), message: 'expected a database with rds, whose password RDS changes' },
    ])
  })

  it('has names of its own', () => {
    const system = systemOf({
      databases: { backend: { rds: 'db' } },
      caches: { backend: { url: 'redis://c' } },
    })
    const expected = 'expected a name that nothing else in this environment has'
    expect(SystemFile.safeParse(system).error?.issues).toMatchObject([
      { path: ['environments', 'production', 'databases', 'backend'], message: expected },
      { path: ['environments', 'production', 'caches', 'backend'], message: expected },
    ])
  })
})
