import type { Logger } from 'pino'
import { type App, createApp } from '../src/app.ts'
import type { Config } from '../src/config/environment.ts'
import { clocks } from '../src/domain/clocks.ts'
import type { System } from '../src/domain/system.ts'
import type { Store } from '../src/ports/store.ts'
import { createSharedClock, type SharedClock } from '../src/store/shared-clock.ts'
import { createStore } from '../src/store/store.ts'
import type { Outside } from './outside.ts'
import type { LocalRedis } from './redis.ts'
import { variables } from './variables.ts'

export interface ProcessesOptions {
  systems: System[]
  log: Logger
  /** A Redis that is there already, in place of one of its own. */
  redisAt?: LocalRedis
  /** How many times as fast as the real Slack allows the simulated one takes messages: 1 without it. */
  pace?: number
  /** How the text of a runbook is read. */
  readRunbook?: Parameters<typeof createApp>[0]['readRunbook']
}

/** Belay as it runs in the midst of a simulated world: in any number of processes, with one clock. */
export function createProcesses({ systems, log, pace = 1, redisAt, readRunbook }: ProcessesOptions) {
  const apps: App[] = []
  let clock: SharedClock | undefined
  let store: Store | undefined

  /** Starts one; answers the port on which it listens too. */
  async function start(config: Config, { rewrite, names, handshakes, aws }: Outside) {
    const app = await createApp({
      systems,
      log,
      config,
      host: '127.0.0.1',
      clock: async connection => {
        clock = await createSharedClock(connection)
        store = createStore(connection, clock)
        return clock
      },
      lanes: own => ({
        ...own,
        take: (lane, everyMs, ...rest) => own.take(lane, everyMs / pace, ...rest),
      }),
      ...(redisAt ? {} : { barrier: async () => 'kept' as const }),
      secrets: variables(systems),
      ...(readRunbook && { readRunbook }),
      rewrite,
      lookup: names.lookup,
      ca: handshakes.ca,
      aws: { endpoint: aws.url, credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' } },
    })
    const { port } = await app.start()
    apps.push(app)
    return { app, port }
  }

  return {
    start,
    /** Stops all of them. */
    async stop(): Promise<void> {
      for (const app of apps.splice(0)) await app.stop()
    },
    clock: (): SharedClock => {
      if (!clock) throw new Error('There is no clock before Belay was started.')
      return clock
    },
    /** What time it is for the one that was started last; without one, what time it is. */
    now: (): number => clock?.now() ?? Date.now(),
    /** When the next timer of any open incident is due; undefined when none is. */
    async nextDeadline(): Promise<number | undefined> {
      const known = store
      if (!known) return undefined
      const ids = await Promise.all(
        systems.map(async ({ system }) => known.incidents(system, await known.open(system))),
      )
      const due = ids.flat().flatMap(incident => Object.values(clocks(incident)))
      return due.length > 0 ? Math.min(...due) : undefined
    },
  }
}
