import { describe, expect, test } from 'vitest'
import type { Incident } from '../../src/domain/incident.ts'
import { unanswered, withoutCard } from '../../src/ports/lists.ts'
import { anIncident, aSave, aSystem, type Begin, rigFor } from './rig.ts'

/** What any `Lists` must keep to, whatever keeps them. */
export function describeLists(name: string, begin: Begin): void {
  describe(`Lists on ${name}`, () => {
    const rig = rigFor(begin)

    function setting() {
      const system = aSystem()
      const cards = withoutCard('C1')
      return {
        system,
        cards,
        of: (list: string, limit?: number) => rig.lists.of(system, list, limit),
        opens: async (id: string, more: Partial<Incident> = {}) => {
          const change = anIncident(system, { id, ...more })
          await rig.store.save(aSave(system, { changes: [change] }))
          return change.incident
        },
        becomes: async (incident: Incident, more: Partial<Incident>) => {
          const { version } = (await rig.store.incident(system, incident.id))!
          const change = { expected: version, incident: { ...incident, ...more }, entries: [] }
          await rig.store.save(aSave(system, { changes: [change] }))
        },
      }
    }

    test('what opens waits for its card, the worst first, then the oldest, then what is over', async () => {
      const { opens, of, cards } = setting()
      await opens('second P2', { severity: 'P2', openedAt: 20 })
      await opens('over', { state: 'resolved', openedAt: 1 })
      await opens('P1', { severity: 'P1', openedAt: 30 })
      await opens('first P2', { severity: 'P2', openedAt: 10 })
      expect(await of(cards)).toEqual(['P1', 'first P2', 'second P2', 'over'])
      expect(await of(cards, 1)).toEqual(['P1'])
      expect(await of(withoutCard('C2'))).toEqual([])
    })

    test('a change moves it; once it has left, no change brings it back', async () => {
      const { system, opens, becomes, of, cards } = setting()
      const [a, b] = [
        await opens('a', { severity: 'P2', openedAt: 10 }),
        await opens('b', { severity: 'P2', openedAt: 20 }),
      ]
      await becomes(b, { severity: 'P1' })
      expect(await of(cards)).toEqual(['b', 'a'])
      await becomes(b, { state: 'resolved' })
      expect(await of(cards)).toEqual(['a', 'b'])
      await rig.lists.leave(system, cards, ['a'])
      await becomes(a, { severity: 'P1' })
      expect(await of(cards)).toEqual(['b'])
      expect(await rig.lists.size(system, cards)).toBe(1)
    })

    test('those that nobody has answered are those that are triggered', async () => {
      const { opens, becomes, of } = setting()
      const a = await opens('a')
      await opens('b', { state: 'acknowledged' })
      expect(await of(unanswered)).toEqual(['a'])
      await becomes(a, { state: 'acknowledged' })
      expect(await of(unanswered)).toEqual([])
      await becomes(a, { state: 'triggered' })
      expect(await of(unanswered)).toEqual(['a'])
    })

    test('called just before it are those of the same severity, and of those of one moment not all', async () => {
      const { system, opens, becomes } = setting()
      const called = (one: Incident, withinMs = 100) => rig.lists.calledBefore(system, one, withinMs)
      await opens('worse', { severity: 'P1', levelAt: 910 })
      await opens('long ago', { severity: 'P2', levelAt: 10 })
      const earlier = await opens('earlier', { severity: 'P2', levelAt: 910 })
      const incident = await opens('this', { severity: 'P2', openedAt: 1, levelAt: 920 })
      await opens('later', { severity: 'P2', openedAt: 1, levelAt: 930 })
      expect([await called(incident), await called(incident, 1_000)]).toEqual([1, 2])
      await becomes(earlier, { level: 2, levelAt: 940 })
      expect(await called(incident)).toBe(0)
      const alike = await Promise.all(['a', 'b', 'c'].map(id => opens(id, { severity: 'P3', levelAt: 5 })))
      expect(await Promise.all(alike.map(one => called(one)))).toEqual([0, 1, 2])
      expect(await called(anIncident(system, { id: 'gone' }).incident)).toBe(0)
    })

    test('a list can take in another, again and again', async () => {
      const { system, opens, of, cards } = setting()
      const a = await opens('a', { openedAt: 10 })
      await rig.lists.enterAll(system, cards, 'storm')
      await rig.lists.leave(system, cards, ['a'])
      await opens('b', { openedAt: 20 })
      await rig.lists.enterAll(system, cards, 'storm')
      await rig.lists.enter(system, 'storm', a)
      expect(await of('storm')).toEqual(['a', 'b'])
      expect(await of(cards)).toEqual(['b'])
    })
  })
}
