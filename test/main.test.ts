import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, connect as dial } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, describe, expect, type TestContext, test } from 'vitest'
import { freePort, startRedis } from '../sandbox/redis.ts'
import { createWorld } from '../sandbox/world.ts'
import { connect } from '../src/store/connect.ts'
import { eventually } from './eventually.ts'
import { environmentOf } from './stories/environment.ts'
import { beginProcess, type LogLine, startProcess } from './stories/process.ts'
import { systemsOf } from './stories/stage.ts'

/** Only what hangs reaches it. */
const limitMs = 400_000

/** The systems whose files name no secrets: what they need besides is in no environment here. */
const folder = mkdtempSync(join(tmpdir(), 'belay-systems-'))
for (const file of ['learnbot.yml', 'learnbot.md', 'travelbot.yml', 'travelbot.md'])
  copyFileSync(join('systems', file), join(folder, file))
afterAll(() => rmSync(folder, { recursive: true }))

type Finally = TestContext['onTestFinished']
/** Each waits most of its time for its processes. */
const concurrently = (title: string, tell: (atEnd: Finally) => Promise<void>) =>
  test.concurrent(title, { timeout: limitMs }, ({ onTestFinished }) => tell(onTestFinished))

/** Enough to come up; Slack and PagerDuty are away. */
async function alone(atEnd: Finally): Promise<Record<string, string>> {
  const redis = await startRedis()
  atEnd(() => redis.stop())
  const nowhere = `http://127.0.0.1:${await freePort()}`
  return {
    SLACK_BOT_TOKEN: 'xoxb-very-secret',
    SLACK_SIGNING_SECRET: 'very-secret',
    SLACK_API_URL: `${nowhere}/api/`,
    REDIS_URL: redis.url,
    PAGERDUTY_API_TOKEN: 'very-secret',
    PAGERDUTY_WEBHOOK_SECRET: 'very-secret',
    PAGERDUTY_FROM: 'ana@example.com',
    PAGERDUTY_API_URL: nowhere,
    BELAY_SYSTEMS: folder,
    PORT: '0',
  }
}

/** A process with everything around it. */
async function inTheWorld(atEnd: Finally) {
  const world = await createWorld({ systems: await systemsOf(), log: pino({ level: 'silent' }) })
  atEnd(() => world.stop())
  async function start() {
    const belay = await startProcess(environmentOf(world, folder))
    atEnd(() => belay.kill())
    world.reach(belay.port)
    return belay
  }
  const cards = () => world.slack.messages('#learnbot-alerts').filter(({ from }) => from === 'Belay')
  return { world, start, cards }
}

/** Something that a process does before it is Belay. */
const planted = (code: string) => ['--import', `data:text/javascript,${encodeURIComponent(code)}`]

/** A machine on which localhost has two addresses. */
const dualStack = planted(`
  const dns = process.getBuiltinModule('node:dns')
  const both = [{ address: '127.0.0.1', family: 4 }, { address: '::1', family: 6 }]
  dns.lookup = (name, options, done) => (options.all ? done(null, both) : done(null, '127.0.0.1', 4))
`)

const ask = async (port: number, path: string) => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`)
  return `${answer.status} ${(await answer.text()).trim()}`
}

const said = ({ log }: { log: LogLine[] }) => log.map(({ msg }) => msg)

const isDeaf = (port: number) =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    () => false,
    () => true,
  )

describe('a start', () => {
  concurrently('names all that is wrong with the environment at once, and no value of it', async () => {
    const { ended, log } = beginProcess({
      SLACK_BOT_TOKEN: 'xoxp-very-secret',
      SLACK_API_URL: 'very-secret',
      REDIS_URL: 'mongodb://belay:very-secret@127.0.0.1',
      PAGERDUTY_WEBHOOK_SECRET: 'very-secret,',
      PAGERDUTY_FROM: 'very-secret',
      PORT: 'very-secret',
      BELAY_SYSTEMS: folder,
    })
    const { code, errors } = await ended
    expect([code, log]).toEqual([1, []])
    const [heading, ...faults] = errors.trim().split('\n')
    expect(heading).toBe('The configuration has 8 faults:')
    expect(faults.map(fault => fault.split(/[: ]/)[0]).sort()).toEqual([
      'PAGERDUTY_API_TOKEN',
      'PAGERDUTY_FROM',
      'PAGERDUTY_WEBHOOK_SECRET',
      'PORT',
      'REDIS_URL',
      'SLACK_API_URL',
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
    ])
    expect(errors).not.toContain('very-secret')
  })

  concurrently(
    'answers that it lives and is ready, also while Slack is away: PagerDuty is heard',
    async atEnd => {
      const { world, start } = await inTheWorld(atEnd)
      world.slack.fail({ does: { status: 503 } })
      const belay = await start()
      expect(await ask(belay.port, '/healthz')).toBe('200 alive')
      await eventually(async () => (await ask(belay.port, '/readyz')) === '200 ready')
    },
  )

  concurrently(
    'comes up with systems whose secrets are not all set, and says which and what for',
    async atEnd => {
      const belay = await startProcess({ ...(await alone(atEnd)), BELAY_SYSTEMS: 'systems' })
      atEnd(() => belay.kill())
      const findings = () => belay.log.flatMap(({ finding }) => finding ?? [])
      await eventually(() =>
        findings().includes('TRAVELLR_REDIS_URL is not set: Travellr looks at its redis with it'),
      )
      expect(findings().filter(finding => /is not set/.test(finding)).length).toBeGreaterThan(4)
      expect(await ask(belay.port, '/healthz')).toBe('200 alive')
    },
  )

  concurrently('without Redis says so in one line', async atEnd => {
    const redis = `redis://belay:very-secret@localhost:${await freePort()}`
    const environment = { ...(await alone(atEnd)), REDIS_URL: redis, LOG_LEVEL: 'silent' }
    const { ended } = beginProcess(environment, dualStack)
    const { code, errors } = await ended
    expect([code, errors]).toEqual([
      1,
      expect.stringMatching(/^Redis did not answer within 15 s \(.*ECONNREFUSED.*\)\n$/),
    ])
    expect(errors).not.toContain('very-secret')
  })

  concurrently('on a port that is taken says so in one line', async atEnd => {
    const other = createServer().listen(0)
    atEnd(() => void other.close())
    const { port } = other.address() as { port: number }
    const { code, errors } = await beginProcess({ ...(await alone(atEnd)), PORT: `${port}` }).ended
    expect([code, errors]).toEqual([1, expect.stringMatching(/^.*EADDRINUSE.*\n$/)])
    expect(errors).toContain(`${port}`)
  })

  concurrently('that still waits for Redis can be stopped', async atEnd => {
    const belay = beginProcess({
      ...(await alone(atEnd)),
      REDIS_URL: `redis://127.0.0.1:${await freePort()}`,
    })
    await eventually(() => said(belay).includes('Redis'), limitMs)
    belay.signal('SIGTERM')
    expect(await belay.ended).toEqual({ code: 0, signal: null, errors: '' })
  })
})

describe('a stop', () => {
  concurrently('takes nothing more in, and finishes what is in hand', async atEnd => {
    const { world, start, cards } = await inTheWorld(atEnd)
    const { slack, pagerduty } = world
    const belay = await start()
    await eventually(async () => (await ask(belay.port, '/readyz')) === '200 ready')
    const posts = slack.fail({ method: 'chat.postMessage', does: { slowMs: 1_000 } })
    const answers = slack.fail({ method: 'response_url', does: { slowMs: 1_000 } })
    pagerduty.fire({ service: 'PLEARN1', title: 'p99 latency above 3 s', priority: 'P1' })
    await slack.slash('Dan', '#learnbot-alerts', '/belay help')
    await eventually(() => posts.met() > 0 && answers.met() > 0)
    belay.signal('SIGTERM')
    await eventually(() => isDeaf(belay.port))
    expect(await belay.ended).toEqual({ code: 0, signal: null, errors: '' })
    expect(said(belay)).toContain('Belay is down')
    expect(slack.ephemerals('Dan').map(({ plain }) => plain)).toEqual([
      expect.stringContaining('What Belay can do'),
    ])

    // Nothing has been lost, and nothing is done again.
    posts.heal()
    await start()
    await eventually(() => cards().some(({ replies }) => replies > 1))
    expect(cards()).toHaveLength(1)
  })

  concurrently('gives back what Slack does not answer: whoever comes next does it', async atEnd => {
    const { world, start, cards } = await inTheWorld(atEnd)
    const belay = await start()
    const hangs = world.slack.fail({ method: 'chat.postMessage', does: 'hang' })
    world.pagerduty.fire({ service: 'PLEARN1', title: 'p99 latency above 3 s', priority: 'P1' })
    await eventually(() => hangs.met() > 0)
    belay.signal('SIGINT')
    expect(await belay.ended).toEqual({ code: 0, signal: null, errors: '' })
    hangs.heal()
    await start()
    await eventually(() => cards().some(({ replies }) => replies > 1), 40_000)
    expect(cards()).toHaveLength(1)
  })

  concurrently(
    'that Redis holds up is cut short: what is in hand is left to whoever comes next',
    async atEnd => {
      const { world, start, cards } = await inTheWorld(atEnd)
      const belay = await start()
      const slow = world.slack.fail({ method: 'chat.postMessage', does: { slowMs: 1_000 } })
      world.pagerduty.fire({ service: 'PLEARN1', title: 'p99 latency above 3 s', priority: 'P1' })
      await eventually(() => slow.met() > 0)
      const redis = await connect(world.redis.url)
      atEnd(() => redis.disconnect())
      await redis.call('CLIENT', 'PAUSE', '12000', 'ALL')
      belay.signal('SIGTERM')
      expect(await belay.ended).toEqual({ code: 1, signal: null, errors: '' })
      expect(said(belay)).toContain('Belay ends: its stop took too long')
      slow.heal()
      await start()
      await eventually(() => cards().some(({ replies }) => replies > 1), 40_000)
      expect(cards()).toHaveLength(1)
    },
  )

  concurrently('is not waited for any longer after a second signal', async atEnd => {
    const belay = await startProcess(await alone(atEnd))
    // Somebody does not finish their request.
    const socket = dial(belay.port, '127.0.0.1')
    atEnd(() => void socket.destroy())
    socket.write('POST /slack/events HTTP/1.1\r\nhost: belay\r\ncontent-length: 10\r\n\r\n')
    await eventually(() => socket.bytesWritten > 0)
    belay.signal('SIGTERM')
    await eventually(() => said(belay).includes('Belay goes down'))
    belay.signal('SIGINT')
    expect(await belay.ended).toEqual({ code: 1, signal: null, errors: '' })
    expect(said(belay)).toContain('Belay ends at once: it was told to twice')
  })
})

describe('a fault that nobody catches', () => {
  for (const [origin, what] of [
    ['unhandledRejection', "Promise.reject(new Error('planted'))"],
    ['uncaughtException', "setImmediate(() => { throw new Error('planted') })"],
  ] as const)
    concurrently(`ends Belay with its reason in the log: ${origin}`, async atEnd => {
      const belay = await startProcess(
        await alone(atEnd),
        planted(`process.once('SIGUSR2', () => { ${what} })`),
      )
      belay.signal('SIGUSR2')
      expect(await belay.ended).toEqual({ code: 1, signal: null, errors: '' })
      expect(belay.log.find(({ level }) => level === 60)).toMatchObject({
        msg: 'Belay ends: nobody caught this',
        origin,
        err: { message: 'planted', stack: expect.stringContaining('planted') },
      })
    })
})
