import { pino } from 'pino'
import { beforeAll, expect, test } from 'vitest'
import type { Trouble } from '../../sandbox/pagerduty/triggers.ts'
import type { SeenMessage } from '../../sandbox/slack/reading/seen.ts'
import { createWorld, type World, type WorldOptions } from '../../sandbox/world.ts'
import { readSystemFiles } from '../../src/config/system-files.ts'
import type { System } from '../../src/domain/system.ts'
import { createAwsClients } from '../../src/providers/aws/clients.ts'
import { eventually } from '../eventually.ts'
import { type Person, personOf } from './person.ts'
import { type Place, placeOf } from './place.ts'
import { readOnce } from './read-once.ts'
import { alive, anybody } from './sent.ts'

export const minutes = 60_000
export const hours = 60 * minutes
const alerts = '#learnbot-alerts'

/** Only what hangs reaches it. */
const limitMs = 300_000
/** What people say to each other does not hang on how long Slack has them wait; the stories of Slack's limits keep them. */
const pace = 20

type Options = Partial<WorldOptions>
export type Stage = Awaited<ReturnType<typeof begin>>

/** Loading them takes a moment of the processor that no story is about. */
const aws = createAwsClients({})
const dear = ['cloudwatch', 'ec2', 'ecr', 'ecs', 'lambda', 'logs', 'rds'] as const
const parts = [
  () => import('../../src/app/desk.ts'),
  () => import('../../src/app/infrastructure.ts'),
  () => import('../../src/app/runbooks.ts'),
  () => import('../../src/providers/probes.ts'),
]
beforeAll(() => Promise.all([...dear.map(aws.load), ...parts.map(load => load())]), 80_000)

/** A conversation in a world of its own; those of one file go on side by side, since most of their time is waiting. */
export function story(title: string, tell: (stage: Stage) => Promise<void>, options: Options = {}): void {
  test.concurrent(title, { timeout: limitMs }, async () => {
    const world = await createWorld({
      systems: await systemsOf(),
      log: pino({ level: process.env.LOG ?? 'silent' }),
      pace,
      readRunbook: readOnce,
      ...options,
    })
    try {
      await tell(await begin(world))
      // Whatever else a story is about, nothing in what people were sent is alive that Slack could act upon.
      for (const call of world.slack.calls) expect(alive(call, anybody)).toEqual([])
    } finally {
      await world.stop()
    }
  })
}

let read: ReturnType<typeof readSystemFiles> | undefined

/** The systems as their files say, and a third one that shares #alerts with TravelBot. */
export async function systemsOf(...more: System[]): Promise<System[]> {
  const { systems } = await (read ??= readSystemFiles('systems'))
  return [...systems, ...more]
}

async function begin(world: World) {
  await world.belay()
  const { slack, pagerduty } = world
  /** How often PagerDuty was asked what is open for LearnBot. */
  const looks = () =>
    pagerduty.received.filter(({ path, query, status }) => {
      return path === '/incidents' && status === 200 && query['service_ids[]']?.includes('PLEARN1')
    }).length
  await eventually(() => looks() > 0)

  const person = (name: string): Person => personOf(slack, name)

  /** The card of the incident with this title. */
  const card = (title: string, channel = alerts): Promise<SeenMessage> =>
    eventually(() =>
      slack.messages(channel).find(({ plain, from }) => from === 'Belay' && plain.includes(title)),
    )

  return {
    world,
    slack,
    pagerduty,
    ana: person('Ana'),
    ben: person('Ben'),
    cara: person('Cara'),
    dan: person('Dan'),
    card,
    /** What stands in a channel now, outside its threads. */
    channel: (name = alerts): Place => placeOf(() => slack.messages(name)),
    /** The thread below a card. */
    threadOf: ({ channel, ts }: SeenMessage): Place => placeOf(() => slack.thread(channel, ts)),
    /** PagerDuty pages LearnBot. */
    fire: (title = 'p99 latency above 3 s', more: Partial<Trouble> = {}) =>
      pagerduty.fire({ service: 'PLEARN1', title, priority: 'P1', ...more }),
    /** Time goes by; PagerDuty's own policies climb only when they are told to `tick`. */
    later: (ms: number): Promise<void> => world.clock().advance(ms),
    /** AWS was asked to do this so many times: what that begins takes its time from here on, and `later` lets it pass. */
    begun: (action: string, times = 1) =>
      eventually(() => world.aws.asked.filter(one => one.action === action).length >= times),
    /** What PagerDuty was asked to change, as `PUT /incidents/Q1 {…}`. */
    asked: (what: RegExp) =>
      pagerduty.received.filter(
        ({ method, path, body }) =>
          method !== 'GET' && what.test(`${method} ${path} ${JSON.stringify(body)}`),
      ),
    /** Belay has looked into PagerDuty, as it does every minute, and has done what followed from it. */
    async looked(): Promise<void> {
      const before = looks()
      for (let since = looks(); since < before + 2; since = looks()) {
        await world.clock().advance(minutes)
        // The clock may have gone on while the look before was not over yet: then it is due only a minute later.
        await eventually(() => looks() > since, 2_000).catch(() => undefined)
      }
    },
    /** The webhooks that are out have arrived. */
    delivered: () => pagerduty.webhooks.idle(),
  }
}

export { eventually, expect }
