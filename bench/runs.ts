import { pino } from 'pino'
import type { Actor } from '../src/domain/actor.ts'
import type { RunEvent } from '../src/domain/run/events.ts'
import { propose } from '../src/domain/run/opening.ts'
import type { Run } from '../src/domain/run/run.ts'
import { runTransition } from '../src/domain/run/transition.ts'
import type { System } from '../src/domain/system.ts'
import { createWebClient } from '../src/slack/web-client.ts'
import { createRedisClock } from '../src/store/clock.ts'
import { connect } from '../src/store/connect.ts'
import { createPosts } from '../src/store/posts.ts'
import { createQueue } from '../src/store/queue.ts'
import { createStore } from '../src/store/store.ts'
import { botToken } from './secrets.ts'

/** Deploys that are under way. */
export interface Runs {
  /** So many come further by one task, those whose turn it is, and their messages are owed that. */
  goOn(many: number): Promise<void>
  end(): void
}

const ana: Actor = { via: 'slack', id: 'U0ANA', name: 'Ana' }
const atATime = 20
const leaseMs = 30_000
/** More than come up during a measurement. */
const tasks = 1_000

/** Saves so many deploys that are under way, spread over the systems, each with its message in Slack. */
export async function beginRuns(
  { redisUrl, slackUrl }: { redisUrl: string; slackUrl: string },
  systems: readonly System[],
  count: number,
): Promise<Runs> {
  const redis = await connect(redisUrl)
  const clock = await createRedisClock(redis)
  const [store, queue, posts] = [createStore(redis, clock), createQueue(redis, clock), createPosts(redis)]
  const log = pino({ level: 'error' })
  const slack = createWebClient({ token: botToken, apiUrl: slackUrl, timeoutMs: 10_000, log })

  async function save(run: Run, expected: string | undefined): Promise<void> {
    const operation = crypto.randomUUID()
    const order = { job: { kind: 'show-run', run: run.id }, due: clock.now(), when: 'earlier' } as const
    const change = { system: run.system, operation, changes: [{ expected, run }] }
    const result = await store.save({ ...change, orders: [order], cancelled: [], audit: [] })
    if (result !== 'saved') throw new Error(`${run.id}: ${result}`)
  }

  async function begin(number: number) {
    const { system, environments } = systems[number % systems.length]!
    const place = { channel: environments.production!.channel }
    const run = underWay(system, place, number, clock.now())
    await save(run, undefined)
    const { ts, channel } = await slack.chat.postMessage({ ...place, text: run.plan.title })
    return { run, post: { state: 'posted', channel: channel!, ts: ts!, at: clock.now() } as const }
  }

  const all: Awaited<ReturnType<typeof begin>>[] = []
  for (let i = 0; i < count; i += atATime)
    all.push(...(await Promise.all(Array.from({ length: atATime }, (_, j) => begin(i + j)))))
  // A post is kept under the claim of the job that shows it.
  for (const { system } of systems)
    for (let left = all.filter(({ run }) => run.system === system).length; left > 0; ) {
      const { claims } = await queue.claim(system, atATime, leaseMs, ['show-run'])
      left -= claims.length
      for (const claim of claims) {
        const { run, post } = all.find(one => claim.id === `show-run:${one.run.id}`)!
        await posts.put(system, run.id, 'card', post, claim)
        await queue.done(system, claim)
      }
    }

  async function further({ system, id }: Run): Promise<void> {
    const { value, version } = (await store.run(system, id))!
    await save(taking(value, [progressOf(value, clock.now())]), version)
  }

  return {
    async goOn(many) {
      const some = all.splice(0, many)
      all.push(...some)
      await Promise.all(some.map(({ run }) => further(run)))
    },
    end() {
      clock.stop()
      redis.disconnect()
    },
  }
}

/** A deploy whose call was taken, and that waits for its tasks. */
function underWay(system: string, place: Run['place'], number: number, at: number): Run {
  const on = `${system}-service-${number}`
  const call = { action: 'ecs:UpdateService', on, sets: `task definition ${on}:41`, params: {} }
  const title = `deploy service-${number}, production`
  const run = propose({
    id: crypto.randomUUID().replaceAll('-', '').slice(0, 16),
    system,
    environment: 'production',
    place,
    service: `service-${number}`,
    operation: 'deploy',
    input: {},
    risk: 'change',
    digest: on,
    plan: {
      title,
      calls: [call],
      resources: [`ecs:${on}`],
      shifts: [{ from: '40', to: '41' }],
      now: [],
      warnings: [],
    },
    needs: { required: 0, expireMs: 3_600_000 },
    by: ana,
    at,
    wall: at,
  })
  const step = { step: 0, at, by: ana }
  return taking(run, [
    { ...step, type: 'starting', sendBy: at + 10_000 },
    { ...step, type: 'started', result: {} },
  ])
}

function progressOf({ steps }: Run, at: number): RunEvent {
  const done = (steps[0]?.progress?.done ?? 0) + 1
  const progress = { done, of: tasks, what: 'new tasks healthy', said: [] }
  return { type: 'progress', step: 0, at, by: ana, progress }
}

const taking = (run: Run, events: RunEvent[]): Run =>
  events.reduce((before, event) => {
    const outcome = runTransition(before, event)
    if (!outcome.ok) throw new Error(`${event.type} was refused`)
    return outcome.run
  }, run)
