import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { test } from 'vitest'
import { type RedisOptions, startRedis } from '../../sandbox/redis.ts'
import { createWorld } from '../../sandbox/world.ts'
import { readSystemFiles } from '../../src/config/system-files.ts'
import { eventually } from '../eventually.ts'
import { lacksRedisServer } from '../lacks.ts'
import { folderOfSystems } from './cast-of-many.ts'
import { environmentOf } from './environment.ts'
import { alertsIn, patienceMs } from './many-alerts.ts'
import { type Process, startProcess } from './process.ts'
import { randomFrom } from './random.ts'

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))
const channels = 8
/** Only what hangs reaches it. */
const limitMs = 400_000

test.concurrent('two processes are killed again and again while alerts and clicks come in: nothing is lost, nothing is done twice', {
  timeout: limitMs,
}, async () => {
  process.stderr.write(`kill: SEED=${seed}\n`)
  const random = randomFrom(seed)
  const { world, processes, replace, end } = await twoProcesses()
  try {
    // npm run torture does it at scale.
    const alerts = 10
    const acknowledged = 5
    const kills = 3
    const story = alertsIn(world, channels)
    // What Slack has done it answers a moment later, so that most of those who are killed do not hear of it.
    world.slack.fail({ method: /^chat\./, does: { slowMs: 40 } })
    world.pagerduty.faults.fail({ how: 'lost-answer', method: 'PUT', times: 3 })

    let hasCalmed = false
    async function killing(): Promise<void> {
      for (let i = 0; i < kills && !hasCalmed; i++) {
        const moment = story.calls() + 1 + Math.floor(random() * 15)
        await eventually(() => hasCalmed || story.calls() >= moment, patienceMs)
        await replace(processes[Math.floor(random() * 2)]!)
      }
    }
    async function happening(): Promise<void> {
      const clicking: Promise<void>[] = []
      for (let i = 0; i < alerts; i++) {
        story.fire(i)
        if (i < acknowledged) clicking.push(story.acknowledge(i))
        // The next one comes when this one has been heard of, more or less.
        const heard = story.calls() + 1 + Math.floor(random() * 6)
        await eventually(() => story.calls() >= heard, patienceMs)
      }
      await Promise.all(clicking)
      await story.isTold(alerts, acknowledged)
      hasCalmed = true
    }
    await Promise.all([happening(), killing()])
    await story.isTold(alerts, acknowledged)
  } finally {
    await end()
  }
})

test
  .skipIf(lacksRedisServer('a restart of Redis'))
  .concurrent(
    'Redis is restarted in the midst of it: what it had taken is there',
    { timeout: limitMs },
    async () => {
      const appendonly = await mkdtemp(join(tmpdir(), 'belay-kept-'))
      const { world, end } = await twoProcesses({ appendonly })
      let again: Awaited<ReturnType<typeof startRedis>> | undefined
      try {
        const story = alertsIn(world, channels)
        for (let i = 0; i < 3; i++) story.fire(i)
        const taken = story.acknowledge(0)
        await eventually(() => story.cards().length >= 2)
        await world.redis.stop()
        for (let i = 3; i < 6; i++) story.fire(i)
        again = await startRedis({ appendonly, port: world.redis.port })
        await taken
        await story.acknowledge(4)
        await eventually(() => story.acknowledgedIn(0) && story.acknowledgedIn(4))
        await story.isTold(6, 0)
      } finally {
        await end()
        await again?.stop()
        await rm(appendonly, { recursive: true, force: true })
      }
    },
  )

async function twoProcesses(redis: RedisOptions = {}) {
  const { folder, remove } = await folderOfSystems(channels)
  const { systems } = await readSystemFiles(folder)
  const own = await startRedis(redis)
  const world = await createWorld({ systems, log: pino({ level: 'silent' }), redisAt: own })
  const start = () => startProcess(environmentOf(world, folder))
  const processes: Process[] = await Promise.all([start(), start()])
  world.reach(processes[0]!.port)
  return {
    world,
    processes,
    /** Kills one; Slack and PagerDuty are led to the other, and a new one takes its place. */
    async replace(one: Process): Promise<void> {
      await one.kill()
      const [other] = processes.filter(process => process !== one)
      world.reach(other!.port)
      processes[processes.indexOf(one)] = await start()
    },
    async end(): Promise<void> {
      await Promise.all(processes.map(process => process.kill()))
      await world.stop()
      await remove()
    },
  }
}
