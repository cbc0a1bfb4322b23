import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { within } from '../bench/within.ts'
import { createWorld } from '../sandbox/world.ts'
import { readSystemFiles } from '../src/config/system-files.ts'
import { connect } from '../src/store/connect.ts'
import { environmentOf } from '../test/stories/environment.ts'
import { kills, troubles } from './blows.ts'
import { countAll } from './count/all.ts'
import { deploys } from './deploys.ts'
import { startFleet } from './fleet.ts'
import { type Healed, healing } from './healing.ts'
import { readKept } from './kept.ts'
import { planOf } from './plan.ts'
import type { Layout } from './redis/layout.ts'
import { variants } from './redis/variants.ts'
import { rest } from './rest.ts'
import { storm } from './storm.ts'
import { services, writeSystems } from './systems.ts'
import { createTakeovers } from './takeovers.ts'
import type { Torture, Tortured } from './tortured.ts'
import { createSlackWeather, scattered } from './weather.ts'

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
  const deploying: Promise<void>[] = []
  let isOver = false

  /** A deploy in every system: one at the beginning, and one for each time that Redis has its trouble, approved after it. */
  function deploy(nth: number, until: Promise<void>): void {
    const service = services[nth]!
    // Where the trouble goes wrong, that ends it all.
    const free = until.catch(() => {})
    deploying.push(deploys(world, { systems: count, service, until: free, isOver: () => isOver }))
  }
  function killed(so: number): void {
    if (so % 10 === 0) say(`${so} kills`)
    takeovers.killed()
  }
  async function trouble(): Promise<void> {
    say('Redis has its trouble')
    await redis.trouble?.()
    say('Redis is back')
    heals.push(healing(own, world, names))
  }

  async function night(): Promise<Tortured> {
    while (fleet.up() < processes) await sleep(50)
    world.reach(fleet.port)
    world.slack.fail({ does: weather.fate })
    world.pagerduty.faults.fail({ how: 'lost-answer', method: 'PUT', times: lostAnswers })
    world.pagerduty.webhooks.manner(scattered(seed))
    deploy(0, Promise.resolve())
    say(`${plan.incidents} incidents, ${plan.acts.length} webhooks, ${plan.kills.length} kills`)
    const [hits] = await Promise.all([
      kills(plan, fleet, () => isOver, killed),
      redis.trouble && troubles(plan, trouble, deploy),
      storm(world, plan, count),
    ])
    say('the storm is over')
    await world.pagerduty.webhooks.idle()
    say('every webhook was taken')
    await Promise.race([Promise.all(deploying), sleep(restMs)])
    const left = await rest(own, names, { restMs, tidied, say })
    isOver = true
    await takeovers.settled()
    const kept = await readKept(own, names)
    const { all } = world.pagerduty.webhooks
    return {
      counts: countAll(world, kept, acknowledgeMs),
      kept,
      takeovers: takeovers.all,
      left,
      logs,
      healed: await Promise.all(heals),
      killed: hits,
      kills: plan.kills.length,
      ownEnds: fleet.ownEnds(),
      webhooks: all.length,
      deliveries: all.reduce((sum, { statuses }) => sum + statuses.length, 0),
      slack: { calls: weather.calls(), met: weather.met },
      tookMs: performance.now() - began,
    }
  }

  try {
    // It waits three times for what is to end by itself: the webhooks, the deploys, and whatever is owed.
    return await within(options.stormMs + 3 * restMs, `The night (its log is ${logs})`, night())
  } finally {
    isOver = true
    await fleet.stop()
    own.disconnect()
    await world.stop()
    await redis.stop()
    await remove()
  }
}
