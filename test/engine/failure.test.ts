import { WebAPIRateLimitedError } from '@slack/web-api'
import { expect, test } from 'vitest'
import { OutsideError } from '../../src/domain/errors.ts'
import { untilBackMs, verdict } from '../../src/engine/failure.ts'
import { limited } from '../../src/providers/pagerduty/faults.ts'
import { toOutsideError } from '../../src/slack/outside-error.ts'

const wait = (error: unknown) => verdict(error).waitMs

test('who is asked to slow down waits as long as was said', () => {
  expect(wait(limited(7))).toBe(7_000)
  expect(wait(toOutsideError(new WebAPIRateLimitedError(30), 'chat.update'))).toBe(30_000)
  const turn = { service: 'slack', fault: 'limited', effect: 'none', retryAfterMs: 40 } as const
  expect(wait(new OutsideError('chat.update waits 40 ms for its turn.', turn))).toBe(40)
})

test('who is asked to slow down for no time at all waits a second, each time', () => {
  for (const error of [limited(0), toOutsideError(new WebAPIRateLimitedError(0), 'chat.update')]) {
    expect(wait(error)).toBe(1_000)
    expect(verdict(error).counts).toBe(false)
  }
})

test('who is away is asked again when what is owed is twice as late, a page within 5 s and a card within 15', () => {
  const waits = (isUrgent: boolean, lateMs: number) =>
    [0, 1].map(random => untilBackMs(isUrgent, lateMs, random))
  expect(waits(true, 0)).toEqual([125, 250])
  expect(waits(true, 3_000)).toEqual([1_500, 3_000])
  expect(waits(true, 3_600_000)).toEqual([2_500, 5_000])
  expect(waits(false, 3_600_000)).toEqual([7_500, 15_000])
})
