import { afterAll, expect, test } from 'vitest'
import { OutsideError } from '../../../src/domain/errors.ts'
import { createRunLedger } from '../../../src/engine/runs/ledger.ts'
import { tooLate } from '../../../src/store/faults.ts'
import { lacksRedisServer } from '../../lacks.ts'
import { eventually, minutes } from '../stage.ts'
import { type Death, dieAt, durable, everyDeath, unhurried } from './deaths.ts'
import { ben, dialStageFor } from './stage.ts'

if (lacksRedisServer('runs whose process dies')) test.skip('runs whose process dies')
else stories()

function stories(): void {
  const stage = dialStageFor(durable, afterAll)

  test('a process dies when a call that is done with its answer was made, and is not yet known to be over: another ends it', async () => {
    const { asks, approves, now, dial, doomed, work, store, system } = await stage()
    const run = await asks(0, { operation: 'push', input: {} })
    await approves(run)
    let isDead = false
    const first = await doomed(undefined, 4_000, redis => {
      const send = redis.sendCommand.bind(redis)
      redis.sendCommand = (...args: [Parameters<typeof send>[0]]) => {
        isDead ||= args[0].args.flat().some(arg => String(arg).endsWith(':0:done'))
        return isDead ? new Promise<never>(() => {}) : send(...args)
      }
    })
    await eventually(() => isDead)
    first.kill()
    work()
    await eventually(async () => (await now(run)).state === 'succeeded')
    expect(dial.pushed).toBe(1)
    expect(await store.locks(system.system)).toEqual([])
  }, 300_000)

  test.concurrent('a call that cannot be looked for, and whose answer is lost, waits for a person and is never made again', async () => {
    const { asks, approves, does, now, dial, trouble, windowCloses, work } = await stage()
    const run = await asks(0, { operation: 'push', input: {} })
    await approves(run)
    trouble.after = () => {
      windowCloses()
      throw new OutsideError('no answer', { service: 'aws', fault: 'away', effect: 'unknown' })
    }
    work()
    await eventually(async () => (await now(run)).state === 'doubtful')
    expect((await now(run)).steps[0]?.why).toContain('its answer was lost')
    expect(dial.pushed).toBe(1)
    await does(run, { type: 'settle', had: true, by: ben })
    expect((await now(run)).state).toBe('succeeded')
    expect(dial.pushed).toBe(1)
  }, 300_000)

  test.concurrent('a call was made, and that it was cannot be saved: it is not made again', async () => {
    const { asks, approves, now, dial, can, work, store, clock, wake, windowCloses } = await stage()
    const run = await asks(0, { operation: 'push', input: {} })
    await approves(run)
    let refusals = 0
    const save: typeof store.save = async given => {
      if (!given.operation.endsWith(':0:started') || refusals > 0) return store.save(given)
      refusals += 1
      windowCloses()
      throw tooLate('save')
    }
    can.runs.ledger = createRunLedger({ store: { ...store, save }, clock, wake })
    work()
    await eventually(async () => (await now(run)).state === 'doubtful')
    expect([dial.pushed, refusals]).toEqual([1, 1])
  }, 300_000)

  test.concurrent('a process that dies at any of its commands to Redis, before or after it: another goes on, and the dial is turned once', async () => {
    await everyDeath(oneDeath)
  }, 300_000)

  test('a process that dies at any of its commands while a change for a while is taken back: another takes it back, once', async () => {
    await everyDeath(deathTakingBack)
  }, 300_000)

  async function oneDeath(command: number, when: Death): Promise<boolean> {
    const { asks, approves, now, dial, doomed, windowCloses, work, slack, end } = await stage()
    const run = await asks(5)
    await approves(run)
    let isDead = false
    const first = await doomed(undefined, 4_000, own =>
      dieAt(own, command, when, { died: () => (isDead = true) }),
    )
    await eventually(async () => isDead || (await now(run)).state === 'succeeded', ...unhurried)
    first.kill()
    windowCloses()
    work()
    await eventually(async () => (await now(run)).state === 'succeeded', ...unhurried)
    expect([command, dial.turned]).toEqual([command, [5]])
    await eventually(
      () => {
        const cards = slack.posts.filter(({ mark }) => mark === `${run.id}/card`)
        if (cards.length !== 1) throw new Error(`${cards.length} cards, at command ${command}`)
        return true
      },
      ...unhurried,
    )
    await end()
    return isDead
  }

  async function deathTakingBack(command: number, when: Death): Promise<boolean> {
    const { asks, approves, now, dial, doomed, windowCloses, work, store, system, clock, end } = await stage()
    const run = await asks(5, { boxMs: 5 * minutes })
    await approves(run)
    let [isOver, isDead] = [false, false]
    const first = await doomed(undefined, 4_000, own =>
      dieAt(own, command, when, { died: () => (isDead = true), counts: () => isOver }),
    )
    await eventually(async () => (await now(run)).state === 'succeeded', ...unhurried)
    isOver = true
    await clock.advance(6 * minutes)
    const isBack = async () =>
      (await store.recentRuns(system.system, 5)).find(one => one.undoes === run.id)?.state === 'succeeded'
    await eventually(async () => isDead || (await isBack()), ...unhurried)
    first.kill()
    windowCloses()
    work()
    await eventually(isBack, ...unhurried)
    expect([command, dial.turned]).toEqual([command, [5, 1]])
    expect(await store.locks(system.system)).toEqual([])
    await end()
    return isDead
  }
}
