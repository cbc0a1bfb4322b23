import { describe, expect, it } from 'vitest'
import { buttonsOf, createWorld, modalOf, shown } from '../engine/fakes.ts'

const minutes = (count: number) => count * 60_000

describe('an incident from page to post-mortem', () => {
  it('is told in short answers to whoever acts, while the incident moves', async () => {
    const { inThread, openIncident, now, later, happened } = createWorld()
    const incident = openIncident({ service: 'api-gateway' })
    const say = async (line: string, given = {}) => {
      const reply = await inThread(incident, line, given)
      expect(reply.to).toBe('person')
      return shown(reply)
    }
    later(minutes(2))
    expect(await say('ack')).toBe('✓ INC-42 is yours. Next update due 02:46 UTC.')
    expect(await say('note “p99 is at 4 s”')).toBe('✓ Noted in INC-42.')
    later(minutes(10))
    expect(await say('update rolling back')).toBe(
      '✓ Your update stands in INC-42. Next update due 02:56 UTC.',
    )
    expect(await say('severity p2')).toBe('✓ INC-42 is P2. Next update due 03:26 UTC.')
    expect(await say('lead <@UBEN|ben>')).toBe('✓ Ben leads INC-42.')
    expect(await say('mitigate')).toContain('✓ INC-42 is mitigated.')
    expect(await say('reopen')).toContain('✓ INC-42 is no longer mitigated.')
    later(minutes(25))
    expect(await say('resolve rolled back to 9f8e7d6')).toContain('✓ INC-42 is resolved after 37 min.')
    expect(now(incident)).toMatchObject({
      state: 'resolved',
      severity: 'P2',
      lead: { id: 'UBEN', name: 'Ben' },
    })
    expect(happened(incident)).toEqual([
      ...['opened', 'level', 'acknowledged', 'note', 'update', 'severity', 'lead', 'mitigated', 'reopened'],
      'resolved',
    ])
  })

  it('ends with the offer of a post-mortem, which comes as a file into the thread', async () => {
    const { say, openIncident } = createWorld()
    openIncident()
    const over = await say('resolve "disk was full"')
    const reply = await say(buttonsOf(over)['Post-mortem']!, { source: 'button' })
    expect(reply).toMatchObject({
      to: 'channel',
      file: { name: 'inc-42-post-mortem.md' },
      place: { thread: '42.0' },
    })
    expect('file' in reply && reply.file.content).toContain('disk was full')
  })

  it('tells the whole story to anybody in the channel', async () => {
    const { say, openIncident } = createWorld()
    openIncident()
    await say('ack')
    const text = shown(await say('incident show 42', { user: 'UZED' }))
    expect(text).toContain('P1 acknowledged · LearnBot production · INC-42')
    expect(text).toContain('Ana acknowledged')
  })
})

describe('declaring', () => {
  it('opens a modal from nothing, and an incident from what was filled in', async () => {
    const { say, all } = createWorld()
    const reply = await say('incident declare', { triggerId: 'T1' })
    expect(JSON.stringify(reply)).toMatch(/"initial_option":[^}]*\}?,"value":"production"/)
    expect(modalOf(reply)).toEqual({
      command: 'incident declare --system learnbot',
      asks: ['title', 'severity', 'environment', 'service'],
    })
    const fields = { title: 'logins fail', severity: 'P1', environment: 'staging', service: 'api-gateway' }
    const done = await say('incident declare --system learnbot', { source: 'modal', fields, triggerId: 'T2' })
    expect(shown(done)).toBe(
      '✓ INC-42 is open: P1, LearnBot api-gateway staging. Its card comes in #learnbot-staging.',
    )
    expect(all()).toMatchObject([{ title: 'logins fail', openedBy: { id: 'UANA' }, state: 'triggered' }])
  })

  it('takes a line, with the sensible where nothing is said', async () => {
    const { say, all } = createWorld()
    await say('incident declare “checkout is slow” —severity p1 —service api-gateway', { user: 'UZED' })
    await say('declare something smells', { channel: 'CSTAGE' })
    await say('declare booking is odd --system travelbot', { channel: 'COPS' })
    expect(all()).toMatchObject([
      { title: 'checkout is slow', severity: 'P1', environment: 'production', service: 'api-gateway' },
      { title: 'something smells', severity: 'P2', environment: 'staging', system: 'learnbot' },
      { title: 'booking is odd', severity: 'P1', environment: 'production', system: 'travelbot' },
    ])
  })

  it('offers the service that was meant, with all that was typed', async () => {
    const { say, all } = createWorld()
    const reply = await say('declare "it is slow" --service api-gatway --severity P1')
    expect(shown(reply)).toContain('has no service "api-gatway". Did you mean api-gateway?')
    await say(buttonsOf(reply)['api-gateway']!, { source: 'button' })
    expect(all()).toMatchObject([{ title: 'it is slow', severity: 'P1', service: 'api-gateway' }])
  })

  it('begins with the message that a shortcut was used on', async () => {
    const { say } = createWorld()
    const message = { text: 'is &lt;api&gt; down, <@UBEN|ben>?', ts: '1.2' }
    const reply = await say('incident declare', { source: 'shortcut', triggerId: 'T1', message })
    expect(JSON.stringify(reply)).toContain('"initial_value":"is <api> down, @ben?"')
  })

  it('asks which system it is where several live', async () => {
    const { say, all } = createWorld()
    const modal = await say('incident declare slow', { channel: 'COPS', triggerId: 'T1' })
    expect(modalOf(modal)?.asks).toEqual(['title', 'severity', 'system', 'service'])
    const reply = await say('incident declare slow', { channel: 'COPS', source: 'mention' })
    expect(all()).toEqual([])
    await say(buttonsOf(reply)['Arbor Energy']!, { channel: 'COPS', source: 'button' })
    expect(all()).toMatchObject([{ system: 'arbor', title: 'slow', severity: 'P2' }])
  })

  it('from nowhere is about the person’s own systems', async () => {
    const { say } = createWorld()
    const shortcut = { source: 'shortcut', triggerId: 'T1', channel: undefined } as never
    expect(modalOf(await say('incident declare', shortcut))?.command).toBe(
      'incident declare --system learnbot',
    )
  })

  it.each([
    ['declare slow --severity P3', 'LearnBot has no P3; its severities are P1, P2, P4.'],
    ['declare slow --service booking', 'LearnBot production has no service "booking"'],
    ['declare slow --environment moon', 'LearnBot has no environment "moon"; it has production, staging.'],
    ['declare slow --system travelbot', 'No system "travelbot" lives here; there is learnbot.'],
  ])('%s is answered with what would be right', async (line, sentence) => {
    const { say, all } = createWorld()
    expect(shown(await say(line))).toContain(sentence)
    expect(all()).toEqual([])
  })
})

describe('a note written in haste', () => {
  it.each([
    'ran kubectl get pods --namespace prod',
    'see foo --help',
    '"ECONNREFUSED 10.0.0.1: the pool is empty',
  ])('keeps every word: %s', async text => {
    const { inThread, openIncident, faces } = createWorld()
    const incident = openIncident()
    expect(shown(await inThread(incident, `note ${text}`))).toBe('✓ Noted in INC-42.')
    expect((await faces.incidents.timeline(incident)).at(-1)).toMatchObject({ kind: 'note', text })
  })
})

describe('without what it needs', () => {
  it.each([
    ['note', ['text']],
    ['update', ['text']],
    ['severity', ['severity']],
    ['snooze', ['duration']],
    ['merge', ['into']],
    ['lead', ['person']],
    ['escalate', ['level']],
  ])('%s asks in a modal, whose answer comes back as its own line', async (name, asks) => {
    const { say, openIncident } = createWorld()
    const incident = openIncident()
    openIncident()
    await say(`incident ack ${incident.id}`)
    const reply = await say(`incident ${name} ${incident.id}`, { source: 'button', triggerId: 'T1' })
    expect(modalOf(reply)).toEqual({ command: `incident ${name} ${incident.id}`, asks })
  })

  it.each(['note', 'update', 'severity', 'snooze', 'merge', 'lead', 'escalate'])(
    '%s has the same form for a mention, and does nothing yet',
    async name => {
      const { inThread, openIncident, happened } = createWorld()
      const incident = openIncident()
      openIncident()
      await inThread(incident, 'ack')
      const reply = await inThread(incident, name)
      expect(modalOf(reply)?.command).toBe(`incident ${name} ${incident.id}`)
      expect(happened(incident)).toEqual(['opened', 'level', 'acknowledged'])
    },
  )

  it('an escalation asked for in a mention takes the incident from nobody who has it', async () => {
    const { inThread, openIncident, now } = createWorld()
    const incident = openIncident()
    await inThread(incident, 'ack')
    expect(modalOf(await inThread(incident, 'escalate', { user: 'UBEN' }))?.asks).toEqual(['level'])
    expect(now(incident)).toMatchObject({ state: 'acknowledged', level: 1, lead: { id: 'UANA' } })
  })

  it('declare has its form for a mention too', async () => {
    const { say } = createWorld()
    expect(modalOf(await say('declare', { source: 'mention' }))?.asks).toContain('title')
  })
})

describe('escalating', () => {
  it('tells the next level, or the one that is named', async () => {
    const { inThread, openIncident, now } = createWorld()
    const incident = openIncident()
    expect(shown(await inThread(incident, 'escalate'))).toBe(
      '✓ INC-42 is at level 2: @learnbot-leads told now.',
    )
    expect(shown(await inThread(incident, 'escalate 3'))).toContain('cto@learnbot.example.com told now.')
    expect(shown(await inThread(incident, 'escalate 4'))).toContain('INC-42 has levels 1 to 3.')
    expect(now(incident).level).toBe(3)
  })
})

describe('leading', () => {
  it('falls to whoever asks for it, and is handed over by whoever has it', async () => {
    const { inThread, say, openIncident, now } = createWorld()
    const incident = openIncident()
    await inThread(incident, 'ack')
    expect(shown(await inThread(incident, 'ack', { user: 'UBEN' }))).toContain('Ana has INC-42 already.')
    expect(shown(await inThread(incident, 'lead', { user: 'UBEN' }))).toBe('✓ You lead INC-42.')
    const fields = { person: 'UANA' }
    await say(`incident lead ${incident.id}`, { source: 'modal', user: 'UBEN', fields })
    expect(now(incident).lead).toEqual({ via: 'slack', id: 'UANA', name: 'Ana' })
    expect(shown(await inThread(incident, 'lead me', { user: 'UBEN' }))).toBe('✓ You lead INC-42.')
  })

  it('is handed to responders only, and to whoever the ladder tells', async () => {
    const { inThread, openIncident, now } = createWorld()
    const incident = openIncident()
    await inThread(incident, 'ack')
    const reply = await inThread(incident, 'lead <@UZED>')
    expect(shown(reply)).toContain("Zed is none of LearnBot's responders, and could do nothing with INC-42.")
    expect(buttonsOf(reply)).toEqual({ 'Who is on call': 'oncall --system learnbot' })
    expect(now(incident).lead?.id).toBe('UANA')
    expect(shown(await inThread(incident, 'lead <@UCTO>'))).toBe('✓ Chris leads INC-42.')
  })

  it('wants somebody whom Slack knows', async () => {
    const { inThread, openIncident } = createWorld()
    const reply = await inThread(openIncident(), 'lead @someone')
    expect(shown(reply)).toContain(
      'Nobody in Slack is known as @someone. Mention them, as in: incident lead @ben',
    )
  })
})

describe('quiet', () => {
  it.each([
    ['snooze 2h', '04:14 UTC'],
    ['snooze for 90m', '03:44 UTC'],
    ['snooze --duration 30m', '02:44 UTC'],
    ['snooze 4 business hours', '2026-11-20 18:00 UTC'],
  ])('%s', async (line, until) => {
    const { inThread, openIncident } = createWorld()
    const incident = openIncident()
    await inThread(incident, 'ack')
    const reply = await inThread(incident, line)
    expect(shown(reply)).toBe(`✓ No reminders of INC-42 until ${until}.`)
    expect(buttonsOf(reply)).toEqual({ 'Stop reminders': `incident stop-reminders ${incident.id}` })
  })

  it('is refused before anybody has it, with the way to take it', async () => {
    const { inThread, openIncident } = createWorld()
    const reply = await inThread(openIncident(), 'snooze 30m')
    expect(shown(reply)).toContain('Nobody has INC-42 yet: acknowledge it first.')
    expect(Object.keys(buttonsOf(reply))).toEqual(['acknowledge'])
  })

  it('in business time needs business hours', async () => {
    const { say, openIncident } = createWorld()
    openIncident({ system: 'travelbot' })
    const tom = { user: 'UTOM', channel: 'COPS' }
    await say('ack', tom)
    expect(shown(await say('snooze 4 business hours', tom))).toContain('travelbot has no business hours')
  })

  it('for good', async () => {
    const { inThread, openIncident, now } = createWorld()
    const incident = openIncident()
    await inThread(incident, 'ack')
    expect(shown(await inThread(incident, 'stop-reminders'))).toContain('No more reminders of INC-42')
    expect(now(incident).remindersOff).toBe(true)
  })

  it('for good is not for ever: the answer and the next refusal turn reminders on again', async () => {
    const { inThread, say, openIncident, now, happened } = createWorld()
    const incident = openIncident()
    await inThread(incident, 'ack')
    const stopped = buttonsOf(await inThread(incident, 'stop-reminders'))
    const refused = await inThread(incident, 'snooze 30m')
    expect(shown(refused)).toContain('The reminders of INC-42 are stopped already.')
    expect(buttonsOf(refused)).toEqual(stopped)
    const resumed = await say(stopped['Resume reminders']!, { source: 'button' })
    expect(shown(resumed)).toBe('✓ INC-42 has its reminders. Next update due 02:44 UTC.')
    expect(now(incident).remindersOff).toBeUndefined()
    expect(happened(incident).at(-1)).toBe('reminders-on')
  })

  it('lasts a week at most', async () => {
    const { inThread, say, openIncident, now } = createWorld()
    const incident = openIncident()
    await inThread(incident, 'ack')
    const reply = await inThread(incident, 'snooze 365d')
    expect(shown(reply)).toContain('A snooze lasts 7 days at most.')
    expect(now(incident).snoozedUntil).toBeUndefined()
    await say(buttonsOf(reply)['Snooze 7 days']!, { source: 'button' })
    expect(now(incident).snoozedUntil).toBe(incident.openedAt + 7 * 86_400_000)
  })
})

describe('merging', () => {
  it('this one into that one', async () => {
    const { inThread, openIncident, now } = createWorld()
    const [into, from] = [openIncident(), openIncident()]
    const reply = await inThread(from, 'merge INC-42')
    expect(shown(reply)).toContain('✓ INC-43 is merged into INC-42: carry on there.')
    expect(now(from)).toMatchObject({ state: 'resolved', mergedInto: { id: into.id } })
    expect(now(into).merged).toMatchObject([{ id: from.id }])
  })

  it('by both names, or by what a modal chose', async () => {
    const { say, openIncident, now } = createWorld()
    const [first, second, third] = [openIncident(), openIncident(), openIncident()]
    await say('incident merge INC-43 INC-42')
    await say(`incident merge ${third.id}`, { source: 'modal', fields: { into: first.id } })
    expect(now(second).mergedInto?.id).toBe(first.id)
    expect(now(third).mergedInto?.id).toBe(first.id)
  })

  it('never into what is not there, or belongs to others', async () => {
    const { inThread, openIncident, now } = createWorld()
    const [incident, theirs] = [openIncident(), openIncident({ system: 'travelbot', title: 'secret' })]
    expect(shown(await inThread(incident, 'merge INC-99'))).toContain('learnbot has no incident INC-99.')
    expect(shown(await inThread(incident, 'merge INC-43'))).toContain('learnbot has no incident INC-43.')
    expect(shown(await inThread(incident, 'merge'))).toContain('No other incident of learnbot is open')
    expect([now(incident).state, now(theirs).state]).toEqual(['triggered', 'triggered'])
  })
})

describe('the list', () => {
  it('shows what is open here, and on request what is over', async () => {
    const { say, openIncident } = createWorld()
    openIncident({ title: 'over and done' })
    openIncident({ title: 'still burning', severity: 'P2' })
    openIncident({ system: 'travelbot', title: 'not here' })
    await say('resolve INC-42')
    const open = shown(await say('incident list', { user: 'UZED' }))
    expect(open).toContain('still burning')
    expect(open).not.toMatch(/over and done|not here/)
    expect(shown(await say('incident list —all'))).toContain('over and done')
  })

  it('says so when nothing is open', async () => {
    const { say } = createWorld()
    expect(shown(await say('incident list'))).toContain('No incident is open')
  })
})
