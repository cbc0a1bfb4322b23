import type { PageEvent } from '../src/domain/page.ts'
import type { Member } from '../src/ports/directory.ts'
import { type Chance, createChance } from './chance.ts'
import type { Kept } from './kept.ts'
import { createLoss, type Loss } from './memory/loss.ts'
import { createMemory, type Memory } from './memory/memory.ts'
import { type Aws, createAws, type Effect } from './outside/aws/aws.ts'
import { createLimits, type Limits } from './outside/limits.ts'
import { createPagerDuty, type PagerDuty } from './outside/pagerduty.ts'
import { createSlack, type Slack } from './outside/slack.ts'
import { createScheduler, type Scheduler } from './scheduler.ts'
import { ecsServices, groups as first } from './system.ts'
import { createTrace, type Trace } from './trace.ts'
import { createWeather, type Weather } from './weather.ts'
import { createWire, type Wire } from './wire.ts'

/** What somebody had before their eyes when they said yes, by the operation it is saved under. */
interface Read {
  user: string
  run: string
  digest: string
  channel: string
}

/** Everything there is beside the engine, and what decides what happens next. */
export interface World {
  scheduler: Scheduler
  chance: Chance
  trace: Trace
  weather: Weather
  wire: Wire
  memory: Memory
  /** What all processes share, watched. */
  kept: Kept
  slack: Slack
  limits: Limits
  pagerduty: PagerDuty
  aws: Aws
  /** All that was changed in AWS, in order. */
  effects: Effect[]
  /** What those who approve have read. */
  read: Map<string, Read>
  /** A group of Slack's has other people in it from now on; since when each was in it last is kept. */
  becomes(group: string, members: Member[]): void
  /** Until when somebody who has left a group was in it, in real milliseconds. */
  leftAt: Map<string, number>
  /** Since when each process stands still, or did last (where again and again, since the first time), and until when, in real milliseconds. */
  stills: Map<string, { from: number; until: number }>
  loss: Loss
  newId(): string
  /** How often something happens, as against the usual: incidents here, changes there. */
  tempo: { incidents: number; changes: number }
  posted: Watching['posted']
  edited: Watching['edited']
  asked: Watching['asked']
  count(fault: string): void
  faults: Map<string, number>
}

/** Somebody looks when something is written, posted or told. */
export interface Watching {
  kept(kept: Kept, memory: Memory): Kept
  told(event: PageEvent): void
  /** Somebody has posted where all are to wait, so long after they could know it. */
  early(channel: string, sinceMs: number): void
  posted(mark: string, tookMs: number): void
  edited(channel: string, ts: string): void
  effected(effect: Effect): void
  /** What processes ask for, whatever is planted between them and what is kept. */
  asked(kept: Kept): Kept
}

/** The night of a Friday, somewhere. */
const beginning = Date.parse('2026-11-20T02:14:00Z')
const rates = [1, 3, 10]

export function createWorld(seed: number, watching: Watching): World {
  const chance = createChance(seed)
  const scheduler = createScheduler(beginning)
  const trace = createTrace(40_000, scheduler.now)
  const weather = createWeather(chance, scheduler)
  const faults = new Map<string, number>()
  const count = (fault: string) => void faults.set(fault, (faults.get(fault) ?? 0) + 1)
  const memory = createMemory(scheduler.now)
  // Both are done at once.
  void memory.clock.advance(3_600_000)
  void memory.clock.set({ rate: chance.pick(rates) })
  let ids = 0
  const groups = { ...first }
  const leftAt = new Map<string, number>()
  const effects: Effect[] = []
  const effected = (effect: Effect) => {
    effects.push(effect)
    trace.note('aws', `${effect.action} ${effect.on}`, [effect.by, effect.params])
    watching.effected(effect)
  }
  const { store, queue, posts, lists, lanes } = memory
  return {
    chance,
    scheduler,
    trace,
    weather,
    faults,
    count,
    memory,
    wire: createWire({ scheduler, chance, weather, trace, count }),
    kept: watching.kept({ store, queue, posts, lists, lanes }, memory),
    posted: watching.posted,
    edited: watching.edited,
    asked: watching.asked,
    tempo: chance.pick([
      { incidents: 1, changes: 1 / 3 },
      { incidents: 1 / 6, changes: 4 },
      { incidents: 1 / 3, changes: 2 },
    ]),
    effects,
    read: new Map(),
    leftAt,
    stills: new Map(),
    becomes(group, members) {
      for (const { id } of groups[group] ?? [])
        if (!members.some(member => member.id === id)) leftAt.set(id, scheduler.now())
      groups[group] = members
    },
    loss: createLoss(memory, chance, scheduler),
    aws: createAws(ecsServices, chance, scheduler.now, memory.clock.now, effected),
    slack: createSlack(scheduler.now, groups),
    limits: createLimits({ chance, scheduler, count }, watching.early),
    pagerduty: createPagerDuty(memory.clock.now, watching.told),
    newId: () =>
      `${Math.floor(chance.next() * 2 ** 32)
        .toString(16)
        .padStart(8, '0')}${`${++ids}`.padStart(8, '0')}`,
  }
}
