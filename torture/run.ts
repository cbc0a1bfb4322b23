import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { createWorld } from '../sandbox/world.ts'
import { readSystemFiles } from '../src/config/system-files.ts'
import { connect } from '../src/store/connect.ts'
import { environmentOf } from '../test/stories/environment.ts'
import { countAll } from './count/all.ts'
import type { Count } from './count/count.ts'
import { deploys } from './deploys.ts'
import { startFleet } from './fleet.ts'
import { type Healed, healing } from './healing.ts'
import { type Kept, readKept } from './kept.ts'
import { type Bounds, planOf } from './plan.ts'
import type { Layout } from './redis/layout.ts'
import { type VariantName, variants } from './redis/variants.ts'
import { rest } from './rest.ts'
import { storm } from './storm.ts'
import { writeSystems } from './systems.ts'
import { createTakeovers, type Takeovers } from './takeovers.ts'
import { createSlackWeather, scattered } from './weather.ts'

export interface Torture extends Bounds {
  variant: VariantName
  systems: number
  /** How long a P1 waits for somebody, in milliseconds. */
  acknowledgeMs: number
  /** Whether to wait until copies of posts have been looked for, a minute after each doubt, too. */
  tidied: boolean
  /** How long is waited for everything to come to rest, in milliseconds. */
  restMs: number
  say(text: string): void
}

export interface Tortured {
  counts: Count[]
  kept: Kept[]
  takeovers: Takeovers
  /** After each loss of history: how long it took until every open page was an incident again. */
  healed: Healed[]
  killed: number
  ownEnds: number
  webhooks: number
  deliveries: number
  slack: { calls: number; met: ReadonlyMap<string, number> }
  /** What was still to be done when nobody waited any longer, by kind. */
  left: ReadonlyMap<string, number>
  tookMs: number
  logs: string
}

const processes = 3
/** So many times as much as Slack's real limits go through, so that a night is over within minutes. */
const pace = 20
/** What PagerDuty is asked to change is done, and the answer lost, so often. */
const lostAnswers = 10

/** Three processes of Belay, a Redis, and everything outside simulated: a storm, kills, and what became of it all. */
export async function torture(options: Torture): Promise<Tortured> {
  const { variant, seed, systems: count, acknowledgeMs, restMs, tidied, say } = options
  const began = performance.now()
  const plan = planOf(options, processes)
  const { folder, remove } = await writeSystems(count, acknowledgeMs)
  const { systems } = await readSystemFiles(folder)
  const names = systems.map(({ system }) => system)
  const redis: Layout = await variants[variant].start()
  const world = await createWorld({
    systems,
    log: pino({ level: 'silent' }),
    redisAt: { url: redis.url, port: 0, kind: 'redis-server', stop: async () => {} },
  })
  const logs = join(await mkdtemp(join(tmpdir(), 'belay-torture-log-')), 'belay.log')
  const weather = createSlackWeather(seed)
  const fleet = startFleet(
    {
      environment: { ...environmentOf(world, folder), LOG_LEVEL: 'warn' },
      aws: { endpoint: world.aws.url, credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' } },
      pace,
      log: logs,
    },
    processes,
  )
  const own = await connect(redis.url)
  const takeovers = createTakeovers(own, names)
  const heals: Promise<Healed>[] = []
  let isOver = false
  let killed = 0

  async function killing(): Promise<void> {
    const from = performance.now()
    for (const { at, place } of plan.kills) {
      await sleep(Math.max(0, at - (performance.now() - from)))
      while (!(await fleet.kill(place))) await sleep(100)
      if (++killed % 10 === 0) say(`${killed} kills`)
      takeovers.killed()
    }
  }
  async function troubles(): Promise<void> {
    const from = performance.now()
    if (!redis.trouble) return
    for (const at of plan.troubles) {
      await sleep(Math.max(0, at - (performance.now() - from)))
      say('Redis has its trouble')
      await redis.trouble()
      say('Redis is back')
      heals.push(healing(own, world, names))
    }
  }

  try {
    while (fleet.up() < processes) await sleep(50)
    world.reach(fleet.port)
    world.slack.fail({ does: weather.fate })
    world.pagerduty.faults.fail({ how: 'lost-answer', method: 'PUT', times: lostAnswers })
    world.pagerduty.webhooks.manner(scattered(seed))
    const deploying = deploys(world, count, () => isOver)
    say(`${plan.incidents} incidents, ${plan.acts.length} webhooks, ${plan.kills.length} kills`)
    await Promise.all([storm(world, plan, count), killing(), troubles()])
    say('the storm is over')
    await world.pagerduty.webhooks.idle()
    say('every webhook was taken')
    await Promise.race([deploying, sleep(restMs)])
    const left = await rest(own, names, { restMs, tidied, say })
    isOver = true
    await takeovers.settled()
    const kept = await readKept(own, names)
    return {
      ...{
        counts: countAll(world, kept, acknowledgeMs),
        kept,
        takeovers: takeovers.all,
        healed: await Promise.all(heals),
        killed,
        left,
        logs,
      },
      ownEnds: fleet.ownEnds(),
      webhooks: world.pagerduty.webhooks.all.length,
      deliveries: world.pagerduty.webhooks.all.reduce((sum, { statuses }) => sum + statuses.length, 0),
      slack: { calls: weather.calls(), met: weather.met },
      tookMs: performance.now() - began,
    }
  } finally {
    isOver = true
    await fleet.stop()
    own.disconnect()
    await world.stop()
    await redis.stop()
    await remove()
  }
}
