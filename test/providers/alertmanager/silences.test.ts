import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createAlertmanager as simulate } from '../../../sandbox/alertmanager/alertmanager.ts'
import { OutsideError } from '../../../src/domain/errors.ts'
import { readMatchers } from '../../../src/domain/matchers.ts'
import type { Maker } from '../../../src/ports/calls/call.ts'
import { createAlertmanager } from '../../../src/providers/alertmanager/api.ts'
import { alertmanagerMakers } from '../../../src/providers/alertmanager/makers.ts'
import { createSilences } from '../../../src/providers/alertmanager/silences.ts'
import { eventually } from '../../eventually.ts'
import { lacksAlertmanager } from '../../lacks.ts'
import { alertmanagerOnPath, startAlertmanager } from './real.ts'

interface Rig {
  url: string
  fire(labels: Record<string, string>): void | Promise<void>
  stop(): Promise<void>
}

const program = lacksAlertmanager('silences of a real Alertmanager') ? undefined : alertmanagerOnPath()
const rigs: [string, (() => Promise<Rig>) | undefined][] = [
  ['simulated', async () => simulate().then(one => ({ ...one, stop: one.close }))],
  ['real', program === undefined ? undefined : () => startAlertmanager(program)],
]
const hour = 3_600_000
const api = { alertname: 'HighErrorRate', service: 'api "gateway"', severity: 'critical' }

describe.each(rigs)('silences of a %s Alertmanager', (_, start) => {
  const suite = start ? test : test.skip
  let rig: Rig
  beforeAll(async () => {
    if (start) rig = await start()
  })
  afterAll(() => rig?.stop())

  const ask = createAlertmanager({})
  const silences = createSilences(ask)
  const clock = { now: () => Date.now() } as Parameters<typeof alertmanagerMakers>[2]
  const makers = new Map(alertmanagerMakers(ask, silences, clock).map(one => [one.kind.action, one]))
  const maker = (action: string): Maker => makers.get(action)!
  const create = () => maker('alertmanager:PostSilence')
  const made = { run: '0123456789abcdef', step: 0 }
  const { matchers } = readMatchers('alertname=HighErrorRate service=~"api .*" severity!=info')
  const wanted = () => ({ url: rig.url, matchers, forMs: hour, comment: 'deploying', createdBy: 'Ana' })

  suite('one is made, found again, made longer and ended', async () => {
    await rig.fire(api)
    await rig.fire({ alertname: 'QueueLength' })
    await eventually(async () => (await silences.matching(rig.url, [])).length === 2)
    expect(await silences.matching(rig.url, matchers)).toMatchObject([
      { name: 'HighErrorRate', labels: api, silencedBy: [] },
    ])

    expect(await create().look(wanted(), made)).toEqual({ is: 'before' })
    const { id } = (await create().start(wanted(), made)) as { id: string }
    expect(await create().look(wanted(), made)).toEqual({
      is: 'after',
      result: { id, until: expect.any(Number) },
    })
    expect(await create().look(wanted(), { ...made, step: 1 })).toEqual({ is: 'before' })
    const [silence] = await silences.list(rig.url)
    expect(silence).toMatchObject({ id, matchers, createdBy: 'Ana', state: 'active' })
    await eventually(async () => (await silences.matching(rig.url, matchers))[0]!.silencedBy.includes(id))

    const extend = maker('alertmanager:PostSilence endsAt')
    const longer = { url: rig.url, id, from: silence!.endsAt, to: silence!.endsAt + hour }
    expect(await extend.look(longer, made)).toEqual({ is: 'before' })
    const after = (await extend.start(longer, made)) as { id: string }
    expect(await extend.look(longer, made)).toEqual({ is: 'after', result: after })
    expect(await extend.look({ ...longer, to: longer.to + 1 }, made)).toMatchObject({ is: 'other' })
    const open = (await silences.list(rig.url)).filter(({ state }) => state === 'active')
    expect(open).toMatchObject([{ id: after.id, endsAt: longer.to, matchers }])

    const expire = maker('alertmanager:DeleteSilence')
    // Whoever knows it by its first id ends what it has become.
    const over = { url: rig.url, id }
    expect(await expire.look(over, made)).toEqual({ is: 'before' })
    await expire.start(over, made)
    expect(await expire.look(over, made)).toEqual({ is: 'after', result: {} })
    expect((await silences.list(rig.url)).filter(({ state }) => state !== 'expired')).toEqual([])
    expect(await extend.look({ ...over, from: longer.to, to: longer.to + hour }, made)).toMatchObject({
      is: 'other',
    })
  })

  suite('what it refuses is told in its words, and may not have had an effect', async () => {
    const empty = { ...wanted(), matchers: readMatchers('a=""').matchers }
    const refused = await create()
      .start(empty, { ...made, step: 2 })
      .catch(error => error)
    expect(refused).toBeInstanceOf(OutsideError)
    expect(refused.message).toContain('Alertmanager refused it: "')
    expect(refused.fault).toMatchObject({ fault: 'refused', effect: 'none' })
    const gone = { url: rig.url, id: '00000000-0000-4000-8000-000000000000' }
    expect(await maker('alertmanager:DeleteSilence').look(gone, made)).toMatchObject({ is: 'other' })
    // It was there when it was looked for, and is not any more.
    await expect(
      maker('alertmanager:PostSilence endsAt').start({ ...gone, from: 0, to: hour }, made),
    ).rejects.toMatchObject({
      message: `Alertmanager knows no silence ${gone.id} any more. Make another.`,
      fault: { fault: 'refused', effect: 'none' },
    })
  })
})

test('nothing listens there: it is away, and nothing can have been changed', async () => {
  const ask = createAlertmanager({})
  const gone = await simulate()
  await gone.close()
  for (const asked of [{ path: 'alerts' }, { method: 'POST' as const, path: 'silences', body: {} }]) {
    const asking = ask({ url: gone.url, ...asked, answer: z.unknown() })
    await expect(asking).rejects.toMatchObject({
      message: expect.stringContaining('Alertmanager did not answer: connection refused'),
      fault: { fault: 'away', effect: 'none' },
    })
  }
})
