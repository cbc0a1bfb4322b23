import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { hasRedisServer, type RedisOptions, startRedis } from '../../sandbox/redis.ts'
import type { SeenMessage } from '../../sandbox/slack/reading/seen.ts'
import { createWorld, type World } from '../../sandbox/world.ts'
import { readSystemFiles } from '../../src/config/system-files.ts'
import { eventually } from '../eventually.ts'
import { channelOf, folderOfSystems, serviceOf } from './cast-of-many.ts'
import { personOf } from './person.ts'
import { type Place, placeOf } from './place.ts'
import { environmentOf, type Process, startProcess } from './process.ts'
import { randomFrom } from './random.ts'

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))
const channels = 8
const limitMs = 150_000
/** Longer than a killed process's lease, what Slack may still show after it, and the limits of Slack's channels. */
const patienceMs = 60_000

test.concurrent('two processes are killed again and again while alerts and clicks come in: nothing is lost, nothing is done twice', {
  timeout: limitMs,
}, async () => {
  process.stderr.write(`kill: SEED=${seed}\n`)
  const random = randomFrom(seed)
  const { world, processes, replace, end } = await twoProcesses()
  try {
    const alerts = 20
    const acknowledged = 8
    const kills = 6
    const story = storyOf(world)
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
  .skipIf(!hasRedisServer())
  .concurrent(
    'Redis is restarted in the midst of it: what it had taken is there',
    { timeout: limitMs },
    async () => {
      const appendonly = await mkdtemp(join(tmpdir(), 'belay-kept-'))
      const { world, end } = await twoProcesses({ appendonly })
      let again: Awaited<ReturnType<typeof startRedis>> | undefined
      try {
        const story = storyOf(world)
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

if (!hasRedisServer())
  process.stderr.write('skipped: a restart of Redis, for want of redis-server on the PATH\n')

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

/** Alerts, what Ana does about them, and what is to be seen in the end. */
function storyOf({ slack, pagerduty }: World) {
  const ana = personOf(slack, 'Ana')
  const titleOf = (i: number) => `alert ${String(i).padStart(2, '0')} is on`
  const channel = (i: number): Place => placeOf(() => slack.messages(channelOf(i % channels)))
  const cardsOf = (i: number) =>
    channel(i)
      .messages()
      .filter(({ plain }) => plain.includes(titleOf(i)))
  const threadOf = (card: SeenMessage): Place => placeOf(() => slack.thread(card.channel, card.ts))
  const pageOf = (i: number) => pagerduty.incidents.find(({ title }) => title === titleOf(i))!
  const acknowledgedIn = (i: number) => pageOf(i).status === 'acknowledged'

  return {
    acknowledgedIn,
    /** How often something was done, or asked for, outside. */
    calls: () =>
      slack.calls.filter(({ method }) => method.startsWith('chat.')).length + pagerduty.received.length,
    cards: () => Array.from({ length: channels }, (_, i) => channel(i).messages()).flat(),
    fire: (i: number) =>
      pagerduty.fire({ service: serviceOf(i % channels), title: titleOf(i), priority: 'P1' }),

    /** Ana clicks, and clicks again when Slack says that it failed, or when nothing has happened. */
    async acknowledge(i: number): Promise<void> {
      const card = await eventually(() => cardsOf(i)[0])
      const isHers = () => cardsOf(i)[0]?.plain.includes('Ana has it')
      while (!isHers()) {
        const clicked = await ana.clicks('Acknowledge', card)
        if (clicked.ok) await eventually(isHers, 8_000).catch(() => undefined)
      }
    },

    /** Every alert has one incident with one card, its thread in order, and whoever was to be told was told once. */
    async isTold(alerts: number, acknowledged: number): Promise<void> {
      const all = Array.from({ length: alerts }, (_, i) => i)
      await eventually(() => all.slice(0, acknowledged).every(acknowledgedIn), patienceMs)
      for (const i of all) {
        const card = await eventually(() => cardsOf(i)[0], patienceMs)
        const steps = ['opened it as P1', 'Level 1 called', 'Level 1 told: Ana']
        const thread = threadOf(card)
        await thread.shows(...steps.slice(0, 2))
        if (acknowledgedIn(i)) await thread.shows('opened it as P1', 'Ana acknowledged in Slack')
        else {
          await thread.shows(...steps)
          await ana.direct.message(titleOf(i), '[Acknowledge]')
          await thread.shows('level 1: nobody has it yet.')
        }
      }
      await pagerduty.webhooks.idle()

      const numbers = all.map(i => {
        const [card, ...copies] = cardsOf(i)
        const thread = threadOf(card!)
        const told = ana.direct.messages().filter(({ plain }) => plain.includes(titleOf(i)))
        const often = (said: string) => thread.count(said)
        const isHers = acknowledgedIn(i)
        expect([i, copies, often('opened it as P1'), often('Level 1 called')]).toEqual([i, [], 1, 1])
        expect([i, often('acknowledged in Slack')]).toEqual([i, isHers ? 1 : 0])
        // Whoever was quicker than the page was not paged.
        const pings = often('nobody has it yet.') + often('This level is not asked any more')
        for (const count of [often('Level 1 told: Ana'), pings, told.length])
          expect([i, count]).toEqual([i, isHers ? Math.min(count, 1) : 1])
        return /INC-(\d+)/.exec(card!.plain)?.[1]
      })
      expect(new Set(numbers).size).toBe(alerts)
      expect(this.cards()).toHaveLength(alerts)

      const asked = pagerduty.received.filter(
        ({ method, body }) => method === 'PUT' && JSON.stringify(body).includes('"acknowledged"'),
      )
      expect(asked.map(({ path }) => path).sort()).toEqual(
        all
          .filter(acknowledgedIn)
          .map(i => `/incidents/${pageOf(i).id}`)
          .sort(),
      )
      expect(pagerduty.incidents).toHaveLength(alerts)
    },
  }
}
