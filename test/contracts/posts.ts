import { describe, expect, test } from 'vitest'
import type { Post } from '../../src/ports/posts.ts'
import { aSystem, type Begin, claimedSoon, rigFor } from './rig.ts'

const sending: Post = { state: 'sending', channel: 'C1', since: 1, lastSendBy: 2 }
const posted: Post = { state: 'posted', channel: 'C1', ts: '171.2', shown: 'digest', upTo: 4 }

/** What any `Posts` must keep to, whatever keeps them. */
export function describePosts(name: string, begin: Begin): void {
  describe(`Posts on ${name}`, () => {
    const rig = rigFor(begin)

    async function claimed(leaseMs: number) {
      const system = aSystem()
      await rig.queue.order(system, [{ job: { kind: 'show', incident: 'i1' }, due: 1, when: 'earlier' }])
      const claim = () => rig.queue.claim(system, 1, leaseMs, ['show'])
      return { system, claim: (await claim()).claims[0]!, takeOver: () => claimedSoon(claim) }
    }

    test('an incident has its posts by intent, and each other incident its own', async () => {
      const { system, claim } = await claimed(60_000)
      expect(await rig.posts.put(system, 'i1', 'card', sending, claim)).toBe(true)
      expect(await rig.posts.put(system, 'i1', 'card', posted, claim)).toBe(true)
      expect(await rig.posts.put(system, 'i1', 'entry:0', sending, claim)).toBe(true)
      expect(await rig.posts.get(system, 'i1', 'card')).toEqual(posted)
      expect(await rig.posts.get(system, 'i1', 'entry:1')).toBeUndefined()
      expect(await rig.posts.all(system, 'i1')).toEqual({ card: posted, 'entry:0': sending })
      expect(await rig.posts.all(system, 'i2')).toEqual({})
      expect(await rig.posts.forget(system, 'i1', 'card', claim)).toBe(true)
      expect(await rig.posts.all(system, 'i1')).toEqual({ 'entry:0': sending })
    })

    test('who has lost the claim changes nothing', async () => {
      const { system, claim, takeOver } = await claimed(5)
      await rig.posts.put(system, 'i1', 'card', sending, claim)
      const next = (await takeOver()).claims[0]!
      expect(await rig.posts.put(system, 'i1', 'card', posted, claim)).toBe(false)
      expect(await rig.posts.forget(system, 'i1', 'card', claim)).toBe(false)
      expect(await rig.posts.get(system, 'i1', 'card')).toEqual(sending)
      expect(await rig.posts.put(system, 'i1', 'card', posted, next)).toBe(true)
      await rig.queue.done(system, next)
      expect(await rig.posts.put(system, 'i1', 'card', sending, next)).toBe(false)
    })
  })
}
