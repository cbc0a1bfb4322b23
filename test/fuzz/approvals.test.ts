import { expect, test } from 'vitest'
import { tryApprovals } from '../../fuzz/approvals/approvals.ts'
import { attempts, axes, axisNames, wrongIn } from '../../fuzz/approvals/attempt.ts'
import { createChance } from '../../simulation/chance.ts'

test('every attempt is wrong in some way and like no other; the same seed makes the same ones', () => {
  const some = (seed: number) => {
    const source = attempts(createChance(seed), attempt => JSON.stringify(attempt))
    return Array.from({ length: 2_000 }, () => source.next().value!)
  }
  expect(some(7)).toEqual(some(7))
  expect(some(7).filter(attempt => wrongIn(attempt).length === 0)).toEqual([])
  expect(new Set(some(7).map(attempt => JSON.stringify(attempt))).size).toBe(2_000)
  const alone = some(7).filter(attempt => wrongIn(attempt).length === 1)
  for (const axis of axisNames)
    for (const wrong of axes[axis].wrong)
      expect([wrong, alone.some(attempt => attempt[axis] === wrong)]).toEqual([wrong, true])
})

test('of what is approved wrongly nothing begins, and approved rightly it does', {
  timeout: 150_000,
}, async () => {
  const { bodies, kinds, faults, begun } = await tryApprovals(1, 450, () => {})
  expect(faults).toEqual([])
  expect(bodies).toBe(450)
  expect(kinds.tried).toBe(kinds.of)
  expect(begun).toEqual({ of: 5, begun: 5 })
})
