import type { Logger } from 'pino'
import { createAlerts } from '../src/engine/alerts.ts'
import { createIncidents } from '../src/engine/incidents.ts'
import { createIntake } from '../src/engine/intake.ts'
import { createLedger } from '../src/engine/ledger.ts'
import type { Performers } from '../src/engine/performer.ts'
import { createPerformers } from '../src/engine/performers.ts'
import { createRunLedger } from '../src/engine/runs/ledger.ts'
import { createPlanner } from '../src/engine/runs/planner.ts'
import type { Timing } from '../src/engine/timing.ts'
import { createTroubles } from '../src/engine/troubles.ts'
import { createWorker } from '../src/engine/worker.ts'
import type { Barrier } from '../src/ports/barrier.ts'
import type { Clock } from '../src/ports/clock.ts'
import { type Kept, overWire } from './kept.ts'
import { createChat } from './outside/chat.ts'
import { createPager } from './outside/pager.ts'
import { system } from './system.ts'
import type { Caller } from './wire.ts'
import type { World } from './world.ts'

/** What stands between the engine and its ports in one process: nothing, unless a fault is planted there. */
export interface Planted {
  kept(kept: Kept, world: World): Kept
  clock(clock: Clock, world: World): Clock
  performers(deps: Parameters<typeof createPerformers>[0], sound: Performers): Performers
}

/** What the outside may ask of a process. */
export interface Process extends Caller {
  isUp(): boolean
  intake: ReturnType<typeof createIntake>
  alerts: ReturnType<typeof createAlerts>
  incidents: ReturnType<typeof createIncidents>
}

/** A process with the whole engine in it: it crashes, comes back, stands still and goes on. */
export function startProcess(world: World, name: string, planted: Partial<Planted> = {}): Process {
  const { scheduler, chance, trace, wire, memory, count } = world
  let [life, frozenUntil] = [0, 0]
  let isUp = false

  const caller: Caller = {
    name,
    hears(act) {
      const heardBy = life
      return function hear() {
        if (heardBy !== life) return
        const still = frozenUntil - scheduler.now()
        if (still > 0) scheduler.after(still, hear)
        else act()
      }
    },
    freeze(ms) {
      count('process: stands still')
      trace.note(name, `stands still for ${Math.round(ms)} ms`)
      frozenUntil = scheduler.now() + ms
    },
    crash() {
      if (!isUp) return
      count('process: crash')
      trace.note(name, 'CRASHES')
      life++
      isUp = false
      scheduler.after(chance.around(4_000), begin)
    },
  }

  const process: Process = { ...caller, isUp: () => isUp } as Process

  function begin(): void {
    trace.note(name, 'starts')
    isUp = true
    frozenUntil = 0
    const skewMs = chance.between(-4, 4)
    const own: Clock = {
      now: () => Math.floor(memory.clock.now() + skewMs),
      wall: () => Math.floor(memory.clock.wall() + skewMs),
      rate: memory.clock.rate,
    }
    const clock = planted.clock?.(own, world) ?? own
    const timing: Timing = {
      now: scheduler.now,
      after: (ms, act) => scheduler.after(ms, caller.hears(act)),
    }
    const ours = world.asked(planted.kept?.(world.kept, world) ?? world.kept)
    const kept = overWire(wire, caller, ours)
    const { directory, ...chat } = createChat(wire, caller, world)
    const pager = createPager(wire, caller, world.pagerduty)
    const log = quiet(message => trace.note(name, message))
    const wake = (of: string) => worker.wake(of)
    const ledger = createLedger({ ...kept, clock, wake })
    const common = { ...kept, clock, ledger, directory, chat, pager, systems: [system], log }
    const troubles = createTroubles(common)
    const barrier: Barrier = () =>
      wire(caller, { service: 'redis', method: 'barrier', effect: () => 'kept' as const, limitMs: 2_000 })
    const aside = { keep: async () => 'kept' }
    const intake = createIntake({ ...common, barrier, aside, unlisted: troubles.unlisted })
    const deps = {
      ...{ ...common, barrier, intake },
      logs: { search: async () => ({ events: [] }) },
      runs: {
        ledger: createRunLedger({ ...kept, clock, wake }),
        planner: createPlanner([], [system], kept.store),
        makers: new Map(),
      },
    }
    const performers = createPerformers(deps)
    const worker = createWorker({
      queue: kept.queue,
      systems: [system.system],
      performers: planted.performers?.(deps, performers) ?? performers,
      log,
      trouble: troubles.stuck,
      count() {},
      timing,
      random: chance.next,
    })
    process.intake = intake
    process.alerts = createAlerts({ ...common, barrier, newId: world.newId })
    process.incidents = createIncidents({ ...common, newId: world.newId })
    worker.start()
  }

  begin()
  return process
}

/** Only what is an error is worth a line. */
function quiet(note: (message: string) => void): Logger {
  const error = ({ err }: { err?: Error }, message: string) =>
    note(err ? `${message}: ${err.message}` : message)
  return { error, warn() {}, info() {}, debug() {} } as unknown as Logger
}
