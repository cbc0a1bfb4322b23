import type { Logger } from 'pino'
import { commands } from '../commands/index.ts'
import { createAlerts } from '../src/engine/alerts.ts'
import { createChecklists } from '../src/engine/checklists/checklists.ts'
import type { Command, Faces } from '../src/engine/command.ts'
import { createDeadlines } from '../src/engine/deadlines.ts'
import { createDesk } from '../src/engine/dispatch.ts'
import { createInbox } from '../src/engine/inbox.ts'
import { createIncidents } from '../src/engine/incidents.ts'
import { createIntake } from '../src/engine/intake.ts'
import { createLedger } from '../src/engine/ledger.ts'
import { createMessages } from '../src/engine/messages.ts'
import { createOnCalls } from '../src/engine/oncall.ts'
import { createPeople } from '../src/engine/people.ts'
import type { Performers } from '../src/engine/performer.ts'
import { createPerformers } from '../src/engine/performers.ts'
import { createRefusals } from '../src/engine/refusals.ts'
import type { Runs } from '../src/engine/runs/faces.ts'
import { createSchedules } from '../src/engine/schedules/schedules.ts'
import { createSystems } from '../src/engine/systems.ts'
import type { Timing } from '../src/engine/timing.ts'
import { createTroubles } from '../src/engine/troubles.ts'
import { createWorker } from '../src/engine/worker.ts'
import type { Barrier } from '../src/ports/barrier.ts'
import type { Makers } from '../src/ports/calls/call.ts'
import type { Clock } from '../src/ports/clock.ts'
import type { Intake } from '../src/ports/intake.ts'
import type { Connection } from '../src/store/connect.ts'
import { createHistory, type History } from '../src/store/history.ts'
import { createChanges } from './changes.ts'
import { type Kept, lanesOver, overWire } from './kept.ts'
import { epochConnection } from './memory/epoch.ts'
import { createChat } from './outside/chat.ts'
import { createPager } from './outside/pager.ts'
import { runbooks } from './runbook.ts'
import { system } from './system.ts'
import type { Caller } from './wire.ts'
import type { World } from './world.ts'

/** What stands between the engine and its ports in one process: nothing, unless a fault is planted there. */
export interface Planted {
  kept(kept: Kept, world: World): Kept
  clock(clock: Clock, world: World): Clock
  performers(deps: Parameters<typeof createPerformers>[0], sound: Performers): Performers
  makers(makers: Makers, world: World): Makers
  runs(runs: Runs, world: World): Runs
  commands(commands: Command[]): Command[]
  intake(intake: Intake, later: Timing['after']): Intake
}

export interface Place {
  world: World
  caller: Caller
  clock: Clock
  timing: Timing
  log: Logger
}

/** What is asked for in Slack, PagerDuty, a monitor: and the workers that do what is owed. */
export type Engine = ReturnType<typeof createEngine>

/** The whole engine in one process, wired to what is simulated. */
export function createEngine({ world, caller, clock, timing, log }: Place, planted: Partial<Planted>) {
  const { wire, chance, newId, memory, loss } = world
  const ours = world.asked(planted.kept?.(world.kept, world) ?? world.kept)
  const redis: Connection = epochConnection(
    memory.of(system.system),
    effect => wire(caller, { service: 'redis', method: 'epoch', effect, limitMs: 5_000 }),
    closed =>
      loss.connected({
        closed,
        last: () => history.remembered(system.system),
        later: caller.hears,
      }),
  )
  const history: History = createHistory(redis, {
    ...clock,
    redis: clock.wall,
    dial: memory.clock.dial,
    sync: async () => {},
    stop() {},
  })
  const kept = overWire(wire, caller, ours, history, memory)
  const lanes = lanesOver(wire, caller, ours.lanes)
  const { directory, ...chat } = createChat(wire, caller, world, { lanes, log })
  const pager = createPager(wire, caller, world.pagerduty)
  const wake = (of: string) => worker.wake(of)
  const ledger = createLedger({ ...kept, clock, wake })
  const common = { ...kept, clock, ledger, directory, chat, pager, systems: [system], log }
  const troubles = createTroubles(common)
  const barrier: Barrier = () => {
    const known = history.remembered(system.system)
    const effect = () => loss.synced(known)
    return wire(caller, { service: 'redis', method: 'barrier', effect, limitMs: 2_000 })
  }
  const aside = { keep: async () => 'kept' }
  const intake = createIntake({
    ...common,
    barrier,
    aside,
    unlisted: troubles.unlisted,
    wake: of => inbox.wake(of),
  })
  const changes = createChanges(world, caller, {
    store: kept.store,
    clock,
    directory,
    pager,
    barrier,
    wake,
  })
  const makers = planted.makers?.(changes.makers, world) ?? changes.makers
  const runs = planted.runs?.(changes.runs, world) ?? changes.runs
  const checklists = createChecklists({ ...common, wake, ...runbooks })
  const schedules = createSchedules({ store: kept.store, clock, planner: changes.planner, wake })
  const deps = {
    logs: { search: async () => ({ events: [] }), last: async () => ({ lines: [] }) },
    ...common,
    barrier,
    intake,
    checklists,
    runs: { ledger: changes.ledger, planner: changes.planner, makers },
  }
  const performers = createPerformers(deps)
  const working = {
    queue: kept.queue,
    systems: [system.system],
    log,
    trouble: troubles.stuck,
    count() {},
    timing,
    random: chance.next,
  }
  const worker = createWorker({
    ...working,
    performers: planted.performers?.(deps, performers) ?? performers,
  })
  const deadlines = createDeadlines({ ...working, ledger })
  const inbox = createInbox({ ...working, intake })
  const incidents = createIncidents({ ...common, newId })
  const faces = {
    incidents,
    runs,
    checklists,
    schedules,
    health: changes.health,
    versions: changes.versions,
    now: clock.now,
    systems: createSystems([system], directory),
    people: createPeople(directory),
    messages: createMessages(chat, log),
    oncall: createOnCalls(directory, pager),
    // What takes long is the wire's to end.
    inTime: <T>(work: Promise<T>): Promise<T | undefined> => work,
  } as Partial<Faces> as Faces
  const desk = createDesk({
    commands: planted.commands?.(commands) ?? commands,
    faces,
    log,
    onNotAllowed: createRefusals(kept.store, clock),
  })
  /** Every process asks again and again whether history goes on. */
  function watch(): void {
    timing.after(5_000, () => {
      history.check(system.system).catch(err => log.warn({ err }, 'could not ask for the epoch'))
      watch()
    })
  }
  watch()
  return {
    workers: [worker, deadlines, inbox],
    intake: planted.intake?.(intake, timing.after) ?? intake,
    incidents,
    runs,
    desk,
    alerts: createAlerts({ ...common, barrier, newId }),
  }
}
