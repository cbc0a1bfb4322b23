import { describe, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { stageFor } from './stage.ts'

const stage = stageFor()

describe('what is locked', () => {
  it('says who has it, since when in the reader’s zone and why, and can be asked for', async () => {
    const { opal } = await stage()
    await opal.types('/belay lock api-gateway looking at the leak')
    const { text, buttons } = await opal.types('/belay lock api-gateway me too')
    expect(text).toBe('Opal has api-gateway since 02:14 ("looking at the leak").')
    expect(Object.keys(buttons)).toEqual(['Ask for the lock'])
  })
})

describe('a change that is asked for by its name only', () => {
  it.each([
    ['scale', ['service', 'count', 'for', 'reason']],
    ['lock', ['service', 'reason']],
  ])('%s asks for the rest in a form, with the services there are', async (name, asks) => {
    const { opal } = await stage()
    const { form } = await opal.types(`/belay ${name}`)
    expect(form?.asks).toEqual(asks)
    const named = await opal.types(`/belay ${name} api-gateway`)
    expect(named.form?.asks).toEqual(asks.slice(1))
    const mentioned = await opal.says(name)
    expect(mentioned.form?.asks).toEqual(asks)
  })

  it('what is filled in is done', async () => {
    const { opal } = await stage()
    const told = await opal.submits(
      { service: 'frontend', reason: 'the leak' },
      await opal.types('/belay lock'),
    )
    expect(told.text).toContain('Opal has locked frontend of LearnBot production: "the leak".')
    const which = await opal.types('/belay unlock')
    expect(which.text).toBe('Which service of LearnBot production?')
    expect((await opal.clicks('frontend', which)).text).toContain('Opal has unlocked frontend')
    expect((await opal.types('/belay unlock')).text).toBe('Nothing of LearnBot production is locked by hand.')
  })
})

describe('the help of what changes something', () => {
  const changing = commands.filter(({ args }) => 'dry-run' in args.shape)

  it.each(changing.map(({ name }) => name))('%s tells of each option', async name => {
    const { zed } = await stage()
    const { text } = await zed.types(`/belay help ${name}`)
    for (const option of ['--reason …', '--dry-run', '--for …', '--incident …', '--env …'])
      expect(text).toContain(option)
  })
})

it('the help of one command begins with its name', async () => {
  const { zed } = await stage()
  expect((await zed.types('/belay help restart')).text).toMatch(/^restart\n\/belay restart api-gateway/)
})

describe('what is silenced', () => {
  it('may be looked at by whoever may list it; to silence takes more', async () => {
    const { ana, zed } = await stage()
    expect((await ana.types('/silence')).text).toContain('Nothing of LearnBot is silenced')
    expect((await ana.types('/silence learnbot production')).text).toContain(
      'Nothing of LearnBot is silenced',
    )
    expect((await ana.types('/silence alertname=X')).text).toContain("Only LearnBot's operators")
    expect((await zed.types('/silence')).text).toContain("Only LearnBot's responders")
  })
})
