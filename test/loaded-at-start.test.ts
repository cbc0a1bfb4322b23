import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile } from '../bench/build.ts'
import { freePort, startRedis } from '../sandbox/redis.ts'
import { beginProcess } from './stories/process.ts'

interface Loaded {
  /** Packages of which anything is loaded. */
  packages: string[]
  /** Belay's own files. */
  own: string[]
}

/** Tells on stderr, when the process ends, what it has loaded by then, and what before it listened. */
const telling = `
  import { writeSync } from 'node:fs'
  import { Session } from 'node:inspector'
  import { Server } from 'node:net'
  const [packages, own] = [new Set(), new Set()]
  const loaded = () => ({ packages: [...packages], own: [...own] })
  const session = new Session()
  session.connect()
  session.on('Debugger.scriptParsed', ({ params }) => {
    const [, name] = /.*\\/node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(params.url) ?? []
    if (name) packages.add(name)
    const [, file] = /\\/dist\\/[^/]+\\/(.+)/.exec(params.url) ?? []
    if (file) own.add(file)
  })
  session.post('Debugger.enable')
  let early
  const { listen } = Server.prototype
  Server.prototype.listen = function (...given) {
    early = loaded()
    return listen.apply(this, given)
  }
  process.on('exit', () => writeSync(2, JSON.stringify({ early, late: loaded() })))
`

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object }

test('what speaks to AWS and to databases is not loaded before it is used', { timeout: 150_000 }, async ({
  onTestFinished,
}) => {
  const redis = await startRedis()
  onTestFinished(() => redis.stop())
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
      BELAY_SYSTEMS: 'systems',
      PORT: '0',
    },
    ['--import', `data:text/javascript,${encodeURIComponent(telling)}`],
    `${built}/src/main.js`,
  )
  onTestFinished(() => belay.kill())
  await belay.up
  belay.signal('SIGTERM')
  const { early, late }: { early: Loaded; late: Loaded } = JSON.parse((await belay.ended).errors)
  const without = ({ packages }: Loaded) => Object.keys(dependencies).filter(name => !packages.includes(name))

  // What people type and see, what plans and looks at infrastructure, who makes calls there, and what reads runbooks.
  const later = /^commands|^src\/operations|^src\/app\/(desk|infrastructure|logs|runbooks)\.|makers\.|probe/
  expect(early.own.filter(file => later.test(file)).sort()).toEqual(
    ['account', 'health', 'log-place', 'logs', 'looks', 'operation'].map(name => `src/operations/${name}.js`),
  )
  expect(without(early).filter(name => !without(late).includes(name))).toEqual([
    'jmespath',
    'mdast-util-from-markdown',
    'mdast-util-gfm-table',
    'mdast-util-gfm-task-list-item',
    'mdast-util-to-string',
    'micromark-extension-gfm-table',
    'micromark-extension-gfm-task-list-item',
    'minisearch',
    're2js',
    'unbash',
  ])
  expect(without(late)).toEqual([
    ...Object.keys(dependencies).filter(name => name.startsWith('@aws-sdk/')),
    '@smithy/core',
    'acorn',
    'jq-web',
    'mongodb',
    'pg',
  ])
  expect(late.packages.filter(name => /^@(aws|smithy|mongodb)|^(bson$|pg-)/.test(name))).toEqual([])
})
