import type { KnownBlock } from '@slack/types'
import { describe, expect, it } from 'vitest'
import { card } from '../../blocks/card.ts'
import { commands, slashCommands } from '../../commands/index.ts'
import { parse } from '../../src/engine/grammar.ts'
import { createWorld, shown } from '../engine/fakes.ts'

describe('health', () => {
  it('answers whoever asks, and everybody in an incident’s thread', async () => {
    const { say, inThread, openIncident, lookedAt } = createWorld()
    const alone = await say('health', { user: 'UZED' })
    expect(alone.to).toBe('person')
    expect(shown(alone)).toContain('LearnBot production: 2 fine')
    const together = await inThread(openIncident(), 'health Api-Gateway')
    expect(together.to).toBe('channel')
    expect(shown(together)).toContain('LearnBot production: 1 fine')
    expect(lookedAt).toEqual([
      ['learnbot', 'production', undefined],
      ['learnbot', 'production', 'api-gateway'],
    ])
  })
})

it('oncall names who would be told, and pings nobody', async () => {
  const { say } = createWorld()
  const reply = await say('oncall', { user: 'UZED' })
  expect(shown(reply)).toContain('On call for LearnBot: Ana')
  expect(JSON.stringify(reply)).not.toContain('UANA')
})

describe('help', () => {
  it('is there for everybody everywhere', async () => {
    const { say } = createWorld()
    const text = shown(await say('', { channel: 'CRANDOM', user: 'UZED' }))
    for (const { example } of commands) expect(text).toContain(`/belay ${example}`)
  })

  it('tells of one topic, or one command', async () => {
    const { say } = createWorld()
    expect(shown(await say('incident'))).not.toContain('/belay health')
    expect(shown(await say('incident ack --help'))).not.toContain('/belay incident list')
    expect(shown(await say('help nonsense'))).toContain('/belay health')
  })
})

describe('the commands', () => {
  it('have names of their own', () => {
    const names = commands.flatMap(({ name, aliases = [] }) => [name, ...aliases])
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter(name => name !== name.toLowerCase())).toEqual([])
  })

  it.each(commands.map(command => [command.name, command] as const))(
    '%s gives an example that it understands itself, and arguments that exist',
    async (name, command) => {
      expect(parse(command.example, commands).command.name).toBe(name)
      const known = Object.keys(command.args.shape)
      for (const argument of [...(command.positional ?? []), ...(command.rest ? [command.rest] : [])])
        expect(known).toContain(argument)
    },
  )

  it('are reached by these slash commands, each of them the beginning of a command', () => {
    expect(slashCommands).toEqual(['/belay', '/incident', '/health'])
    for (const slash of slashCommands.slice(1))
      expect(commands.some(({ name }) => name.split(' ')[0] === slash.slice(1))).toBe(true)
  })

  it.each([[[]], [['ack']], [['mitigate']], [['resolve']]])(
    'do what an incident’s card offers after %j',
    async lines => {
      const { say, openIncident, now, outcomes } = createWorld()
      const incident = openIncident()
      openIncident()
      for (const line of lines) await say(`incident ${line} ${incident.id}`)
      const offers = offersIn(card(now(incident)).blocks)
      expect(offers.length).toBeGreaterThan(2)
      for (const command of offers) {
        const world = createWorld()
        const same = world.openIncident()
        world.openIncident()
        for (const line of lines) await world.say(`incident ${line} ${same.id}`)
        await world.say(command, { source: 'button', triggerId: 'T1' })
        expect([command, world.outcomes.at(-1)?.outcome]).toEqual([command, 'done'])
      }
      expect(outcomes.every(({ outcome }) => outcome === 'done')).toBe(true)
    },
  )
})

/** The commands that buttons and menus carry. */
function offersIn(blocks: KnownBlock[]): string[] {
  return blocks
    .flatMap(block => (block.type === 'actions' ? block.elements : []))
    .flatMap(element => {
      if (element.type === 'button') return [element.value ?? '']
      if (element.type !== 'static_select' && element.type !== 'overflow') return []
      return (element.options ?? []).map(({ value }) => value ?? '')
    })
}
