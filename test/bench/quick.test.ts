import { expect, test } from 'vitest'
import { bundle } from '../../bench/build.ts'
import type { Child } from '../../bench/child.ts'
import { endpoints } from '../../bench/endpoints.ts'
import type { Outside } from '../../bench/outside.ts'
import { table } from '../../bench/table.ts'
import { verdict } from '../../bench/verdict.ts'

test('one round of what takes least: a server is measured, and what comes of it is a row with its ratio', async () => {
  bundle(['bench/servers/belay-health.ts'], 'bench/dist/bench/servers')
  const told: string[] = []
  // Its endpoints are its own: nothing outside is asked.
  const outside = {} as Child<Outside>
  const rows = await endpoints.run({ outside, rounds: 1, say: text => told.push(text) })
  expect(told).toEqual(['looks, round 1 of 1'])
  expect(table(rows).split('\n').at(-1)).toMatch(
    /^\| Health of 200 endpoints, .* \| [\d,]+ ms \| [\d,]+ ms \| [\d.]+ \([\d.]+–[\d.]+\) \| at most 1.1 \| (yes|no) +\|$/,
  )
  expect(verdict(rows, []).text).toMatch(/^[01] of 1 aims met/)
})
