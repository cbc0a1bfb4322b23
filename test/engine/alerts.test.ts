import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createAlerts } from '../../src/engine/alerts.ts'
import { ownKey } from '../../src/engine/pages/incident.ts'
import type { AlertEvent } from '../../src/ports/alerts.ts'
import type { Store } from '../../src/ports/store.ts'
import { aPage, minutes, type Stage, stageFor } from './stage.ts'

const stage = stageFor()
const ana = { via: 'slack', id: 'UANA', name: 'Ana' } as const

function monitored(on: Stage, store: Store = on.store) {
  const { system, ledger, clock, incidents } = on
  const saved: string[] = []
  const barrier = async (name: string) => {
    saved.push(name)
    return 'kept' as const
  }
  const alerts = createAlerts({ store, ledger, clock, barrier })
  /** A group says how it stands; what it tells of is named by letters. */
  const says = (is: AlertEvent['is'], letters = '', more: Partial<AlertEvent> = {}) =>
    alerts.take(system, {
      id: randomUUID(),
      source: 'alertmanager',
      key: '{}:{alertname="Slow"}',
      is,
      signal: { at: clock.now(), ...(letters && { alerts: [...letters] }) },
      title: `Slow ${letters}`,
      severity: 'P2',
      route: { environment: 'production', service: 'api-gateway' },
      links: [],
      ...more,
    })
  const all = () => incidents.recent([system.system], 99)
  const kinds = async (id: string) => (await on.store.timeline(system.system, id)).map(({ kind }) => kind)
  return { says, all, kinds, saved }
}

/** Of two that look, neither finds anything, and only then does either go on. */
function racing({ store }: Stage): Store {
  const late: (() => void)[] = []
  return {
    ...store,
    async find(system, key) {
      const found = await store.find(system, key)
      if (late.length < 2) {
        await new Promise<void>(resolve => {
          late.push(resolve)
          if (late.length === 2) for (const go of late) go()
        })
      }
      return found
    },
  }
}

describe('one incident of what a monitor watches', () => {
  test('opens, hears of more, is resolved, and is on the way there past the barrier', async () => {
    const on = await stage()
    const { says, kinds, saved } = monitored(on)
    await says('firing', 'A', { links: [{ label: 'Runbook', url: 'https://r.example.com/' }] })
    await says('firing', 'A')
    await says('firing', 'AB')
    await on.clock.advance(minutes)
    await says('over', 'AB')
    const incident = await on.incident()
    expect(incident).toMatchObject({
      state: 'resolved',
      severity: 'P2',
      service: 'api-gateway',
      title: 'Slow A',
      openedBy: { via: 'alertmanager', name: 'Alertmanager' },
      links: [{ label: 'Runbook', url: 'https://r.example.com/' }],
      pagerdutyService: 'PLEARN1',
    })
    expect(await kinds(incident.id)).toEqual(['opened', 'level', 'alert', 'resolved'])
    expect(saved).toEqual(Array(4).fill(on.system.system))
  })

  test('opens once when two deliveries race, also of different alerts, and both are told of', async () => {
    const on = await stage()
    const { says } = monitored(on, racing(on))
    await Promise.all([says('firing', 'A'), says('firing', 'AB')])
    const { monitored: told } = await on.incident()
    expect([...told!.alerts!].sort()).toEqual(['A', 'B'])
  })

  test('opens once when a delivery races itself: one of them was before', async () => {
    const on = await stage()
    const { says, all } = monitored(on, racing(on))
    const once = { id: 'D1' }
    const heard = await Promise.all([says('firing', 'A', once), says('firing', 'A', once)])
    expect(heard.sort()).toEqual(['repeated', 'taken'])
    expect(await all()).toHaveLength(1)
  })

  test('an end that overtakes its beginning leaves one that is over, and nobody is woken', async () => {
    const on = await stage()
    const { says } = monitored(on)
    const began = on.clock.now()
    await on.clock.advance(minutes)
    await says('over', 'A')
    await says('firing', 'A', { signal: { at: began, alerts: ['A'] } })
    expect((await on.incident()).state).toBe('resolved')
    const { claims } = await on.queue.claim(on.system.system, 9, 60_000, ['notify'])
    expect(claims).toEqual([])
  })

  test('what is well and never fired opens nothing, and ends what did', async () => {
    const on = await stage()
    const { says, all } = monitored(on)
    await says('over-unfired')
    expect(await all()).toEqual([])
    await says('firing')
    await on.clock.advance(minutes)
    const over = { signal: { at: on.clock.now() } }
    expect(await says('over-unfired', '', over)).toBe('taken')
    expect(await says('over-unfired', '', over)).toBe('repeated')
    expect((await on.incident()).state).toBe('resolved')
  })

  test('an operation whose answer was lost is done once', async () => {
    const on = await stage()
    const { says, kinds } = monitored(on)
    const once = { id: 'D1' }
    expect(await says('firing', 'A', once)).toBe('taken')
    expect(await says('firing', 'A', once)).toBe('repeated')
    expect(await kinds((await on.incident()).id)).toEqual(['opened', 'level'])
  })

  test('a clock that is ahead does not open it in the future', async () => {
    const on = await stage()
    const { says } = monitored(on)
    await says('firing', 'A', { signal: { at: on.clock.now() + 60 * minutes, alerts: ['A'] } })
    expect((await on.incident()).openedAt).toBeLessThanOrEqual(on.clock.now())
  })

  test.each(['alertmanager', 'cloudwatch'] as const)(
    'what %s says of the next century does not make it deaf to all that comes after',
    async source => {
      const on = await stage()
      const { says, kinds } = monitored(on)
      const ahead = { at: on.clock.now() + 100 * 365 * 24 * 60 * minutes }
      await says('firing', '', { source, signal: ahead })
      await on.clock.advance(2 * minutes)
      await says('over', '', { source })
      const incident = await on.incident()
      expect(incident.state).toBe('resolved')
      await on.clock.advance(minutes)
      await says('firing', '', { source })
      expect(await kinds(incident.id)).toEqual(['opened', 'level', 'resolved', 'reopened', 'level'])
    },
  )

  test('is over before the page that was asked for it has begun: that it begins is no news, and it is to be resolved', async () => {
    const on = await stage()
    const { says, kinds } = monitored(on)
    await says('firing', 'A', { severity: 'P1' })
    const { id } = await on.incident()
    await says('over', 'A')
    await on.clock.advance(1_000)
    await on.tells('triggered', { page: aPage(on.clock.now(), { id: 'PLATE', key: ownKey(id, 1) }) })
    expect(await on.incident()).toMatchObject({
      state: 'resolved',
      pagerduty: { id: 'PLATE', want: { status: 'resolved' } },
    })
    expect(await kinds(id)).toEqual(['opened', 'level', 'resolved', 'paging'])
  })

  test('fires again after its page was resolved: what PagerDuty tells late of that page is no page for it', async () => {
    const on = await stage()
    const { says } = monitored(on)
    await says('firing', 'A', { severity: 'P1' })
    const { id } = await on.incident()
    const first = aPage(on.clock.now(), { id: 'PFIRST', key: ownKey(id, 1) })
    await on.tells('triggered', { page: first })
    await on.tells('resolved', { page: { ...first, status: 'resolved' } })
    await says('firing', 'B', { severity: 'P1' })
    expect(await on.incident()).toMatchObject({ state: 'triggered', links: [{ url: first.url }] })
    await on.tells('triggered', { page: first })
    expect((await on.incident()).pagerduty).toBeUndefined()
    await on.tells('triggered', {
      page: { ...first, id: 'PNEXT', url: `${first.url}-2`, key: ownKey(id, 2) },
    })
    expect((await on.incident()).pagerduty).toMatchObject({ id: 'PNEXT', seen: { status: 'triggered' } })
  })
})

describe('once it is over', () => {
  test('within ten minutes the same opens anew, later another begins, and its repetitions are about that one', async () => {
    const on = await stage()
    const { says, all } = monitored(on)
    await says('firing', 'A')
    await on.clock.advance(minutes)
    await says('over', 'A')
    await on.clock.advance(9 * minutes)
    await says('firing', 'B')
    expect(await on.incident()).toMatchObject({ state: 'triggered', cycle: 2 })

    await on.clock.advance(minutes)
    await says('over', 'B')
    await on.clock.advance(11 * minutes)
    await Promise.all([says('firing', 'C'), says('firing', 'C')])
    await says('firing', 'CD')
    const [latest, first, ...others] = await all()
    expect(others).toEqual([])
    expect([first!.state, latest!.state]).toEqual(['resolved', 'triggered'])
    expect(latest!.monitored!.alerts).toEqual(['C', 'D'])
    expect(latest!.id).not.toBe(first!.id)
  })

  test('resolved by a person, what goes on firing is left alone; what begins to fire is not', async () => {
    const on = await stage()
    const { says, all } = monitored(on)
    await says('firing', 'A')
    const incident = await on.incident()
    await on.incidents.apply(incident, { type: 'resolve', by: ana }, 'resolve-1')
    await on.clock.advance(60 * minutes)
    await says('firing', 'A', { signal: incident.monitored! })
    expect((await on.incident()).state).toBe('resolved')
    await says('firing', 'AB')
    expect(await all()).toHaveLength(2)
  })

  test('merged, what more fires is a line where it went; when that is over, it begins its own', async () => {
    const on = await stage()
    const { says, all, kinds } = monitored(on)
    const other = { key: 'another group', title: 'Down' }
    await says('firing', 'A')
    await says('firing', 'Z', other)
    const named = async (name: string) => (await all()).find(({ title }) => title === name)!
    const [into, from] = [await named('Down'), await named('Slow A')]
    await on.incidents.merge(from, into, ana, 'merge-1')
    const before = await kinds(into.id)
    await says('firing', 'A')
    expect(await says('firing', 'AB')).toBe('taken')
    expect(await says('firing', 'AB')).toBe('repeated')
    await says('firing', 'B')
    expect((await kinds(into.id)).slice(before.length)).toEqual(['alert'])
    await on.clock.advance(minutes)
    await says('over', 'AB')
    expect((await on.incidents.find(into.id))!.state).toBe('triggered')

    await says('over', 'Z', other)
    await says('firing', 'C')
    const open = await on.incidents.open([on.system.system])
    expect(open).toMatchObject([{ title: 'Slow C' }])
    expect(await all()).toHaveLength(3)
  })
})
