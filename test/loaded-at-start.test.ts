import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compile } from '../bench/build.ts'
import { freePort, startRedis } from '../sandbox/redis.ts'
import { beginProcess } from './stories/process.ts'

/** Tells on stderr, when the process ends, of which packages it has loaded anything. */
const telling = `
  import { writeSync } from 'node:fs'
  import { Session } from 'node:inspector'
  const packages = new Set()
  const session = new Session()
  session.connect()
  session.on('Debugger.scriptParsed', ({ params }) => {
    const [, name] = /.*\\/node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(params.url) ?? []
    if (name) packages.add(name)
  })
  session.post('Debugger.enable')
  process.on('exit', () => writeSync(2, JSON.stringify([...packages])))
`

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object }

test('what speaks to AWS and to databases is not loaded before it is used', { timeout: 150_000 }, async ({
  onTestFinished,
}) => {
  const redis = await startRedis()
  onTestFinished(() => redis.stop())
  // The schedules of Flight Schedule Pro are planned when they are first seen, which is a use.
  const systems = mkdtempSync(join(tmpdir(), 'belay-systems-'))
  onTestFinished(() => rmSync(systems, { recursive: true }))
  cpSync('systems', systems, { recursive: true, filter: path => !path.includes('flight-schedule-pro') })
  const built = mkdtempSync('test/dist/whole-')
  onTestFinished(() => rmSync(built, { recursive: true }))
  compile('tsconfig.build.json', built)
  const nowhere = `http://127.0.0.1:${await freePort()}`
  const belay = beginProcess(
    {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'secret',
      SLACK_API_URL: `${nowhere}/api/`,
      REDIS_URL: redis.url,
      PAGERDUTY_API_TOKEN: 'secret',
      PAGERDUTY_WEBHOOK_SECRET: 'secret',
      PAGERDUTY_FROM: 'ana@example.com',
      PAGERDUTY_API_URL: nowhere,
      BELAY_SYSTEMS: systems,
      PORT: '0',
    },
    ['--import', `data:text/javascript,${encodeURIComponent(telling)}`],
    `${built}/src/main.js`,
  )
  onTestFinished(() => belay.kill())
  await belay.up
  belay.signal('SIGTERM')
  const loaded: string[] = JSON.parse((await belay.ended).errors)

  expect(Object.keys(dependencies).filter(name => !loaded.includes(name))).toEqual([
    ...Object.keys(dependencies).filter(name => name.startsWith('@aws-sdk/')),
    '@smithy/core',
    'acorn',
    'jq-web',
    'mongodb',
    'pg',
  ])
  expect(loaded.filter(name => /^@(aws|smithy|mongodb)|^(bson$|pg-)/.test(name))).toEqual([])
})
