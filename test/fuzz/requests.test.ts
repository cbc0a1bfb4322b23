import { pino } from 'pino'
import { expect, test } from 'vitest'
import { isFault } from '../../fuzz/logged.ts'
import { secretsOf, systemsOf } from '../../fuzz/place.ts'
import { examples } from '../../fuzz/requests/requests.ts'
import { storm } from '../../fuzz/requests/storm.ts'
import { createWorld } from '../../sandbox/world.ts'
import { createChance } from '../../simulation/chance.ts'

test('random requests on every route: no fault of ours, and nobody is let in without proof', {
  timeout: 120_000,
}, async () => {
  const logged: string[] = []
  const log = pino({ level: 'error' }, { write: line => void logged.push(line) })
  const world = await createWorld({ systems: await systemsOf(), log })
  try {
    await world.belay()
    const { origin } = new URL(world.webhookUrl())
    const told = await storm({
      url: origin,
      secrets: secretsOf(world, Date.now),
      lines: { examples, responseUrl: `${origin}/nowhere` },
      sns: world.sns,
      chance: createChance(1),
      count: 1_200,
    })
    expect(told.faults).toEqual([])
    for (const door of [
      'slack slash 200',
      'pagerduty webhook 202',
      'alertmanager webhook 202',
      'sns alarm 202',
    ])
      expect([door, told.counts.has(door)]).toEqual([door, true])
  } finally {
    await world.stop()
  }
  expect(logged.filter(isFault)).toEqual([])
})
