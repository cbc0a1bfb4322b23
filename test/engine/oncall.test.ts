import { expect, it } from 'vitest'
import { OutsideError } from '../../src/domain/errors.ts'
import { SystemFile } from '../../src/domain/system-file.ts'
import { createOnCalls } from '../../src/engine/oncall.ts'
import { pagerFindings } from '../../src/engine/preflight.ts'
import type { Directory } from '../../src/ports/directory.ts'
import type { OnCall, Pager } from '../../src/ports/pager.ts'

const system = SystemFile.parse({
  system: 'learnbot',
  title: 'LearnBot',
  people: { responders: ['@oncall'] },
  severities: { P1: { acknowledge: '15m' } },
  escalation: [{ notify: ['@oncall'] }],
  pagerduty: { services: { PSTAGE: { environment: 'staging' }, PPROD: { environment: 'production' } } },
  environments: { staging: { channel: '#staging' }, production: { channel: '#alerts' } },
})
const directory = { people: async () => [{ id: 'UANA', name: 'Ana' }] } as unknown as Directory
const away = new OutsideError('PagerDuty did not answer.', {
  service: 'pagerduty',
  fault: 'away',
  effect: 'none',
})
const level = (name: string): OnCall[] => [{ level: 1, user: { id: name, name } }]
const pagerOf = (oncall: (service: string) => Promise<OnCall[]>) => ({ oncall }) as unknown as Pager

it('who is on call is who is on call for production, whatever is listed first', async () => {
  const pager = pagerOf(async service => level(service))
  expect(await createOnCalls(directory, pager).of(system)).toEqual({
    source: 'pagerduty',
    levels: level('PPROD'),
  })
})

it('with PagerDuty away, or without it, it is who the ladder names, and the answer says so', async () => {
  const ladder = { source: 'ladder', levels: [{ level: 1, user: { id: 'UANA', name: 'Ana' } }] }
  expect(
    await createOnCalls(
      directory,
      pagerOf(() => Promise.reject(away)),
    ).of(system),
  ).toEqual(ladder)
  expect(await createOnCalls(directory, undefined).of(system)).toEqual(ladder)
})

it('a bug is not taken for PagerDuty being away', async () => {
  const broken = pagerOf(() => Promise.reject(new TypeError('a fault of ours')))
  await expect(createOnCalls(directory, broken).of(system)).rejects.toThrow('a fault of ours')
})

it('at the start it is said for whom nobody is on call, and what could not be looked at', async () => {
  const pager = pagerOf(service => (service === 'PPROD' ? Promise.resolve([]) : Promise.reject(away)))
  expect(await pagerFindings([system], pager)).toEqual([
    "PagerDuty's service PSTAGE of LearnBot could not be looked at: PagerDuty did not answer.",
    "Nobody is on call in PagerDuty for LearnBot's service PPROD.",
  ])
})
