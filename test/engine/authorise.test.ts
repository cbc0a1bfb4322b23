import { describe, expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { OutsideError, UserError } from '../../src/domain/errors.ts'
import { authorise } from '../../src/engine/authorise.ts'
import type { Command } from '../../src/engine/command.ts'
import { buttonsOf, createWorld, learnbot, shown } from './fakes.ts'

const responder = 'UANA'
const operator = 'UOPAL'
const approver = 'UCARA'
const onLadderOnly = 'UCTO'
const nobody = 'UZED'

const home = 'CLEARN'
const staging = 'CSTAGE'
const elsewhere = 'CRANDOM'
const othersHome = 'COPS'
const groupMessage = 'GGROUP1'
const direct = 'DANA'
const nowhere = undefined

/** What is given away to anyone is named here; everything else is by the role that its command says. */
const forAnyone = [
  'incident declare',
  'incident list',
  'incident show',
  'oncall',
  'dashboards',
  'health',
  'help',
  'runs',
  'run show',
  'parked',
  'schedules',
]
const withPermission = (permission: Command['permission']) =>
  commands.filter(one => one.permission === permission).map(({ name }) => name)

async function may(command: Pick<Command, 'name' | 'permission'>, user: string, channel: string | undefined) {
  const { faces } = createWorld()
  try {
    await authorise(command, learnbot, { user, ...(channel && { channel }) }, faces)
    return true
  } catch (error) {
    expect(error).toBeInstanceOf(UserError)
    return false
  }
}

describe('who may do what, and where', () => {
  const named = (names: string[]) => commands.filter(({ name }) => names.includes(name))

  it.each([
    [home, [responder, operator, approver, onLadderOnly, nobody]],
    [staging, [responder, operator, approver, onLadderOnly, nobody]],
    [direct, [responder, operator, approver, onLadderOnly]],
    [nowhere, [responder, operator, approver, onLadderOnly]],
    [elsewhere, []],
    [othersHome, []],
    [groupMessage, []],
  ])('what anyone may, in %s', async (channel, allowed) => {
    for (const command of named(forAnyone)) {
      for (const user of [responder, operator, approver, onLadderOnly, nobody])
        expect([command.name, user, await may(command, user, channel)]).toEqual([
          command.name,
          user,
          allowed.includes(user),
        ])
    }
  })

  it.each([
    [home, [responder, approver, onLadderOnly]],
    [staging, [responder, approver, onLadderOnly]],
    [direct, [responder, approver, onLadderOnly]],
    [nowhere, [responder, approver, onLadderOnly]],
    [elsewhere, []],
    [othersHome, []],
    [groupMessage, []],
  ])('what responders may, and whoever the ladder tells, in %s', async (channel, allowed) => {
    for (const command of named(withPermission('responders'))) {
      for (const user of [responder, operator, approver, onLadderOnly, nobody])
        expect([command.name, user, await may(command, user, channel)]).toEqual([
          command.name,
          user,
          allowed.includes(user),
        ])
    }
  })

  it.each([
    ['operators', [operator]],
    ['approvers', [approver]],
    ['operators or approvers', [operator, approver]],
  ] as const)('what %s may, they alone, and in no other channel', async (permission, people) => {
    const allowed: string[] = [...people]
    expect(withPermission(permission)).not.toEqual([])
    for (const command of named(withPermission(permission)))
      for (const user of [responder, operator, approver, onLadderOnly, nobody])
        for (const channel of [home, staging, direct, elsewhere, othersHome])
          expect([command.name, user, channel, await may(command, user, channel)]).toEqual([
            command.name,
            user,
            channel,
            allowed.includes(user) && channel !== elsewhere && channel !== othersHome,
          ])
  })

  it('nothing is given away to anyone that is not named here', () => {
    expect(withPermission('anyone').sort()).toEqual([...forAnyone].sort())
  })

  it.each([
    ['operators', [operator]],
    ['approvers', [approver]],
  ] as const)('%s only, and no responder by that', async (permission, allowed) => {
    for (const user of [responder, operator, approver, onLadderOnly, nobody])
      expect([user, await may({ name: 'deploy', permission }, user, home)]).toEqual([
        user,
        allowed.some(one => one === user),
      ])
  })
})

describe('a refusal', () => {
  it('names who may, and offers to see who is on call', async () => {
    const { say, openIncident, now } = createWorld()
    const incident = openIncident()
    const reply = await say('incident ack 42', { user: nobody })
    expect(shown(reply)).toContain("Only LearnBot's responders (@learnbot-oncall) may use incident ack.")
    expect(buttonsOf(reply)).toEqual({ 'Who is on call': 'oncall --system learnbot' })
    expect(now(incident).state).toBe('triggered')
  })

  it('calls people by their names', async () => {
    const { say, openIncident } = createWorld()
    openIncident({ system: 'travelbot' })
    expect(shown(await say('incident ack 42', { user: nobody, channel: 'COPS' }))).toContain(
      "Only TravelBot's responders (Tom) may use incident ack.",
    )
  })

  it('says where a system lives, to a channel that it does not live in', async () => {
    const { say, openIncident } = createWorld()
    openIncident({ title: 'keys leaked' })
    const reply = await say('incident show INC-42', { channel: elsewhere })
    expect(shown(reply)).toContain('This channel has no rights over LearnBot')
    expect(shown(reply)).toContain(
      'Ask in #learnbot-alerts or #learnbot-staging, or in a direct message to Belay.',
    )
    expect(shown(reply)).not.toContain('keys leaked')
  })

  it('says that a role cannot be known while Slack does not tell', async () => {
    const { faces, say, openIncident, now } = createWorld()
    faces.people.has = async () => {
      throw new OutsideError('usergroups.users.list', { service: 'slack', fault: 'away', effect: 'none' })
    }
    const incident = openIncident()
    const reply = await say('incident ack 42')
    expect(shown(reply)).toContain(
      "Slack does not say at the moment who LearnBot's responders are, so nobody may do this until it does.",
    )
    expect(now(incident).state).toBe('triggered')
  })

  it('says which group has nobody in it', async () => {
    const { faces, say, openIncident } = createWorld()
    faces.people.has = async () => {
      throw new UserError('Slack knows nobody in @learnbot-oncall.')
    }
    openIncident()
    expect(shown(await say('incident ack 42'))).toContain('Slack knows nobody in @learnbot-oncall.')
  })
})

describe('every way in is authorised afresh', () => {
  it.each(['button', 'modal', 'mention', 'shortcut', 'slash'] as const)('by %s', async source => {
    const { say, openIncident, now } = createWorld()
    const incident = openIncident()
    const given = { source, user: nobody, fields: { text: 'all is well' } }
    expect(shown(await say(`incident resolve ${incident.id}`, given))).toContain("Only LearnBot's responders")
    expect(now(incident).state).toBe('triggered')
  })

  it('also after a role was lost', async () => {
    const { faces, say, openIncident, now } = createWorld()
    const incident = openIncident()
    await say(`incident ack ${incident.id}`, { source: 'button' })
    faces.people.has = async () => false
    expect(shown(await say(`incident resolve ${incident.id}`, { source: 'button' }))).toContain(
      'Only LearnBot',
    )
    expect(now(incident).state).toBe('acknowledged')
  })
})

it('a page in a direct message is acknowledged there by whom it tells', async () => {
  const { say, openIncident, now } = createWorld()
  const incident = openIncident()
  const given = { source: 'button', channel: 'DCTO', user: onLadderOnly } as const
  expect(shown(await say(`incident ack ${incident.id}`, given))).toContain('INC-42 is yours.')
  expect(now(incident).lead?.name).toBe('Chris')
})
