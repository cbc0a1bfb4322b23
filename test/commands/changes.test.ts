import { describe, expect, it } from 'vitest'
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
