import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Verdict } from '../../src/domain/runbook/verdict.ts'
import { drawUp } from '../../src/engine/checklists/draw-up.ts'
import { listNamed, listsIn } from '../../src/engine/checklists/known.ts'
import { createLibrary } from '../../src/runbook/library.ts'
import { systemsOf } from '../stories/stage.ts'

async function volumeOf(name: string) {
  const system = (await systemsOf()).find(one => one.system === name)!
  const text = readFileSync(`systems/${name}.md`, 'utf8')
  const library = createLibrary(
    { of: async () => ({ file: `${name}.md`, text, version: '1' }) },
    { service: async () => undefined, regions: async () => [] },
  )
  return { system, volume: (await library.of(system))! }
}

const steps = {
  verdict: async (): Promise<Verdict> => ({
    class: 'byHand',
    reason: 'nothing runs it',
    risk: 'read',
    troubles: [],
  }),
  asks: () => false,
}

it('every list of the five runbooks that a system file names is there', async () => {
  for (const { system: name, checklists = {} } of await systemsOf()) {
    const { system, volume } = await volumeOf(name)
    const lists = listsIn(system, volume)
    expect(Object.keys(checklists).filter(asked => !listNamed(lists, asked))).toEqual([])
    for (const list of lists) {
      const drawn = await drawUp({ volume, steps }, list, { id: 'x', system: name, weekday: 2 })
      expect([name, list.name, drawn.items.length > 0]).toEqual([name, list.name, true])
    }
  }
})

it('where its parts are days, it is the day’s; on any other day it is all of them', async () => {
  const { system, volume } = await volumeOf('travellr')
  const weekly = listNamed(listsIn(system, volume), 'weekly')!
  const on = (weekday: number) => drawUp({ volume, steps }, weekly, { id: 'x', system: 'travellr', weekday })
  const wednesday = await on(3)
  expect(wednesday.title).toBe('Weekly Tasks: Wednesday')
  expect(wednesday.items.map(({ step, title }) => [step, title])).toEqual([
    [4, 'Run security audit'],
    [5, 'Review performance metrics'],
    [6, 'Check disk space'],
  ])
  expect((await on(2)).items).toHaveLength(9)
})

it('a part by its label; a list by the beginning of its name, where that is clear', async () => {
  const { system, volume } = await volumeOf('flight-schedule-pro')
  const lists = listsIn(system, volume)
  const monthly = listNamed(lists, 'Month')!
  const drawn = await drawUp({ volume, steps }, monthly, { id: 'x', system: 'fsp', weekday: 1 })
  expect([drawn.title, drawn.items.length]).toEqual(['Scheduled Maintenance: Monthly', 3])
  expect(listNamed(lists, 'weekly')!.name).toBe('weekly')
  expect(listNamed(lists, 'week')).toBeUndefined()
})
