import { setTimeout as sleep } from 'node:timers/promises'
import { createEngine } from './app/engine.ts'
import { healthOf } from './app/health.ts'
import { openKept } from './app/kept.ts'
import { createMilestones } from './app/milestones.ts'
import type { AppOptions } from './app/options.ts'
import { reachOutside } from './app/outside.ts'
import { look } from './app/preflight.ts'
import { routesOf } from './app/routes.ts'
import { runbooksWhenWanted } from './app/runbooks-when-wanted.ts'
import { standingJobs } from './app/standing.ts'
import { whenWanted } from './app/when-wanted.ts'
import type { Desk } from './ports/invocation.ts'
import { createSlackApp } from './slack/app.ts'
import { startHeartbeat } from './status/heartbeat.ts'
import { createMetrics } from './status/metrics.ts'
import { createWellness } from './status/wellness.ts'
import { machineNow } from './store/clock.ts'
import { takesWrites } from './store/takes-writes.ts'

/** How long a stop waits for what is in hand, in milliseconds. */
const stopMs = 7_000

/** Wires everything to everything: this and `app/` are the only place that does. */
export async function createApp(options: AppOptions) {
  const { config, systems, log, host } = options
  const kept = await openKept(options)
  const outside = reachOutside(options, kept)
  const { runbooks, load } = runbooksWhenWanted({ ...options, kept, outside })
  const milestones = createMilestones(systems, runbooks.library, log)
  const names = systems.map(({ system }) => system)
  const { redis, clock, history, queue, aside, firsts, means } = kept
  const { slack, chat, pager, topics } = outside

  const metrics = createMetrics(queue, names, log)
  const wellness = createWellness({
    systems: names,
    tryRedis: () => takesWrites(redis, names),
    knowsItself: () => server.knowsItself(),
    now: () => clock.wall(),
  })
  const health = healthOf(options, outside)
  const engine = createEngine({
    ...options,
    kept,
    outside,
    runbooks,
    health,
    metrics,
    watched: wellness.watched,
    milestones: milestones.of,
  })
  const { intake, alerts, workers } = engine
  // What people type and see is half of Belay, and no page waits for it: it is loaded once Belay listens.
  let opened: Promise<Desk> | undefined
  const openDesk = () =>
    (opened ??= import('./app/desk.ts').then(({ openDesk }) =>
      openDesk({ ...options, kept, outside, runbooks, engine, health, metrics }),
    ))
  const { appToken, signingSecret = '' } = config.slack
  const server = createSlackApp({
    ...slack,
    ...(appToken ? { appToken } : { signingSecret }),
    ...(host && { host }),
    port: config.port,
    desk: whenWanted(openDesk),
    chat,
    firsts,
    routes: routesOf({ ...options, clock, intake, alerts, aside, topics, metrics, ready: wellness.ready }),
    now: () => clock.wall(),
    machineNow,
    onCounted: result => metrics.requests.inc({ door: 'slack', result }),
    onAcknowledged: afterMs => metrics.acks.observe(afterMs / 1_000),
  })
  let looking: Promise<unknown> | undefined
  let stopHeartbeat = () => {}
  let stopWatch = () => {}

  return {
    clock,
    async start(): Promise<{ port: number }> {
      for (const system of systems) {
        const jobs = standingJobs(system, pager !== undefined)
        await queue.order(
          system.system,
          jobs.map(({ job, afterMs }) => ({ job, due: clock.now() + afterMs, when: 'earlier' })),
        )
      }
      const { durability } = await means()
      stopWatch = history.watch()
      for (const worker of workers) worker.start()
      const listening = await server.start()
      if (config.heartbeatUrl) stopHeartbeat = startHeartbeat(config.heartbeatUrl, wellness.well, log)
      log.info(
        { port: listening.port, systems: names, pagerduty: pager !== undefined, durability },
        'Belay is up',
      )
      const looked = look(options, kept, outside).catch(err =>
        log.warn({ err }, 'the preflight could not be finished'),
      )
      looking = Promise.all([looked, openDesk(), engine.changes.load(), load().then(milestones.ready)])
      return listening
    },
    /** Takes nothing more in, finishes what is in hand or leaves it to others, and lets go of Redis. */
    async stop(): Promise<void> {
      stopHeartbeat()
      stopWatch()
      const looked = Promise.race([looking, sleep(stopMs, undefined, { ref: false })])
      await Promise.all([...[server, ...workers].map(one => one.stop(stopMs)), looked])
      clock.stop()
      redis.disconnect()
      log.info('Belay is down')
    },
  }
}
export type App = Awaited<ReturnType<typeof createApp>>
