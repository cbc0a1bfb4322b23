import { expect, it } from 'vitest'
import { stageFor } from './stage.ts'

const stage = stageFor()

it('takes what nobody has of the system in this channel, each for itself', async () => {
  const { ana, ben, page, all, thread } = await stage()
  await page()
  await page({ severity: 'P2' })
  const staging = await page({ environment: 'staging' })
  await page()
  await ana.types('/incident resolve INC-4')
  const taken = await ben.types('/incident ack-all learnbot')
  expect(taken.text).toBe('✓ 2 incidents of LearnBot are yours.')
  expect((await ben.clicks('List incidents', taken)).text).toContain('3 open incidents')
  expect((await all()).map(({ state, lead }) => [state, lead?.name])).toEqual([
    ['acknowledged', 'Ben'],
    ['acknowledged', 'Ben'],
    ['triggered', undefined],
    ['resolved', undefined],
  ])
  expect(await thread((await all())[1]!)).toContain('Ben acknowledged')
  expect(await thread(staging)).not.toContain('acknowledged')
})

it('alone with Belay takes them wherever they live', async () => {
  const { ana, page, all } = await stage()
  await page()
  await page({ environment: 'staging' })
  await ana.typesToBelay('/incident ack-all learnbot')
  expect((await all()).map(({ state }) => state)).toEqual(['acknowledged', 'acknowledged'])
})

it('says how many somebody else took meanwhile', async () => {
  const { ana, ben, page, faces, happened } = await stage()
  const first = await page()
  await page()
  const { open } = faces.incidents
  faces.incidents.open = async systems => {
    const before = await open(systems)
    await ben.types('/incident ack INC-1')
    return before
  }
  expect((await ana.types('/incident ack-all learnbot')).text).toBe(
    '✓ 1 incident of LearnBot is yours. 1 went to somebody else meanwhile.',
  )
  expect(await happened(first)).toEqual(['opened', 'level', 'acknowledged'])
})

it('with nothing to take says so, and offers the list', async () => {
  const { ana, page } = await stage()
  await page()
  await ana.types('/incident ack')
  const { text, buttons } = await ana.types('/incident ack-all learnbot')
  expect(text).toBe('Somebody has every open incident of LearnBot here already.')
  expect(buttons).toEqual({ 'List incidents': 'incident list' })
})

it('where several systems live takes of the one that is chosen', async () => {
  const { tom, page, all } = await stage()
  await page({ system: 'travelbot' })
  await page({ system: 'arbor', severity: 'P2' })
  const asked = await tom.types('/incident ack-all', '#ops')
  expect(asked.text).toBe('Which system? TravelBot, Arbor Energy live here.')
  expect((await tom.clicks('Arbor Energy', asked)).text).toBe('✓ 1 incident of Arbor Energy is yours.')
  expect([(await all('travelbot'))[0]?.state, (await all('arbor'))[0]?.state]).toEqual([
    'triggered',
    'acknowledged',
  ])
})
