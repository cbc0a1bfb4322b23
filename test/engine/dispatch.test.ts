import { WebAPIPlatformError } from '@slack/web-api'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OutsideError } from '../../src/domain/errors.ts'
import { refused } from '../../src/providers/pagerduty/faults.ts'
import { toOutsideError } from '../../src/slack/outside-error.ts'
import { buttonsOf, createWorld, modalOf, shown } from './fakes.ts'

describe('which incident is meant', () => {
  it.each([
    'incident ack INC-43',
    'ack inc43',
    'incident ack 43',
    'incident ack #43',
    'ack --incident INC-43',
  ])('%s', async line => {
    const { say, openIncident, now } = createWorld()
    const [other, meant] = [openIncident(), openIncident()]
    await say(line)
    expect([now(other).state, now(meant).state]).toEqual(['triggered', 'acknowledged'])
  })

  it('the one whose random id a button carries, also where there are arguments', async () => {
    const { say, openIncident, now } = createWorld()
    const [other, meant] = [openIncident(), openIncident()]
    await say(`incident severity ${meant.id} P2`, { source: 'button' })
    await say(`incident note ${meant.id}`, { source: 'modal', fields: { text: 'queue is empty' } })
    await say(`incident escalate ${meant.id} 2`, { source: 'button' })
    expect(now(meant)).toMatchObject({ severity: 'P2', level: 2 })
    expect(now(other)).toMatchObject({ severity: 'P1', level: 1, entries: 2 })
  })

  it('the one a number names, where the level is said by name', async () => {
    const { say, openIncident, now } = createWorld()
    const [other, meant] = [openIncident(), openIncident()]
    await say('incident escalate 43 --level 2')
    expect([now(other).level, now(meant).level]).toEqual([1, 2])
  })

  it('the thread’s, when none is named', async () => {
    const { inThread, openIncident, now } = createWorld()
    const [other, meant] = [openIncident(), openIncident()]
    await inThread(meant, 'ack')
    await inThread(meant, 'escalate 3')
    expect(now(meant)).toMatchObject({ level: 3 })
    await inThread(meant, 'note 42 requests were lost')
    await inThread(meant, 'snooze 4 business hours')
    expect(now(other)).toMatchObject({ state: 'triggered', entries: 2 })
  })

  it('another one than the thread’s, when that is named', async () => {
    const { inThread, openIncident, now } = createWorld()
    const [other, here] = [openIncident(), openIncident()]
    await inThread(here, 'resolve INC-42 "a false alarm"')
    expect([now(other).state, now(here).state]).toEqual(['resolved', 'triggered'])
  })

  it('the only open one of the channel, else', async () => {
    const { say, openIncident, now, all } = createWorld()
    const meant = openIncident()
    openIncident({ system: 'travelbot' })
    await say('ack')
    expect(now(meant).state).toBe('acknowledged')
    expect(all()).toHaveLength(2)
  })

  it('not one whose environment has another channel', async () => {
    const { say, openIncident, now } = createWorld()
    const [meant, elsewhere] = [openIncident(), openIncident({ environment: 'staging' })]
    await say('ack')
    expect([now(meant).state, now(elsewhere).state]).toEqual(['acknowledged', 'triggered'])
  })

  it('is found, where its system lives, whatever the file calls its environment by now', async () => {
    const { say, openIncident, now } = createWorld()
    const renamed = openIncident()
    renamed.environment = 'live'
    await say('ack')
    expect(now(renamed).state).toBe('acknowledged')
  })

  it('is asked, when several are open, and the choice goes on with what was said', async () => {
    const { say, openIncident, now } = createWorld()
    const [first, second] = [
      openIncident({ service: 'api-gateway', title: 'logins fail' }),
      openIncident({ title: 'disk full' }),
    ]
    const reply = await say('note “it’s the <https://x.org|x.org> "quota"” ')
    expect(shown(reply)).toContain('Which incident? 2 are open here.')
    const buttons = buttonsOf(reply)
    expect(Object.keys(buttons)).toEqual(['INC-42 P1 logins fail', 'INC-43 P1 disk full'])
    await say(buttons['INC-43 P1 disk full']!, { source: 'button' })
    expect([now(first).entries, now(second).entries]).toEqual([2, 3])
  })

  it('is asked by weight: the worst is among the buttons, and the rest are a click away', async () => {
    const { say, openIncident, later } = createWorld()
    for (let i = 0; i < 5; i++) {
      openIncident({ severity: 'P4', title: `small ${i}` })
      later(1000)
    }
    expect(Object.keys(buttonsOf(await say('ack')))).toHaveLength(5)
    openIncident({ severity: 'P1', title: 'all is down' })
    const buttons = buttonsOf(await say('ack'))
    expect(Object.keys(buttons)).toEqual([
      'INC-47 P1 all is down',
      ...['INC-42 P4 small 0', 'INC-43 P4 small 1', 'INC-44 P4 small 2'],
      'Another one',
    ])
    expect(buttons['Another one']).toBe('incident ack')
  })

  it('is asked without losing what a modal was filled in with', async () => {
    const { say, openIncident, happened, faces } = createWorld()
    const [, second] = [openIncident(), openIncident({ title: 'disk full' })]
    const text = 'He said "<@U1>" & left\nfor --good'
    const reply = await say('incident note', { source: 'modal', fields: { text } })
    await say(buttonsOf(reply)['INC-43 P1 disk full']!, { source: 'button' })
    expect(happened(second)).toContain('note')
    expect((await faces.incidents.timeline(second)).at(-1)).toMatchObject({ kind: 'note', text })
  })

  it.each([
    ['incident ack INC-99', 'There is no incident INC-99.'],
    ['incident resolve 99', 'There is no incident 99.'],
    ['incident ack --incident k0k0k0k0', 'There is no incident k0k0k0k0.'],
    ['incident ack 0123456789abcdef', 'That incident is not known any more.'],
    ['incident note 0123456789abcdef it is over', 'That incident is not known any more.'],
    ['incident ack quickly', 'incident ack takes nothing like "quickly".'],
  ])('%s is refused', async (line, sentence) => {
    const { say, openIncident, now } = createWorld()
    const incident = openIncident()
    const reply = await say(line)
    expect(shown(reply)).toContain(sentence)
    expect(now(incident).state).toBe('triggered')
  })

  it.each([
    ['INC–99', 'There is no incident INC–99.'],
    ['INC‑99, rolled back', 'There is no incident INC‑99.'],
    ['INC 99 rolled back', 'There is no incident INC-99.'],
    ['inc-99. It is over', 'There is no incident inc-99.'],
    ['(INC-99) over', 'There is no incident INC-99.'],
    ['"INC-99" all good', 'There is no incident INC-99.'],
    ['INC-99/INC-98 over', 'There is no incident INC-99/INC-98.'],
    ['99: over', 'There is no incident 99.'],
    ['inc - 99 over', 'There is no incident inc.'],
  ])('a name that is not known is not text for another one: resolve %s', async (line, sentence) => {
    const { say, inThread, openIncident, now } = createWorld()
    const incident = openIncident()
    for (const name of ['resolve', 'note', 'update']) {
      expect(shown(await say(`${name} ${line}`))).toContain(sentence)
      expect(shown(await inThread(incident, `${name} ${line}`))).toContain(sentence)
    }
    expect(now(incident)).toEqual(incident)
  })

  it.each(['INC-42,', 'INC–42:', 'INC 42', '[inc42]', '“INC-42”', 'INC#42', '42:'])(
    'however it is written, in the thread of another one: resolve %s',
    async name => {
      const { inThread, openIncident, now, faces } = createWorld()
      const [meant, here] = [openIncident(), openIncident()]
      await inThread(here, `resolve ${name} "same as this"`)
      expect([now(meant).state, now(here).state]).toEqual(['resolved', 'triggered'])
      expect((await faces.incidents.timeline(meant)).at(-1)).toMatchObject({ text: 'same as this' })
    },
  )

  it.each([
    ['ack INC 42.', { state: 'acknowledged' }],
    ['severity INC–42, P2', { severity: 'P2' }],
    ['escalate (INC-42) 2', { level: 2 }],
    ['merge INC 42 INC–43', { mergedInto: { number: 43 } }],
  ])('and where there is no text: %s', async (line, changed) => {
    const { say, openIncident, now } = createWorld()
    const [meant, other] = [openIncident(), openIncident()]
    await say(line)
    expect(now(meant)).toMatchObject(changed)
    expect(now(other)).toMatchObject({ state: 'triggered', severity: 'P1', level: 1 })
  })

  it('is asked, where the number before what ended it may be another one', async () => {
    const { inThread, openIncident, now, faces } = createWorld()
    const [other, here] = [openIncident(), openIncident()]
    const reply = await inThread(here, 'resolve 42 is over')
    expect(shown(reply)).toContain('Is 42 the incident, or does your text about INC-43 begin with it?')
    expect([now(other).state, now(here).state]).toEqual(['triggered', 'triggered'])
    const buttons = buttonsOf(reply)
    expect(Object.keys(buttons)).toEqual(['INC-42: is over', 'INC-43: 42 is over'])
    await inThread(here, buttons['INC-43: 42 is over']!, { source: 'button' })
    expect([now(other).state, now(here).state]).toEqual(['triggered', 'resolved'])
    expect((await faces.incidents.timeline(here)).at(-1)).toMatchObject({ text: '42 is over' })
    await inThread(here, buttons['INC-42: is over']!, { source: 'button' })
    expect((await faces.incidents.timeline(other)).at(-1)).toMatchObject({ text: 'is over' })
  })

  it('is asked as well where nobody knows that number, and where it is over', async () => {
    const { say, openIncident, now } = createWorld()
    const [past, meant] = [openIncident(), openIncident()]
    await say('resolve 42')
    const reply = await say('resolve 99 pods were lost')
    expect(shown(reply)).toContain('There is no incident 99. Does your text about INC-43 begin with it?')
    const noted = await say('note 42 pods were lost')
    expect(Object.keys(buttonsOf(noted))).toEqual(['INC-42: pods were lost', 'INC-43: 42 pods were lost'])
    expect([now(past).entries, now(meant).entries]).toEqual([3, 2])
    await say(buttonsOf(reply)['INC-43: 99 pods were lost']!, { source: 'button' })
    expect(now(meant).state).toBe('resolved')
  })

  it('is one at a time', async () => {
    const { say, inThread, openIncident, now } = createWorld()
    const [first, second] = [openIncident(), openIncident()]
    for (const both of ['INC-42 and INC-43', 'INC 42, INC 43', '42 & 43']) {
      const reply = await inThread(first, `resolve ${both}`)
      expect(shown(reply)).toContain('incident resolve is about one incident at a time')
      expect([now(first).state, now(second).state]).toEqual(['triggered', 'triggered'])
    }
    const buttons = buttonsOf(await say('resolve INC-42, INC-43'))
    await say(buttons['INC-43']!, { source: 'button' })
    expect([now(first).state, now(second).state]).toEqual(['triggered', 'resolved'])
  })

  it.each([
    ['snooze 30', '"30" does not work here: expected a duration: 90s, 15m, 4h'],
    ['snooze 30 please', '"30 please" does not work here: expected a duration'],
    ['severity 7', '"7" does not work here: expected P1, P2, P3 or P4'],
    ['lead 3', '"3" does not work here: expected @somebody or an e-mail'],
    ['merge INC-99', 'has no incident INC-99'],
  ])('a number that does not do as what the command wants is no incident: %s', async (line, sentence) => {
    const { say, inThread, openIncident } = createWorld()
    const incident = openIncident()
    expect(shown(await say(line))).toContain(sentence)
    expect(shown(await inThread(incident, line))).toContain(sentence)
  })

  it('none, when none is open', async () => {
    const { say } = createWorld()
    const reply = await say('ack')
    expect(shown(reply)).toContain('No incident is open here.')
    expect(buttonsOf(reply)).toEqual({ 'List incidents': 'incident list' })
  })
})

describe('a refusal with nothing better to do next', () => {
  it('offers to show the incident', async () => {
    const { inThread, openIncident } = createWorld()
    const incident = openIncident()
    await inThread(incident, 'mitigate')
    const reply = await inThread(incident, 'mitigate')
    expect(shown(reply)).toContain('INC-42 is mitigated already')
    expect(buttonsOf(reply)).toEqual({ 'Show INC-42': `incident show ${incident.id}` })
  })

  it('offers the one it was merged into', async () => {
    const { inThread, openIncident } = createWorld()
    const [into, from] = [openIncident(), openIncident()]
    await inThread(from, 'merge INC-42')
    const reply = await inThread(from, 'ack')
    expect(shown(reply)).toContain('INC-43 was merged into INC-42: carry on there.')
    expect(buttonsOf(reply)).toEqual({ 'Show INC-42': `incident show ${into.id}` })
  })
})

describe('which system is meant', () => {
  it('the channel’s, in the environment that lives there', async () => {
    const { say, lookedAt } = createWorld()
    await say('health')
    await say('health api-gateway', { channel: 'CSTAGE' })
    await say('health', { channel: 'COPS' })
    expect(lookedAt).toEqual([
      ['learnbot', 'production', undefined],
      ['learnbot', 'staging', 'api-gateway'],
    ])
  })

  it('the one that is named, by its name or its title, with its environment', async () => {
    const { say, lookedAt } = createWorld()
    await say('health LearnBot')
    await say('health learnbot staging api-gateway')
    await say('health "Arbor Energy"', { channel: 'COPS' })
    await say('health --system travelbot booking', { channel: 'COPS' })
    await say('health --environment staging')
    expect(lookedAt).toEqual([
      ['learnbot', 'production', undefined],
      ['learnbot', 'staging', 'api-gateway'],
      ['arbor', 'production', undefined],
      ['travelbot', 'production', 'booking'],
      ['learnbot', 'staging', undefined],
    ])
  })

  it('as people say it: for short, behind its service, and that as AWS calls it', async () => {
    const { say, lookedAt } = createWorld()
    await say('health stage')
    await say('health API-GATEWAY Prod')
    await say('health api-gateway staging')
    await say('health --env prod learnbot-production-api-gateway')
    await say('health arn:aws:ecs:us-east-1:1:service/x/learnbot-production-api-gateway')
    expect(lookedAt).toEqual([
      ['learnbot', 'staging', undefined],
      ['learnbot', 'production', 'api-gateway'],
      ['learnbot', 'staging', 'api-gateway'],
      ['learnbot', 'production', 'api-gateway'],
      ['learnbot', 'production', 'api-gateway'],
    ])
  })

  it('is told where its service is, when that is in another environment', async () => {
    const { say, lookedAt } = createWorld()
    const reply = await say('health frontend --env staging')
    expect(shown(reply)).toContain('LearnBot staging has no service "frontend": it is in production.')
    await say(buttonsOf(reply)['In production']!, { source: 'button' })
    expect(lookedAt).toEqual([['learnbot', 'production', 'frontend']])
  })

  it('production, where several environments could be meant', async () => {
    const { say, lookedAt } = createWorld()
    await say('health', { channel: 'DANA' })
    expect(lookedAt).toEqual([['learnbot', 'production', undefined]])
  })

  it('the one that a thread’s incident is about, with its environment and its service', async () => {
    const { inThread, openIncident, lookedAt } = createWorld()
    const booking = openIncident({ system: 'travelbot', service: 'booking' })
    const staging = openIncident({ environment: 'staging' })
    const gateway = openIncident({ service: 'api-gateway' })
    await inThread(booking, 'health')
    await inThread(staging, 'health')
    await inThread(gateway, 'health frontend')
    await inThread(gateway, 'health staging')
    await inThread(gateway, 'health learnbot')
    expect(lookedAt).toEqual([
      ['travelbot', 'production', 'booking'],
      ['learnbot', 'staging', undefined],
      ['learnbot', 'production', 'frontend'],
      ['learnbot', 'staging', undefined],
      ['learnbot', 'production', undefined],
    ])
  })

  it('is asked where several live', async () => {
    const { say, lookedAt } = createWorld()
    const reply = await say('health', { channel: 'COPS' })
    expect(shown(reply)).toContain('Which system? TravelBot, Arbor Energy live here.')
    await say(buttonsOf(reply)['Arbor Energy']!, { channel: 'COPS', source: 'button' })
    expect(lookedAt).toEqual([['arbor', 'production', undefined]])
  })

  it.each([
    ['health --system lernbot', 'There is no system "lernbot". Did you mean learnbot?'],
    ['health --environment prodction', 'LearnBot has no environment "prodction". Did you mean production?'],
    ['health api-gatway', 'LearnBot production has no service "api-gatway". Did you mean api-gateway?'],
    ['health database', 'LearnBot production has no service "database"; there are api-gateway, frontend.'],
  ])('%s is refused', async (line, sentence) => {
    const { say, lookedAt } = createWorld()
    expect(shown(await say(line))).toContain(sentence)
    expect(lookedAt).toEqual([])
  })

  it('is not looked at for another incident than the one that was named', async () => {
    const { say, inThread, openIncident } = createWorld()
    const [incident] = [openIncident(), openIncident({ system: 'travelbot' })]
    const refused = 'LearnBot has no incident'
    expect(shown(await inThread(incident, 'health --incident INC-99'))).toContain(`${refused} INC-99.`)
    expect(shown(await say('health --incident INC-43'))).toContain(`${refused} INC-43.`)
    expect(shown(await say('health --incident INC–42.'))).toContain('LearnBot')
    expect(shown(await say('health --incident 0123456789abcdef'))).not.toContain(refused)
  })

  it('offers the service that was meant', async () => {
    const { say, lookedAt } = createWorld()
    await say(buttonsOf(await say('health api-gatway'))['api-gateway']!, { source: 'button' })
    expect(lookedAt).toEqual([['learnbot', 'production', 'api-gateway']])
  })

  it('none, where none lives', async () => {
    const { say } = createWorld()
    expect(shown(await say('incident list', { channel: 'CRANDOM' }))).toContain(
      'No system lives here. Ask where it does: LearnBot in #learnbot-alerts',
    )
  })

  it('a person’s own ones, in a direct message', async () => {
    const { say, openIncident } = createWorld()
    openIncident({ title: 'mine' })
    openIncident({ system: 'travelbot', severity: 'P3', title: 'not mine' })
    const text = shown(await say('incident list', { channel: 'DANA' }))
    expect(text).toContain('mine')
    expect(text).not.toContain('not mine')
    expect(shown(await say('incident list', { channel: 'DZED', user: 'UZED' }))).toContain(
      'No system lives here',
    )
  })
})

describe('what goes wrong', () => {
  const failing = (error: unknown) => {
    const world = createWorld()
    world.openIncident()
    world.faces.incidents.apply = async () => {
      throw error
    }
    return world
  }
  const outside = (
    fault: 'away' | 'limited' | 'refused',
    effect: 'none' | 'unknown',
    retryAfterMs?: number,
  ) =>
    new OutsideError('you may not', {
      service: 'pagerduty',
      fault,
      effect,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    })

  const again = { 'Try again': 'incident ack' }
  const mended = { 'It is mended: try again': 'incident ack' }

  it.each([
    [
      toOutsideError(new WebAPIPlatformError({ ok: false, error: 'not_in_channel' }), 'chat.postMessage'),
      'Slack refused chat.postMessage: not_in_channel. Trying again will not help',
      mended,
    ],
    [
      refused('PagerDuty refused to acknowledge: Requester User Not Found', '2001'),
      'PagerDuty refused to acknowledge: Requester User Not Found. Trying again will not help',
      mended,
    ],
    [outside('limited', 'none', 30_000), 'PagerDuty asks Belay to slow down. Try again in 30 s.', again],
    [
      outside('away', 'none'),
      'PagerDuty does not answer, and nothing was done. Try again in a minute.',
      again,
    ],
    [
      outside('away', 'unknown'),
      'It may have happened all the same: look before you try again.',
      { 'Open incidents': 'incident list' },
    ],
  ])('outside is told in words: %s', async (error, sentence, offers) => {
    const { say, outcomes, logged, noticed } = failing(error)
    const reply = await say('incident ack')
    expect(shown(reply)).toContain(sentence)
    expect(buttonsOf(reply)).toEqual(offers)
    expect(shown(reply)).not.toMatch(/(\w+ refused).*\1|\.\./)
    expect(noticed).toMatchObject([{ level: 'warn', err: error, command: 'incident ack', user: 'UANA' }])
    expect(outcomes).toEqual([{ command: 'incident ack', outcome: 'outside' }])
    expect(logged).toEqual([])
  })

  it('with a form does not throw away what was written in it', async () => {
    const { say, openIncident } = createWorld()
    const incident = openIncident()
    const form = await say(`incident update ${incident.id}`)
    await say(`incident resolve ${incident.id}`)
    const fields = { text: 'half of the traffic\nis back' }
    const reply = await say(modalOf(form)!.command, { source: 'modal', fields })
    expect(shown(reply)).toContain('INC-42 is resolved.')
    expect(shown(reply)).toContain('You wrote:\nhalf of the traffic\nis back')

    const declared = await say('incident declare --system learnbot', {
      source: 'modal',
      fields: { title: 'logins fail', service: 'booking' },
    })
    expect(shown(declared)).toContain('You wrote:\nlogins fail')
    expect(shown(await say('update it is over'))).not.toContain('You wrote')
  })

  it.each([outside('away', 'unknown'), new Error('broken')])(
    'gives it back whatever fails: %s',
    async error => {
      const fields = { text: 'half is back' }
      const reply = await failing(error).say('incident update', { source: 'modal', fields })
      expect(shown(reply)).toContain('You wrote:\nhalf is back')
    },
  )

  it('with the line is noticed in the log, with who was refused what, and why', async () => {
    const { say, noticed } = createWorld()
    await say('ack', { user: 'UZED' })
    expect(noticed).toEqual([
      {
        level: 'info',
        reason: expect.stringContaining('No incident is open here.'),
        command: 'incident ack',
        user: 'UZED',
        source: 'slash',
      },
    ])
  })

  it('here is logged under an id that the person gets, and tells nothing else', async () => {
    const { say, logged, outcomes } = failing(new Error('token xoxb-1 at line 7'))
    const reply = await say('incident ack')
    const [entry] = logged as [{ id: string; err: Error }]
    expect(entry.err.message).toContain('line 7')
    expect(shown(reply)).toContain(`look for ${entry.id} in its log`)
    expect(shown(reply)).not.toContain('xoxb')
    expect(outcomes).toEqual([{ command: 'incident ack', outcome: 'failed' }])
  })

  it('in a sign of life does not take the answer away', async () => {
    const world = createWorld()
    const incident = world.openIncident()
    await world.inThread(incident, 'ack')
    world.later(600_000)
    world.faces.incidents.apply = async () => {
      throw new Error('no')
    }
    expect(shown(await world.inThread(incident, 'show'))).toContain('What happened')
    expect(world.logged).toHaveLength(1)
  })
})

describe('a sign of life', () => {
  it.each(['show', 'health', 'incident list', 'help'])(
    '%s in the thread of an incident at work',
    async line => {
      const { inThread, openIncident, now, later } = createWorld()
      const incident = openIncident()
      await inThread(incident, 'ack')
      later(600_000)
      await inThread(incident, line, { user: 'UBEN' })
      expect(now(incident).lifeAt - incident.openedAt).toBe(600_000)
      expect(now(incident).entries).toBe(3)
    },
  )

  it.each([
    ['opens a form', 'update'],
    ['asks for a file', 'postmortem'],
    ['is refused', 'ack'],
    ['is about other incidents', 'ack-all learnbot'],
    ['is not understood', 'show --nonsense'],
  ])('a command in the thread that %s: somebody is at it all the same', async (_, line) => {
    const { inThread, openIncident, now, later, applied } = createWorld()
    const incident = openIncident()
    await inThread(incident, 'ack')
    later(600_000)
    await inThread(incident, line, { user: 'UBEN' })
    expect(now(incident).lifeAt - incident.openedAt).toBe(600_000)
    expect(applied.at(-1)).toMatchObject({ type: 'touch' })
  })

  it('is saved once: what changes the incident shows it already', async () => {
    const { inThread, openIncident, later, applied } = createWorld()
    const incident = openIncident()
    await inThread(incident, 'ack')
    later(600_000)
    await inThread(incident, 'note "it is the cache"')
    expect(applied.map(({ type }) => type)).toEqual(['acknowledge', 'note'])
  })

  it('by looking at it from elsewhere, as a button on its card does', async () => {
    const { say, openIncident, now, later } = createWorld()
    const incident = openIncident()
    await say('ack')
    later(600_000)
    await say(`incident show ${incident.id}`, { source: 'button' })
    expect(now(incident).lifeAt - incident.openedAt).toBe(600_000)
    later(600_000)
    await say('health')
    expect(now(incident).lifeAt - incident.openedAt).toBe(600_000)
  })

  it('is none from an onlooker, nor before anybody has it', async () => {
    const { inThread, openIncident, now, later, applied } = createWorld()
    const incident = openIncident()
    await inThread(incident, 'show')
    await inThread(incident, 'ack')
    later(600_000)
    await inThread(incident, 'show', { user: 'UZED' })
    await inThread(incident, 'show --nonsense', { user: 'UZED' })
    expect(now(incident).lifeAt).toBe(incident.openedAt)
    expect(applied.map(({ type }) => type)).toEqual(['acknowledge'])
  })
})

it('does once what Slack delivers twice', async () => {
  const { desk, invocation, openIncident, happened, all } = createWorld()
  const incident = openIncident()
  const ack = invocation('incident ack')
  await desk.handle(ack)
  expect(shown(await desk.handle(ack))).toContain('INC-42 is yours.')
  expect(happened(incident).filter(kind => kind === 'acknowledged')).toHaveLength(1)
  const declare = invocation('incident declare "checkout is slow"')
  expect(shown(await desk.handle(declare))).toEqual(shown(await desk.handle(declare)))
  expect(all()).toHaveLength(2)
})

it('checks a modal at once, and leaves faults of the line to handling it', async () => {
  const { desk, invocation } = createWorld()
  const check = (text: string, fields: Record<string, string>) =>
    desk.check(invocation(text, { source: 'modal', fields }))
  expect(await check('incident snooze k3jd8f0000000042', { duration: 'a while' })).toEqual({
    duration: expect.stringContaining('Expected a duration'),
  })
  expect(await check('incident snooze k3jd8f0000000042', { duration: '30m' })).toBeUndefined()
  expect(await check('incident vanish', { duration: 'x' })).toBeUndefined()
  expect(await check('incident update k3jd8f0000000042', { text: ' \n ' })).toEqual({
    text: 'Only spaces are in it: write some words.',
  })
})

describe('hostile text', () => {
  it.each([
    '<!channel> <!here>',
    '<https://evil.example|https://bank.example>',
    '*bold* `code` ~x~ :rotating_light:',
    '\u202Egnp.exe\u0000',
    '__proto__ constructor toString',
    '--incident --system --__proto__=x',
    '"'.repeat(300),
    'x'.repeat(12_000),
  ])('%j is shown as text or refused, and harms nothing', async text => {
    const { desk, invocation, logged, openIncident, faces } = createWorld()
    const incident = openIncident()
    for (const line of [
      text,
      `incident ${text}`,
      `incident note ${text}`,
      `health ${text}`,
      `declare ${text}`,
    ]) {
      const reply = await desk.handle(invocation(line, { triggerId: 'T' }))
      if (!('message' in reply)) continue
      expect(reply.message.text).not.toMatch(/<!|<http/)
      expect(JSON.stringify(reply.message.blocks)).not.toMatch(/"type":"(broadcast|user|usergroup)"/)
    }
    const fields = { text, title: text, constructor: text }
    await desk.handle(invocation(`incident note ${incident.id}`, { source: 'modal', fields }))
    const faults = (await desk.check(invocation('incident declare', { fields }))) ?? {}
    expect(Object.keys(faults).filter(name => name !== 'title')).toEqual([])
    expect(await faces.incidents.find(incident.id)).toBeDefined()
    expect(logged).toEqual([])
  })

  it('of any kind gets an answer', async () => {
    const words = fc.constantFrom(
      'incident',
      'health',
      'ack',
      'INC-42',
      'learnbot',
      '—system',
      '"',
      'merge',
      '42',
      '',
    )
    const line = fc.array(fc.oneof(words, fc.string({ unit: 'grapheme' }))).map(parts => parts.join(' '))
    await fc.assert(
      fc.asyncProperty(line, fc.boolean(), async (text, threaded) => {
        const { desk, invocation, logged, openIncident } = createWorld()
        openIncident()
        const reply = await desk.handle(invocation(text, threaded ? { thread: '42.0' } : {}))
        expect(modalOf(reply) ?? reply.to).toBeDefined()
        expect(logged).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})
