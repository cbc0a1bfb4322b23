import { expect, test } from 'vitest'
import { addressesOf } from '../../fuzz/addresses.ts'
import { startBelay } from '../../fuzz/child.ts'
import { secretsOf, surroundings } from '../../fuzz/place.ts'
import { examples } from '../../fuzz/requests/requests.ts'
import { storm } from '../../fuzz/requests/storm.ts'
import { createChance } from '../../simulation/chance.ts'

const aheadMs = 3 * 3_600_000

test('a Belay that has been put hours ahead, so that it forgets, takes requests as before', {
  timeout: 120_000,
}, async () => {
  const around = await surroundings()
  const { world, systems, responseUrl } = around
  const belay = await startBelay({ config: world.config, systems, addresses: addressesOf(world) })
  try {
    await belay.ahead(aheadMs)
    const told = await storm({
      url: belay.url,
      secrets: secretsOf(world, () => Date.now() + aheadMs),
      lines: { examples, responseUrl },
      sns: world.sns,
      chance: createChance(3),
      count: 300,
    })
    expect(told.faults).toEqual([])
    for (const door of ['slack slash 200', 'pagerduty webhook 202', 'alertmanager webhook 202'])
      expect([door, told.counts.has(door)]).toEqual([door, true])
  } finally {
    await belay.stop()
    await around.stop()
  }
})
