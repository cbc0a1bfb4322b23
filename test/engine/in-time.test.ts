import { expect, test } from 'vitest'
import { inTime } from '../../src/engine/in-time.ts'

test('what is there in time is given, and what is refused in time is told', async () => {
  expect(await inTime(Promise.resolve('plan'))).toBe('plan')
  await expect(inTime(Promise.reject(new Error('locked')))).rejects.toThrow('locked')
})

test('a form does without what does not come, also when that fails in the end', async () => {
  let fail: (error: Error) => void = () => {}
  const late = new Promise<string>((_, reject) => {
    fail = reject
  })
  expect(await inTime(late)).toBeUndefined()
  fail(new Error('AWS is away'))
  await new Promise(setImmediate)
})
