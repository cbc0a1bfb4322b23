import { expect, it } from 'vitest'
import { notOnFargate } from '../../src/domain/fargate.ts'

it.each([
  [256, 512],
  [512, 1024],
  [1024, 2048],
  [4096, 30_720],
  [8192, 20_480],
  [16_384, 122_880],
])('%d CPU units with %d MB is what Fargate has', (cpu, memory) => {
  expect(notOnFargate({ cpu, memory })).toBeUndefined()
})

it.each([
  [256, 4096, 'With 256 CPU units Fargate gives 512, 1024 or 2048 MB', { cpu: 256, memory: 2048 }],
  [1024, 1024, 'gives 2048 to 8192, in steps of 1024, MB', { cpu: 1024, memory: 2048 }],
  [8192, 17_000, 'gives 16384 to 61440, in steps of 4096, MB', { cpu: 8192, memory: 20_480 }],
  [1000, 2048, 'Fargate has no 1000 CPU units: it has 256, 512, 1024', { cpu: 1024, memory: 2048 }],
  [99_999, 999_999, 'Fargate has no 99999 CPU units', { cpu: 16_384, memory: 122_880 }],
])('%d CPU units with %d MB is not, and why, and what would be', (cpu, memory, why, nearest) => {
  const not = notOnFargate({ cpu, memory })
  expect(not?.why).toContain(why)
  expect(not?.nearest).toEqual(nearest)
})
