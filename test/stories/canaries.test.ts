import { createHmac, randomUUID } from 'node:crypto'
import { appendFile, copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startRedis } from '../../sandbox/redis.ts'
import { readSystemFiles } from '../../src/config/system-files.ts'
import { Secret } from '../../src/domain/secret.ts'
import { ManagedSecret } from '../../src/domain/secret-settings.ts'
import { System } from '../../src/domain/system.ts'
import { connect } from '../../src/store/connect.ts'
import { secretVariables } from '../config/secret-variables.ts'
import { eventually } from '../eventually.ts'
import { told } from '../webhooks/delivery.ts'
import { heldIn } from './held.ts'
import { type Heard, tellingOutside } from './outside.ts'
import { startProcess } from './process.ts'
import { placesOf, placesUsed } from './setting-places.ts'

const canary = (name: string) => `cnry${name}${randomUUID().replaceAll('-', '').slice(0, 12)}`

/** LearnBot, with a cache whose address is a secret, a key that people bring, and steps that read it and use it. */
async function systemsFolder(url: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'belay-systems-'))
  for (const file of ['learnbot.md', 'learnbot.yml'])
    await copyFile(join('systems', file), join(folder, file))
  await appendFile(
    join(folder, 'learnbot.yml'),
    `    caches: { redis: { url: { secret: env:CACHE_ADDRESS } } }
    secrets: { weather-key: { sm: weather, key: api_key, from: person } }
    requests: { tell: { summary: tell it, url: "${url}/own/tell", method: POST } }
  # With every other setting that is a secret; nothing answers there.
  drill:
    channel: "#learnbot-alerts"
    region: us-east-1
    cluster:
      url: https://127.0.0.1:1
      ca: { secret: env:CLUSTER_CA }
      token: { secret: env:CLUSTER_TOKEN }
    docker:
      host: tcp://127.0.0.1:1
      tls:
        ca: { secret: env:DOCKER_CA }
        cert: { secret: env:DOCKER_CERT }
        key: { secret: env:DOCKER_KEY }
    services:
      api-gateway: { kubernetes: { namespace: drill, deployment: api, container: api } }
      frontend: { compose: { project: drill, service: frontend } }
    databases:
      sql: { url: { secret: env:SQL_ADDRESS }, maintenance: { secret: env:SQL_TIDY_ADDRESS } }
      docs: { mongodb: { url: { secret: env:MONGO_ADDRESS }, maintenance: { secret: env:MONGO_TIDY_ADDRESS } } }
    requests:
      warm: { summary: Warms the cache, url: "http://127.0.0.1:1/", token: { secret: env:REQUEST_TOKEN }, risk: mild }
`,
  )
  const fence = '```'
  await appendFile(
    join(folder, 'learnbot.md'),
    `
## Weather
${fence}bash
API_KEY=$(aws secretsmanager get-secret-value --secret-id weather --query SecretString --output text | jq -r .api_key)
echo "with $API_KEY"
curl -H "X-Key: $API_KEY" ${url}/own/stats
curl -u "ana:$API_KEY" ${url}/own/stats
curl "${url}/own/stats?key=$API_KEY"
psql -c "SELECT '$API_KEY'"
curl -H "X-Key: $(aws secretsmanager get-secret-value --secret-id weather | jq -r .SecretString)" ${url}/own/whole
aws secretsmanager get-secret-value --secret-id weather
aws secretsmanager put-secret-value --secret-id weather --secret-string "$API_KEY"
${fence}
`,
  )
  return folder
}

/** Every secret that Belay is given by its environment, or by what a system file names there. */
const secretsFor = (redisUrl: string) => ({
  SLACK_BOT_TOKEN: `xoxb-${canary('bot')}`,
  SLACK_SIGNING_SECRET: canary('signing'),
  PAGERDUTY_API_TOKEN: canary('pagerduty'),
  PAGERDUTY_WEBHOOK_SECRET: `${canary('hookold')},${canary('hooknew')}`,
  WEBHOOK_TOKEN: canary('alerts'),
  GITHUB_TOKEN: canary('github'),
  AWS_SECRET_ACCESS_KEY: canary('awssecret'),
  AWS_SESSION_TOKEN: canary('awssession'),
  AWS_ACCESS_KEY_ID: canary('awskey'),
  REDIS_URL: redisUrl,
  CACHE_ADDRESS: `redis://ana:${canary('cache')}@127.0.0.1:1`,
  CLUSTER_CA: canary('clusterca'),
  CLUSTER_TOKEN: canary('cluster'),
  DOCKER_CA: canary('dockerca'),
  DOCKER_CERT: canary('dockercert'),
  DOCKER_KEY: canary('dockerkey'),
  SQL_ADDRESS: `postgres://ana:${canary('sql')}@127.0.0.1:1/drill`,
  SQL_TIDY_ADDRESS: `postgres://ana:${canary('sqltidy')}@127.0.0.1:1/drill`,
  MONGO_ADDRESS: `mongodb://ana:${canary('mongo')}@127.0.0.1:1/drill`,
  MONGO_TIDY_ADDRESS: `mongodb://ana:${canary('mongotidy')}@127.0.0.1:1/drill`,
  REQUEST_TOKEN: canary('request'),
  HEARTBEAT_URL: `http://127.0.0.1:1/${canary('beat')}?key=${canary('beatkey')}`,
})

test('every variable of the environment that is a secret has its canary here', () => {
  // With this one, Slack is reached otherwise: test/config/redaction.test.ts has it.
  const known = secretVariables.filter(name => name !== 'SLACK_APP_TOKEN')
  expect(known.length).toBeGreaterThan(7)
  expect(known.filter(name => !Object.hasOwn(secretsFor('redis://127.0.0.1'), name))).toEqual([])
})

test('every setting of a system file that is a secret has its canary here', async ({ onTestFinished }) => {
  const folder = await systemsFolder('http://127.0.0.1:1')
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const { systems } = await readSystemFiles(folder)
  const known = placesOf(System, [Secret, ManagedSecret])
  expect(known.length).toBeGreaterThan(8)
  expect(systems.flatMap(system => placesUsed(system, known)).sort()).toEqual(known.sort())
})

test('whatever goes wrong, no secret is in an answer, a log, a message, the audit or anything else that is kept', {
  timeout: 150_000,
}, async ({ onTestFinished }) => {
  const redis = await startRedis()
  const given = canary('given')
  const kept = canary('kept')
  const outside = await tellingOutside({ secret: JSON.stringify({ api_key: kept, other: kept }) })
  const folder = await systemsFolder(outside.url)
  onTestFinished(async () => {
    outside.close()
    await redis.stop()
    await rm(folder, { recursive: true, force: true })
  })
  const admin = await connect(redis.url)
  const password = canary('redis')
  await admin.call('CONFIG', 'SET', 'requirepass', password)
  onTestFinished(() => admin.disconnect())

  const secrets = secretsFor(redis.url.replace('://', `://:${password}@`))
  const canaries = [...Object.values(secrets).flatMap(value => value.match(/cnry\w+/g)!), given, kept]
  expect(canaries).toHaveLength(26)
  const belay = await startProcess({
    ...secrets,
    SLACK_API_URL: `${outside.url}/slack/`,
    PAGERDUTY_API_URL: `${outside.url}/pagerduty`,
    PAGERDUTY_FROM: 'ana@example.com',
    GITHUB_API_URL: `${outside.url}/github`,
    AWS_ENDPOINT_URL: `${outside.url}/aws`,
    BELAY_SYSTEMS: folder,
    PORT: '0',
    LOG_LEVEL: 'trace',
  })
  onTestFinished(() => belay.kill())
  const url = `http://127.0.0.1:${belay.port}`
  const answers: string[] = []
  const post = async (path: string, body: string, headers: Record<string, string>) => {
    const answer = await fetch(`${url}${path}`, { method: 'POST', body, headers })
    answers.push(`${answer.status} ${JSON.stringify([...answer.headers])} ${await answer.text()}`)
  }
  const slash = (text: string) =>
    fromSlack({
      command: '/belay',
      text,
      team_id: 'T1',
      user_id: 'UANA',
      channel_id: 'CALERTS',
      trigger_id: randomUUID(),
      response_url: `${outside.url}/response/1`,
    })
  /** A form is sent in which somebody has typed a key. */
  const gives = (line: string, value: string) => {
    const view = {
      id: `V${randomUUID()}`,
      hash: '1',
      callback_id: 'command',
      type: 'modal',
      blocks: [],
      private_metadata: `${line}\nCALERTS`,
      state: { values: { value: { sealed: { type: 'plain_text_input', value } } } },
    }
    const from = { user: { id: 'UANA', team_id: 'T1' }, team: { id: 'T1' }, trigger_id: randomUUID() }
    return fromSlack({ payload: JSON.stringify({ type: 'view_submission', ...from, view }) })
  }
  const fromSlack = (fields: Record<string, string>) => {
    const body = new URLSearchParams(fields).toString()
    const at = `${Math.floor(Date.now() / 1000)}`
    const hmac = createHmac('sha256', secrets.SLACK_SIGNING_SECRET).update(`v0:${at}:${body}`)
    return post('/slack/events', body, {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': at,
      'x-slack-signature': `v0=${hmac.digest('hex')}`,
    })
  }
  const page = told({
    type: 'incident.triggered',
    at: new Date().toISOString(),
    data: { service: { id: 'PLEARN1' } },
  })
  for (const secret of [...secrets.PAGERDUTY_WEBHOOK_SECRET.split(','), 'guessed'])
    await post('/webhooks/pagerduty', page, {
      'x-pagerduty-signature': `v1=${createHmac('sha256', secret).update(page).digest('hex')}`,
    })
  for (const token of [secrets.WEBHOOK_TOKEN, `${secrets.WEBHOOK_TOKEN}x`])
    await post('/webhooks/alertmanager/learnbot', '{}', { authorization: `Bearer ${token}` })
  const lines = [
    ...[
      'health',
      'oncall',
      'logs api-gateway',
      'rollback api-gateway previous --dry-run',
      'deploy',
      'runs',
      'audit',
    ],
    ...[
      'scale api-gateway 3 --confirm deploy',
      'incident declare "checkout is down" --severity P1',
      'silence list',
    ],
    ...[
      'restart frontend --confirm deploy',
      'incident list',
      'deploy api-gateway 0123456789abcdef0123456789abcdef01234567',
      'health --environment drill',
      'pods api-gateway --environment drill',
      'ps frontend --environment drill',
      'db queries sql --environment drill',
      'db end-idle sql --environment drill --older 10m',
      'mongo operations docs --environment drill',
      'request warm --environment drill',
    ],
  ]
  for (const line of lines) await slash(line)
  const putting = 'secret put --secret weather-key --system learnbot --environment'
  await gives(`${putting} staging`, given)
  // What does not lead there, corrects itself with all that was filled in.
  await gives(`${putting} stagin`, given)
  await gives('secret putt --secret weather-key', given)
  await gives(`secret put --secret wether --system learnbot --environment staging`, given)
  const isPutting = ({ path, body }: Heard) => path.startsWith('/aws') && body.includes('"SecretString"')
  const said = (service: string) => outside.heard.filter(({ path }) => path.startsWith(`/${service}`)).length
  await eventually(
    () =>
      said('response') >= lines.length - 2 && said('aws') > 3 && said('pagerduty') > 2 && said('slack') > 10,
    90_000,
  )
  await eventually(
    () => outside.heard.some(({ body }) => body.includes(encodeURIComponent('PutSecretValue on weather'))),
    90_000,
  )
  const put = outside.heard.filter(isPutting)
  expect(put.map(({ body }) => JSON.parse(JSON.parse(body).SecretString))).toEqual([
    { api_key: given, other: kept },
  ])
  const answered = (text: string) =>
    outside.heard.filter(({ path, body }) => path.startsWith('/response') && body.includes(text)).length
  const step = async (number: number, says: string) => {
    const before = answered(says)
    await slash(`runbook step weather ${number} --system learnbot --environment staging`)
    await eventually(() => answered(says) > before, 30_000)
  }
  await step(1, '[secret weather as API_KEY] is there for the steps below')
  await step(2, 'with [secret weather as API_KEY]')
  await step(3, '200 in')
  await step(4, '200 in')
  await step(5, 'it would hand on a secret where it may be seen')
  await step(6, 'it would hand on a secret where it may be seen')
  await step(7, '200 in')
  await step(8, 'What it answers is shown nowhere')
  await step(9, 'The step makes it all of weather, and the system file says `key: api_key`')
  expect(outside.heard.flatMap(({ key }) => key ?? [])).toEqual([
    kept,
    JSON.stringify({ api_key: kept, other: kept }),
  ])
  for (const path of ['/healthz', '/readyz', '/metrics', '/nowhere'])
    answers.push(await (await fetch(url + path)).text())
  belay.signal('SIGTERM')
  const { errors } = await belay.ended

  const found = (where: string, whole: string) =>
    canaries.filter(one => whole.includes(one)).map(one => [where, one])
  expect([
    ...found('the answers', answers.join('\n')),
    ...found('the log', JSON.stringify(belay.log)),
    ...found('beside the log', errors),
    ...found(
      'what was sent',
      JSON.stringify(outside.heard.map(({ key: _, ...one }) => one).filter(one => !isPutting(one))),
    ),
    ...found('Redis', await heldIn(admin)),
  ]).toEqual([])
})
