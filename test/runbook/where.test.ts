import { describe, expect, it } from 'vitest'
import { isMeant, onlyMeant } from '../../src/domain/runbook/named-place.ts'
import type { System } from '../../src/domain/system.ts'
import { judge } from '../../src/runbook/judge.ts'
import { knownOf } from '../../src/runbook/known.ts'
import { ownOf } from '../../src/runbook/library.ts'
import { learnbot } from '../commands/cast.ts'
import { commandsIn, fence, inWords, read, shapes, told, verdict } from './reading.ts'

const production = learnbot.environments.production!
const kubernetes = { namespace: 'default', deployment: 'web', container: 'web' }
const system: System = {
  ...learnbot,
  environments: {
    production: {
      ...production,
      region: 'us-east-1',
      services: { ...production.services, web: { kubernetes, compose: { project: 'shop', service: 'web' } } },
      cluster: { url: 'https://kubernetes.example.com:6443', token: { secret: 'env:TOKEN' } },
      docker: { host: 'unix:///var/run/docker.sock' },
      databases: { main: { url: { secret: 'env:DB' }, rds: 'shop-db' } },
      caches: { redis: { url: 'redis://cache.example.com:6379/1', elasticache: 'shop-cache' } },
    },
  },
}

/** What Belay makes of the last command, where its system file is known. */
async function judged(code: string) {
  const runbook = read(fence(code))
  const known = await knownOf([runbook], shapes, ownOf(system))
  return commandsIn(runbook)
    .map(step => judge(step, known))
    .at(-1)!
}

describe('a step is carried out where it says', () => {
  it.each([
    // The address of a database is a secret: whether it is that one is looked at when it is known.
    ['psql -h db.example.com -p 5433 -d shop -c "SELECT 1"', 'runs postgres sql, read'],
    ['psql postgres://ana@db.example.com/shop -c "SELECT 1"', 'runs postgres sql, read'],
    ['redis-cli -h cache.example.com -n 1 INFO', 'runs redis INFO, read'],
    ['redis-cli -u redis://cache.example.com/1 FLUSHDB', 'runs belay cache flush, destructive'],
    ['redis-cli -h master.shop-cache.abc.use1.cache.amazonaws.com PING', 'runs redis PING, read'],
    [
      'psql -h shop-db.abc.us-east-1.rds.amazonaws.com -c "VACUUM ANALYZE jobs"',
      'runs belay db vacuum, change',
    ],
    ['aws ecs list-clusters --profile production', 'runs aws ecs:ListClusters, read'],
    ['aws --profile prod ecs list-clusters', 'runs aws ecs:ListClusters, read'],
    ['kubectl --context production get pods', 'runs kubernetes get, read'],
    ['kubectl --server https://kubernetes.example.com:6443/ get pods', 'runs kubernetes get, read'],
    ['docker -H unix:///var/run/docker.sock ps', 'runs docker ps, read'],
    ['docker --context production compose -p shop restart web', 'runs belay restart, change'],
    ['redis-cli -h <host> INFO', 'runs redis INFO, read'],
    ['aws ecs list-clusters --profile <profile>', 'runs aws ecs:ListClusters, read'],
  ])('as the system file has it: %s', async (code, words) => {
    const found = await judged(code)
    expect([inWords(found), told(found)]).toEqual([words, []])
  })

  it.each([
    [
      'redis-cli -h other.example.com INFO',
      'production names no cache at other.example.com: `url` of one would',
    ],
    ['redis-cli -h cache.example.com -n 2 INFO', 'production names no cache at cache.example.com/2'],
    ['redis-cli -p 6380 FLUSHALL', 'production names nothing that is known to be at :6380'],
    ['redis-cli -u redis://other.example.com DEL a', 'known to be at other.example.com'],
    ['psql -d reports -c "VACUUM ANALYZE jobs"', 'known to be at /reports (a change goes by the instance'],
    ['mongosh mongodb://db.example.com/shop --eval "db.stats()"', 'names no MongoDB at db.example.com/shop'],
    ['aws ecs list-clusters --profile admin', 'production is not admin, which the step names (a profile'],
    ['export AWS_PROFILE=admin\naws ecs list-clusters', 'production is not admin'],
    ['aws logs tail /ecs/shop --profile admin', 'production is not admin'],
    ['aws ecs wait services-stable --cluster c --services s --profile admin', 'production is not admin'],
    [
      'aws ecs update-service --cluster c --service s --desired-count 2 --region eu-west-1',
      'production is in us-east-1, and the step names eu-west-1',
    ],
    ['kubectl --context staging get pods', 'production is not staging'],
    ['kubectl config use-context staging\nkubectl get pods', 'production is not staging'],
    ['kubectl --cluster=other rollout restart deployment/web', 'production is not other'],
    [
      'kubectl -s https://other:6443 get pods',
      'production has its cluster at kubernetes.example.com:6443, and the step names https://other:6443',
    ],
    ['docker -H tcp://other:2376 ps', 'production has its Docker at unix:///var/run/docker.sock'],
    ['docker --host=tcp://other:2376 top web', 'and the step names tcp://other:2376'],
    ['export DOCKER_HOST=tcp://other:2376\ndocker compose ps', 'and the step names tcp://other:2376'],
    ['docker-compose -p other restart web', 'has other projects of Docker Compose than other'],
    ['kubectl get pods -o name | xargs kubectl --context other describe', 'production is not other'],
  ])('or it stays by hand, with what would be right: %s', async (code, words) => {
    const found = await judged(code)
    expect(inWords(found)).toContain('it is done elsewhere: ')
    expect(inWords(found)).toContain(words)
  })

  it.each([
    [
      'psql -h localhost -p 5433 -c "SELECT 1"',
      'it asks the machine that it is typed on',
      'localhost: Belay',
    ],
    ['redis-cli -u redis://127.0.0.1:6380 FLUSHALL', 'it asks the machine', 'the cache that the system'],
    ['psql "host=db dbname=shop" -c "SELECT 1"', 'it names its database in words', 'postgres://host:port'],
    ['kubectl --kubeconfig other.yml get pods', 'it takes a file of your machine', 'without --kubeconfig'],
    ['KUBECONFIG=other.yml kubectl get pods', 'it takes a file of your machine', 'without --kubeconfig'],
    ['aws logs tail g --endpoint-url http://a', 'it asks another address than that of AWS', ''],
    ['export AWS_ENDPOINT_URL=http://a\naws s3 ls', 'it asks another address than that of AWS', ''],
    ['AWS_PROFILE=prod npm run migrate', 'it is given AWS_PROFILE', ''],
  ])('and with what a machine of your own has, it is by hand: %s', async (code, words, right) => {
    const found = await judged(code)
    expect(inWords(found)).toContain(words)
    expect(told(found).join(' ')).toContain(right)
  })

  it('what is at its usual place on the machine where it is typed is the one of the system', async () => {
    const found = await Promise.all([
      judged('psql -h localhost -d shop -c "SELECT 1"'),
      judged('export PGHOST=127.0.0.1 PGPORT=5432\npsql -c "SELECT 1"'),
      judged('mongosh mongodb://localhost:27017/shop --eval "db.stats()"'),
    ])
    expect(found).toMatchObject([
      { actions: [{ on: { database: { map: { database: ['shop'] } } } }] },
      { actions: [{ via: 'postgres' }] },
      { class: 'byHand' },
    ])
    expect(found.map(one => told(one)[0])).toEqual([
      'localhost: Belay asks the database that the system file names',
      '127.0.0.1: Belay asks the database that the system file names',
      undefined,
    ])
  })

  it('a list and a change for each of it are one change only of one place', async () => {
    const tasks = 'aws ecs list-tasks --cluster c --service-name s --region us-east-1 | jq -r ".taskArns[]"'
    const stop = 'xargs -n 1 aws ecs stop-task --cluster c'
    expect(await verdict(`${tasks} | ${stop} --region us-east-1 --task`)).toMatchObject({
      actions: [{ operation: 'stop-tasks', on: { region: ['us-east-1'], ecs: { map: { cluster: ['c'] } } } }],
    })
    for (const other of [
      `${stop} --region eu-west-1 --task`,
      `${stop.replace('cluster c', 'cluster d')} --task`,
    ])
      expect(inWords(await verdict(`${tasks} | ${other}`))).toContain('no operation for ecs:StopTask')
    // In another cache each key is a change of its own.
    const inB = { operation: 'cache clear', on: { cache: { map: { host: ['b'] } } } }
    expect(await verdict('redis-cli -h a KEYS "x:*" | xargs redis-cli -h b DEL')).toMatchObject({
      actions: [{ operation: 'KEYS', filters: [{ by: 'each', actions: [inB] }] }],
    })
    expect(inWords(await verdict('redis-cli -h a KEYS "x:*" | xargs redis-cli -h a DEL'))).toBe(
      'runs belay cache clear, change',
    )
  })

  it('a namespace before the verb leaves the rest of it as it is', async () => {
    expect(await judged('kubectl -n default logs -f deployment/web')).toMatchObject({
      actions: [
        { operation: 'logs', input: { names: { list: [['deployment/web']] }, f: { boolean: true } } },
      ],
    })
  })
})

describe('an address that is a secret', () => {
  it.each([
    [
      'postgres://ana:x@db.example.com/shop',
      { host: 'DB.example.com', port: '5432', database: 'shop' },
      true,
    ],
    ['postgres://ana:x@db.example.com:5433/shop?sslmode=require', { port: '5433' }, true],
    ['postgres://ana:x@db.example.com/shop', { port: '5433' }, false],
    ['postgres://ana:x@db.example.com/shop', { database: 'reports' }, false],
    ['postgres://ana@db.example.com', { database: 'ana' }, true],
    ['rediss://:x@cache.example.com', { database: '0', port: '6379' }, true],
    ['rediss://:x@cache.example.com/1', { database: '0' }, false],
    ['mongodb://a:27017,b:27018/shop?replicaSet=r', { host: 'b', port: '27018', database: 'shop' }, true],
    ['mongodb://a:27017,b:27018/shop', { host: 'a', port: '27018' }, false],
  ])('is what a step means by what it names: %s %o: %s', (url, named, is) => {
    expect(isMeant(url, named)).toBe(is)
  })

  it('is told nobody where it is another one', () => {
    const url = 'postgres://ana:hunter2@inner.example.com/shop'
    expect(() => onlyMeant(url, { host: 'db.example.com', port: '5433' })).toThrow(
      /^The step names db\.example\.com:5433, and the address in the system file is another(?!.*(?:inner|hunter2))/,
    )
    expect(() => onlyMeant(url, { host: 'inner.example.com' })).not.toThrow()
    expect(() => onlyMeant(url, undefined)).not.toThrow()
  })
})
