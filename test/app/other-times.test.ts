import { expect, test, vi } from 'vitest'
import { tellingTimes } from '../../src/app/other-times.ts'
import type { Volume } from '../../src/runbook/library.ts'
import { readRunbook } from '../../src/runbook/read.ts'
import { system } from '../domain/system-file.ts'

test('a runbook that has other times than its system file is told of when it is read, and again when it was changed', async () => {
  const volumeOf = (time: string) =>
    ({ runbook: readRunbook('x.md', `| Level | Response |\n|---|---|\n| P2 | ${time} |\n`) }) as Volume
  let volume = volumeOf('30 min')
  const log = { warn: vi.fn() }
  const library = tellingTimes({ of: async () => volume }, log as never)
  const learnbot = system()
  await library.of(learnbot)
  expect(await library.of(learnbot)).toBe(volume)
  const finding = (time: string) => [
    { finding: `x.md:3 P2: ${time} by this table, and 1 h by severities.P2.acknowledge of the system file` },
    'preflight',
  ]
  expect(log.warn.mock.calls).toEqual([finding('30 min')])
  volume = volumeOf('2 hours')
  await library.of(learnbot)
  volume = volumeOf('1 hour')
  await library.of(learnbot)
  expect(log.warn.mock.calls).toEqual([finding('30 min'), finding('2 h')])
})
