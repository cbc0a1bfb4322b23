import { describe, expect, it } from 'vitest'
import { digest, digestOver } from '../../blocks/digest.ts'
import { storm, stormOver } from '../../blocks/storm.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { faults } from './check.ts'
import { clicks, reads } from './reading.ts'
import { acknowledged, began, min, resolved, triggered } from './sample.ts'

const many = (count: number, make: (more: Partial<Incident>) => Incident, more: Partial<Incident> = {}) =>
  Array.from({ length: count }, (_, i) =>
    make({ id: `${more.severity}${i}`, number: i, openedAt: began + i * min, ...more }),
  )
const crowd = {
  system: 'learnbot',
  title: 'LearnBot',
  incidents: [
    ...many(288, triggered, { severity: 'P2', number: 7 }),
    ...many(2, triggered, { severity: 'P1', title: 'database is gone' }),
    ...many(10, acknowledged),
    ...many(3, resolved),
  ],
}

describe('a storm', () => {
  it('says how many, how bad, since when and how many wait, and names the worst', () => {
    const message = storm(crowd, 250)
    expect(message.text).toBe('🔴 303 incidents, worst P1 triggered · LearnBot')
    const read = reads(message)
    expect(read).toContain('15 P1, 288 P2')
    expect(read).toContain('290 triggered, 10 acknowledged, 3 resolved · since 02:14')
    expect(read).toContain('250 have no message of their own yet, the worst come first')
    expect(read).toContain('INC-0\ndatabase is gone\n🔴 P1 triggered')
    expect(read).toContain('and 295 more')
    expect(faults(message)).toEqual([])
  })

  it('offers to take all, or one, as long as nobody has some', () => {
    expect(clicks(storm(crowd, 9))).toMatchObject({
      'Acknowledge all': 'incident ack-all learnbot',
      'P1 INC-0 database is gone': 'incident ack P10',
    })
    expect(clicks(storm({ ...crowd, incidents: many(9, acknowledged) }, 9))).toEqual({
      List: 'incident list',
    })
  })

  it('has a row of its own for each choice of incidents, also where they are as many: one is answered, one is new', () => {
    const rowOf = (...ids: string[]) => {
      const incidents = ids.map(id => triggered({ id }))
      return storm({ ...crowd, incidents }, 9).blocks.at(-1)?.block_id
    }
    expect(rowOf('a', 'b')).not.toBe(rowOf('b', 'c'))
    expect(rowOf('a', 'b')).toBe(rowOf('a', 'b'))
    expect(rowOf('a', 'b')).toMatch(/^learnbot:/)
  })

  it('says when it is over, nothing that could go stale, and can be taken whole as long as nobody has some', () => {
    const message = stormOver(crowd)
    expect(message.text).toMatch(/^303 incidents of LearnBot since /)
    expect(message.text).toContain('each has a message of its own now')
    expect(clicks(message)).toEqual({
      'Acknowledge all': 'incident ack-all learnbot',
      List: 'incident list',
    })
    const taken = stormOver({ ...crowd, incidents: many(9, acknowledged) })
    expect(clicks(taken)).toEqual({ List: 'incident list' })
  })
})

describe('a digest', () => {
  it('counts what its reader was not told of one by one, and says as what they are asked', () => {
    const incidents = many(40, triggered)
    const message = digest({ ...crowd, incidents }, 2)
    expect(message.text).toBe('🔴 40 more incidents, worst P1 triggered · LearnBot')
    expect(reads(message)).toContain('You are on level 2')
    expect(clicks(message)).toHaveProperty('Acknowledge all')
    expect(digest({ ...crowd, incidents: many(1, triggered) }, 2).text).toContain('🔴 1 more incident, worst')
  })

  it('leads to whose they are once it is over: they may be its reader’s', () => {
    const over = digestOver({ ...crowd, incidents: many(25, acknowledged) })
    expect(over.text).toBe('✓ LearnBot: nobody is called any more for these 25 incidents')
    expect(clicks(over)).toEqual({ 'Open incidents': 'incident list' })
  })
})
