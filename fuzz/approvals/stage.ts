import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { createWorld } from '../../sandbox/world.ts'
import { readSystemFiles } from '../../src/config/system-files.ts'
import type { Run, RunState } from '../../src/domain/run/run.ts'
import type { Environment, System } from '../../src/domain/system.ts'
import { connect } from '../../src/store/connect.ts'
import { createSharedClock } from '../../src/store/shared-clock.ts'
import { createStore } from '../../src/store/store.ts'

/** Longer than all attempts take, in milliseconds. */
export const expire = 20 * 3_600_000
export const people = {
  ana: 'U0ANA',
  ben: 'U0BEN',
  cara: 'U0CARA',
  dan: 'U0DAN',
  eve: 'U0EVE',
  fred: 'U0FRED',
  gus: 'U0GUS',
}

/** Ana asks, and is an approver too, as Ben and Cara are; TravelBot has Gus besides. What Arbor Energy changes takes two. */
async function systemsFor(): Promise<System[]> {
  const { systems } = await readSystemFiles('systems')
  return systems.map(system => {
    const { operators, approvers } = system.people
    const more = system.system === 'travelbot' ? [people.gus] : []
    const required = system.system === 'arbor-energy' ? 2 : 1
    const approvals = { required, expire, breakGlass: true }
    return {
      ...system,
      people: { ...system.people, approvers: [...operators, ...approvers, people.cara, ...more] },
      environments: Object.fromEntries(
        Object.entries(system.environments).map(([name, one]): [string, Environment] => [
          name,
          { ...one, approvals },
        ]),
      ),
    }
  })
}

export type Stage = Awaited<ReturnType<typeof setStage>>

/** A world with Belay in it, what Ana asks for there, and what was called outside. */
export async function setStage() {
  const systems = await systemsFor()
  const world = await createWorld({ systems, log: pino({ level: 'silent' }) })
  const { workspace, slash } = world.slack
  for (const name of ['Eve', 'Fred', 'Gus'] as const)
    workspace.people.set(`U0${name.toUpperCase()}`, {
      id: `U0${name.toUpperCase()}`,
      name,
      // Whom Slack has deactivated stays in the group.
      deleted: name === 'Fred',
    })
  const leads = workspace.groups.filter(({ users }) => users.includes(people.ben))
  for (const group of leads) group.users.push(people.eve, people.fred)

  await world.belay()
  const redis = await connect(world.redis.url)
  const clock = await createSharedClock(redis)
  const store = createStore(redis, clock)
  const runs = async (): Promise<Run[]> =>
    (await Promise.all(systems.map(({ system }) => store.recentRuns(system, 200)))).flat()
  const now = async ({ system, id }: Run): Promise<Run> => (await store.run(system, id))!.value

  return {
    world,
    now,
    runs,
    url: world.webhookUrl().replace('/webhooks/pagerduty', '/slack/events'),
    secret: world.config.slack.signingSecret!,
    /** Ana asks for a change; it waits for somebody's yes. */
    async asks(line: string, channel = '#learnbot-alerts'): Promise<Run> {
      const before = new Set((await runs()).map(({ id }) => id))
      // On a busy machine Belay may be too late for Slack: then Ana asks once more.
      while (!(await slash('Ana', channel, line)).ok) await sleep(500)
      return eventually(async () => (await runs()).find(({ id }) => !before.has(id)), line)
    },
    becomes: (run: Run, ...states: RunState[]): Promise<Run> =>
      eventually(
        async () => {
          const is = await now(run)
          return states.includes(is.state) ? is : undefined
        },
        `${run.plan.title} becomes ${states.join(' or ')}`,
      ),
    later: (ms: number): Promise<void> => world.clock().advance(ms),
    /** Eve leaves the team. */
    leave(): void {
      for (const group of leads) group.users = group.users.filter(id => id !== people.eve)
    },
    channelOf: (name: string): string => workspace.channel(name)!.id,
    directOf: (user: string): string => (workspace.people.has(user) ? workspace.direct(user).id : 'D0NOBODY'),
    /** What was called that changes anything, oldest first. */
    called: (): string[] => [
      ...world.aws.asked
        .map(({ action }) => action)
        .filter(action => /^(Update|Register|Stop|Run)/.test(action)),
      ...world.github.started().map(({ workflow }) => workflow),
    ],
    async stop(): Promise<void> {
      clock.stop()
      redis.disconnect()
      await world.stop()
    },
  }
}

/** What there is, once it is there; the machine may be busy. */
export async function eventually<T>(look: () => Promise<T | undefined>, what: string): Promise<T> {
  const until = performance.now() + 90_000
  while (performance.now() < until) {
    const found = await look()
    if (found !== undefined) return found
    await sleep(100)
  }
  throw new Error(`It does not come about: ${what}`)
}
