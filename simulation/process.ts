import type { Logger } from 'pino'
import type { Timing } from '../src/engine/timing.ts'
import type { Clock } from '../src/ports/clock.ts'
import { createEngine, type Engine, type Planted } from './engine.ts'
import type { Caller } from './wire.ts'
import type { World } from './world.ts'

/** What the outside may ask of a process. */
export interface Process extends Pick<Caller, 'name' | 'hears'>, Omit<Engine, 'workers'> {
  isUp(): boolean
}

/** Who stands still again so soon may not have done yet what it had heard before the first time, in milliseconds. */
const againMs = 10_000

/** A process with the whole engine in it: it crashes, comes back, stands still and goes on. */
export function startProcess(world: World, name: string, planted: Partial<Planted> = {}): Process {
  const { scheduler, chance, trace, memory, count } = world
  let [life, frozenUntil] = [0, 0]
  let isUp = false

  /** It as it is from one start to the next crash. */
  function living(): Caller {
    const own = life
    return {
      name,
      isOver: () => own !== life,
      hears: act =>
        function hear() {
          if (own !== life) return
          const still = frozenUntil - scheduler.now()
          if (still > 0) scheduler.after(still, hear)
          else act()
        },
      freeze(ms) {
        count('process: stands still')
        trace.note(name, `stands still for ${Math.round(ms)} ms`)
        const now = scheduler.now()
        frozenUntil = now + ms
        const last = world.stills.get(name)
        world.stills.set(name, {
          from: last && now - last.until < againMs ? last.from : now,
          until: frozenUntil,
        })
      },
      crash() {
        if (own !== life) return
        count('process: crash')
        trace.note(name, 'CRASHES')
        life++
        isUp = false
        scheduler.after(chance.around(4_000), begin)
      },
    }
  }

  const process: Process = { name, hears: act => living().hears(act), isUp: () => isUp } as Process

  function begin(): void {
    trace.note(name, 'starts')
    isUp = true
    frozenUntil = 0
    const caller = living()
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
    const log = quiet(message => trace.note(name, message))
    const { workers, ...engine } = createEngine({ world, caller, clock, timing, log }, planted)
    Object.assign(process, engine)
    for (const worker of workers) worker.start()
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
