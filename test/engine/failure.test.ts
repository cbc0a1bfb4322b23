import { WebAPIRateLimitedError } from '@slack/web-api'
import { expect, test } from 'vitest'
import { OutsideError } from '../../src/domain/errors.ts'
import { verdict } from '../../src/engine/failure.ts'
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
