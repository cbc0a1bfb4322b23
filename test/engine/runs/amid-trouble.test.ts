import { afterAll, beforeAll, expect, it, test } from 'vitest'
import { runMessage } from '../../../blocks/run.ts'
import { callKind, callOf } from '../../../src/ports/calls/call.ts'
import { reads } from '../../blocks/reading.ts'
import { aPlan } from '../../domain/run/cast.ts'
import { eventually } from '../../eventually.ts'
import type { Meeting } from '../../gate.ts'
import { lacksPostgres, lacksRedisServer } from '../../lacks.ts'
import { type Change, changes, type Service, serviceOf } from './outside/changes.ts'
import {
  approved,
  createClock,
  createProcess,
  type Kept,
  type PassingClock,
  type Process,
} from './outside/process.ts'
import { openShops, slugOf, variableOf } from './outside/shops.ts'

/** Only what hangs reaches it. */
const limitMs = 300_000

interface Trouble {
  name: string
  meeting(service: Service): Meeting | undefined
  /** The gate is shut until Belay has tried. */
  isAway?: true
  /** The process that makes the call dies once it has been sent. */
  kills?: true
}

const answered = (body: string) =>
  Buffer.from(
    `HTTP/1.1 403 Forbidden\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  )
const refusals: Partial<Record<Service, Buffer>> = {
  alertmanager: answered('"not yours to silence"'),
  docker: answered('{"message":"authorization denied by plugin"}'),
}
const garbage = Buffer.from('<html>A proxy says: later\r\n\r\n')

const troubles: Trouble[] = [
  {
    name: 'refused',
    meeting(service) {
      const hears = refusals[service]
      return hears && { arrives: false, hears }
    },
  },
  { name: 'away', meeting: () => undefined, isAway: true },
  { name: 'cut', meeting: () => ({ arrives: false, hears: 'end' }) },
  { name: 'hanging', meeting: () => ({ arrives: false, hears: 'nothing' }) },
  { name: 'lost', meeting: () => ({ arrives: true, hears: 'end' }) },
  { name: 'mute', meeting: () => ({ arrives: true, hears: 'nothing' }) },
  { name: 'garbled', meeting: () => ({ arrives: true, hears: garbage }) },
  { name: 'killed-before', meeting: () => ({ arrives: false, hears: 'nothing' }), kills: true },
  { name: 'killed-after', meeting: () => ({ arrives: true, hears: 'nothing' }), kills: true },
]

if (lacksRedisServer('changes amid trouble')) test.skip('changes amid trouble')
else suite()
if (lacksPostgres('changes of a real PostgreSQL')) test.skip('changes of a real PostgreSQL')

function suite(): void {
  let shops: Awaited<ReturnType<typeof openShops>>
  beforeAll(async () => {
    shops = await openShops(troubles.map(({ name }) => name))
  }, limitMs)
  afterAll(() => shops.close())

  it('is tried with each change of these services that Belay can make', () => {
    const services = new Set(changes.map(serviceOf))
    const { actions } = createProcess(shops, createClock())
    const ours = actions.filter(action => services.has(serviceOf({ action })))
    expect(changes.map(({ action }) => action).sort()).toEqual(ours.sort())
  })

  it.each(troubles)(
    'a change that is $name is made once at the most, and what became of it is said',
    { timeout: limitMs },
    async trouble => {
      const all = await Promise.all(changes.map(change => planned(trouble, change)))
      const outcomes = await Promise.all(all.map(one => tried(trouble, one)))
      expect(outcomes.filter((outcome, i) => !isRight(trouble, changes[i]!, outcome))).toEqual([])
    },
  )

  function isRight(trouble: Trouble, change: Change, outcome: Awaited<ReturnType<typeof tried>>): boolean {
    const { state, asked, arrived, text, troubles } = outcome
    const isRefused = trouble.name === 'refused'
    // What a gate does not refuse, the service does.
    const reaches = isRefused ? !refusals[serviceOf(change)] : state === 'succeeded'
    return (
      state === stateAfter(trouble, change) &&
      (arrived === Number(reaches) || (change.again === true && reaches && arrived === 2)) &&
      asked <= 2 &&
      [text, ...troubles].every(said => !unfit.test(said)) &&
      (isRefused || !untrue.test(text)) &&
      (!isRefused || refused.test(text))
    )
  }

  /** What somebody who may not is told by each service. */
  const refused =
    /not yours to silence|authorization denied|may not|only table or database owner|must be owner/

  /** What is no sentence for a person, or would let a reader in. */
  const unfit = /Error|undefined|\[object|127\.0\.0\.1|:pw@/
  /** What no service has said or counted when its answer was lost. */
  const untrue = /PostgreSQL ended it|(?<!at least )\b0 (?:keys deleted|of 0)/

  /** What goes on beside its run: whoever has sent it does not send it anew. */
  const isBeside = ({ action }: Change) => /^(?:docker:pull|postgres:VACUUM|postgres:REINDEX)/.test(action)

  function stateAfter(trouble: Trouble, change: Change): string {
    const meeting = trouble.meeting(serviceOf(change))
    if (trouble.name === 'refused') return 'failed'
    if (!meeting || meeting.arrives) return 'succeeded'
    if (change.action === 'docker:pull' && meeting.hears === 'nothing')
      return trouble.kills ? 'succeeded' : 'running'
    if (isBeside(change)) return 'failed'
    return createProcess(shops, createClock()).isRepeatable(change.action) ? 'succeeded' : 'doubtful'
  }

  async function planOf({ name }: Trouble, change: Change, process: Process) {
    const { action, params } = change
    if (params) {
      const url = { secret: `env:${variableOf(name, action)}` }
      return aPlan({
        calls: [callOf(callKind(action, undefined as never), { on: 'main', sets: '', params: params(url) })],
      })
    }
    return process.plan({
      operation: change.operation,
      input: change.input(alertname => shops.silenceOf(name, alertname), name),
      system: name,
      environment: slugOf(action),
      ...(serviceOf(change) === 'docker' && { service: 'web' }),
    })
  }

  interface Planned {
    change: Change
    clock: PassingClock
    process: Process
    kept: Kept
  }

  async function planned(trouble: Trouble, change: Change): Promise<Planned> {
    const clock = createClock()
    const process = createProcess(shops, clock)
    return { change, clock, process, kept: approved(await planOf(trouble, change, process), clock.now()) }
  }

  /** What was approved is carried out amid a trouble: how it ended, and what a person reads of it. */
  async function tried(trouble: Trouble, { change, clock, process, kept }: Planned) {
    const gate = shops.gateOf(trouble.name, change)
    const counts = gate.meets(change.wire, trouble.meeting(serviceOf(change)))
    const troubles: string[] = []
    if (trouble.isAway) {
      await gate.shut()
      troubles.push(...(await process.carriesOut(kept, 1)))
      await gate.open()
    }
    const carrying = process.carriesOut(kept)
    if (trouble.kills) {
      await eventually(() => counts.asked > 0)
      process.dies()
      // Its connections end with it.
      await gate.shut()
      await gate.open()
      troubles.push(...(await createProcess(shops, clock).carriesOut(kept)))
    } else troubles.push(...(await carrying))
    const said = kept.run.steps.flatMap(({ progress, why }) => [...(progress?.said ?? []), why ?? ''])
    const text = [reads(runMessage(kept.run, { approvers: [] })), ...said].join('\n')
    return { action: change.action, state: kept.run.state, ...counts, text, troubles }
  }
}
