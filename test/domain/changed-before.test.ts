import { expect, test } from 'vitest'
import { changedBefore } from '../../src/domain/changed-before.ts'
import { ana, aPlan, aRun, at, minute } from './run/cast.ts'

const begun = (before: number, more: Parameters<typeof aRun>[0] = {}) =>
  aRun({ startedAt: at - before * minute, state: 'succeeded', ...more })
const found = (...runs: ReturnType<typeof aRun>[]) =>
  changedBefore(runs, { environment: 'production', service: 'api-gateway', at })

test('a deploy a few minutes before is told with what it changed, and leads to its rollback', () => {
  const deploy = begun(12, { operation: 'deploy' })
  expect(found(deploy)).toEqual({
    run: deploy.id,
    label: 'deploy of api-gateway',
    shifts: [{ from: '41 a1b2c3d', to: '40 9f8e7d6' }],
    by: ana,
    at: at - 12 * minute,
    deployed: { environment: 'production', service: 'api-gateway' },
  })
})

test('the latest of the service, also when it has failed or goes on; then of its environment', () => {
  const other = begun(5, { service: 'frontend' })
  const own = begun(30, { state: 'failed' })
  expect(found(other, own, begun(40))?.run).toBe(own.id)
  expect(found(other)?.run).toBe(other.id)
})

test('what environments share was changed in each of them', () => {
  const shared = begun(5, { environment: 'staging', plan: aPlan({ shared: ['production'] }) })
  expect(found(shared)?.run).toBe(shared.id)
  expect(found(begun(5, { environment: 'staging' }))).toBeUndefined()
})

test('what was only asked for, was long ago, came after it, or changes little, is not told', () => {
  expect(found(aRun(), begun(121), begun(-1), begun(5, { risk: 'mild' }))).toBeUndefined()
  expect(found(begun(-0.01))).toBeDefined()
})
