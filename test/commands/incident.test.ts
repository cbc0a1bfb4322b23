import { describe, expect, it } from 'vitest'
import type { Told } from './person.ts'
import { minutes, stageFor, start } from './stage.ts'

const stage = stageFor()

describe('an incident from page to post-mortem', () => {
  it('is told in short answers to whoever acts, and in the thread to everybody', async () => {
    const { ana, page, below, now, later, happened, thread } = await stage()
    const incident = await page({ service: 'api-gateway' })
    const here = await below(incident)
    const says = async (line: string) => {
      const { to, text } = await ana.says(line, here)
      expect(to).toBe('person')
      return text
    }
    later(2 * minutes)
    expect(await says('ack')).toBe('✓ INC-1 is yours. Next update due 02:46.')
    expect(await says('note “p99 is at 4 s”')).toBe('✓ Noted in INC-1.')
    later(10 * minutes)
    expect(await says('update rolling back')).toBe('✓ Your update stands in INC-1. Next update due 02:56.')
    expect(await says('severity p2')).toBe('✓ INC-1 is P2. Next update due 03:26.')
    expect(await says('lead <@UBEN|ben>')).toBe('✓ Ben leads INC-1.')
    expect(await says('mitigate')).toContain('✓ INC-1 is mitigated.')
    expect(await says('reopen')).toContain('✓ INC-1 is no longer mitigated.')
    later(25 * minutes)
    expect(await says('resolve “rolled back to 9f8e7d6”')).toContain('✓ INC-1 is resolved after 37 min.')
    expect(await now(incident)).toMatchObject({
      state: 'resolved',
      severity: 'P2',
      lead: { id: 'UBEN', name: 'Ben' },
    })
    expect(await happened(incident)).toEqual([
      ...[
        'opened',
        'level',
        'acknowledged',
        'note',
        'update',
        'severity',
        'lead',
        'mitigated',
        'unmitigated',
      ],
      'resolved',
    ])
    expect(await thread(incident)).toMatch(
      /Ana acknowledged.*p99 is at 4 s.*rolling back.*P1 to P2.*Ben leads now.*Ana resolved it.*9f8e7d6/s,
    )
  })

  it('ends with the offer of a post-mortem, which comes as a file into the thread', async () => {
    const { ana, page, below } = await stage()
    const here = await below(await page())
    const over = await ana.types('/incident resolve "disk was full"')
    const { to, file, text, links } = await ana.clicks('Post-mortem', over)
    expect(text).toBe('✓ The draft of INC-1’s post-mortem is in its thread: Open the thread')
    expect(links).toEqual({ 'Open the thread': `https://slack.example.com/${here.channel}/${here.thread}` })
    expect((await ana.says('postmortem', here)).text).toBe('')
    expect([to, file?.name, file?.where]).toEqual(['channel', 'inc-1-post-mortem.md', here])
    expect(file?.content).toContain('disk was full')
  })

  it('tells the whole story to anybody in the channel', async () => {
    const { ana, zed, page } = await stage()
    await page()
    await ana.types('/incident ack')
    const { text } = await zed.types('/incident show 1')
    expect(text).toContain('P1 acknowledged · LearnBot production · INC-1')
    expect(text).toContain('Ana acknowledged')
  })
})

describe('a note written in haste', () => {
  it.each([
    'ran kubectl get pods --namespace prod',
    'see foo --help',
    '"ECONNREFUSED 10.0.0.1: the pool is empty',
  ])('keeps every word: %s', async text => {
    const { ana, page, below, last } = await stage()
    const incident = await page()
    expect((await ana.says(`note ${text}`, await below(incident))).text).toBe('✓ Noted in INC-1.')
    expect(await last(incident)).toMatchObject({ kind: 'note', text })
  })
})

describe('a message that is kept in the timeline', () => {
  const named = (incident: string, { buttons }: Told) =>
    Object.keys(buttons).find(label => label.startsWith(incident))!

  it('is kept where several incidents are open, too, once it is said in which', async () => {
    const { ana, page, last } = await stage()
    const [first, second] = [await page(), await page()]
    const text = 'the pool is "full" & <b>so</b> is\nthe disk --system x'
    const asked = await ana.addsToTimeline({ text, ts: '1732068840.000100', author: 'UBEN' })
    expect(asked.text).toContain('Which incident? 2 are open here.')
    expect((await ana.clicks(named('INC-2', asked), asked)).text).toBe('✓ Noted in INC-2.')
    expect(await last(second)).toMatchObject({ kind: 'note', text: `Ben: ${text}` })
    expect(await last(first)).not.toMatchObject({ kind: 'note' })
  })

  it('is carried to the end where more are open than there are buttons for', async () => {
    const { ana, page, last } = await stage()
    const open = []
    for (let i = 0; i < 7; i++) open.push(await page({ severity: i === 5 ? 'P4' : 'P1' }))
    const text = 'the pool is "full" & <b>so</b> is\nthe disk --system x'
    const asked = await ana.addsToTimeline({ text, ts: '1732068840.000100', author: 'UBEN' })
    expect(asked.form?.asks).toEqual(['incident'])
    expect((await ana.submits({ incident: open[5]!.id }, asked)).text).toBe('✓ Noted in INC-6.')
    expect(await last(open[5]!)).toMatchObject({ kind: 'note', text: `Ben: ${text}` })

    const typed = await ana.types('/incident note it was DNS')
    expect(typed.text).toContain('Which incident? 7 are open here.')
    const labels = Object.keys(typed.buttons)
    expect([labels.length, labels.at(-1)]).toEqual([5, 'Another one'])
    const form = await ana.clicks('Another one', typed)
    expect((await ana.submits({ incident: open[6]!.id }, form)).text).toBe('✓ Noted in INC-7.')
    expect(await last(open[6]!)).toMatchObject({ kind: 'note', text: 'it was DNS' })
  })

  it('is not too long to be carried by the button that says in which', async () => {
    const { ana, page, last } = await stage()
    const incident = await page()
    await page()
    const asked = await ana.addsToTimeline({ text: '<"'.repeat(5_000), ts: '1732068840.000100' })
    await ana.clicks(named('INC-1', asked), asked)
    expect(await last(incident)).toMatchObject({ kind: 'note', text: expect.stringMatching(/^(<")+.?…$/) })
  })
})

describe('what follows "resolve"', () => {
  it.each(['not yet', 'in 10 min', 'erst wenn Ben da ist', 'is it over?', 'rolled back to 9f8e7d6'])(
    'may say that it is not over, and is asked about where it stands in no quotes: %s',
    async words => {
      const { ana, page, below, now, last } = await stage()
      const incident = await page()
      const here = await below(incident)
      await ana.says('ack', here)
      const asked = await ana.says(`resolve ${words}`, here)
      expect(asked.text).toContain(`Is INC-1 over? Without quotes "${words}" may say that it is not`)
      expect((await now(incident)).state).toBe('acknowledged')
      expect((await ana.clicks('Post it as an update', asked)).text).toContain('Your update stands in INC-1.')
      expect(await last(incident)).toMatchObject({ kind: 'update', text: words })
      expect((await ana.clicks('Resolve INC-1', asked)).text).toContain('✓ INC-1 is resolved')
      expect(await last(incident)).toMatchObject({ kind: 'resolved', text: words })
    },
  )

  it.each([
    ['"rolled back to 9f8e7d6"', 'rolled back to 9f8e7d6'],
    ['INC-1 “not our fault”', 'not our fault'],
    ['--text "the disk was full"', 'the disk was full'],
  ])('says what ended it where it stands in quotes: %s', async (typed, text) => {
    const { ana, page, last } = await stage()
    const incident = await page()
    expect((await ana.types(`/incident resolve ${typed}`)).text).toContain('✓ INC-1 is resolved')
    expect(await last(incident)).toMatchObject({ kind: 'resolved', text })
  })
})

describe('without what it needs', () => {
  const forms = [
    ['note', ['text'], { text: 'it was DNS' }],
    ['update', ['text'], { text: 'half is back' }],
    ['severity', ['severity'], { severity: 'P2' }],
    ['snooze', ['duration'], { duration: '2h' }],
    ['merge', ['into'], {}],
    ['lead', ['person'], { person: 'UBEN' }],
    ['escalate', ['level'], { level: '2' }],
  ] as const

  it.each(forms)('%s asks in a form, and is done once it is sent', async (name, asks, fields) => {
    const { ana, page, happened } = await stage()
    const [incident, other] = [await page(), await page()]
    await ana.types('/incident ack INC-1')
    const asked = await ana.types(`/incident ${name} ${incident.id}`)
    expect(asked.form).toMatchObject({ command: `incident ${name} ${incident.id}`, asks })
    expect(await happened(incident)).toEqual(['opened', 'level', 'acknowledged'])
    const into = name === 'merge' ? { into: other.id } : {}
    expect((await ana.submits({ ...fields, ...into }, asked)).text).toMatch(/^✓ .*INC-1/)
    expect((await happened(incident)).length).toBeGreaterThan(3)
  })

  it.each(forms)('%s has the same form for a mention, and does nothing yet', async (name, asks) => {
    const { ana, page, below, happened } = await stage()
    const incident = await page()
    await page()
    const here = await below(incident)
    await ana.says('ack', here)
    const { form } = await ana.says(name, here)
    expect(form).toMatchObject({ command: `incident ${name} ${incident.id}`, asks })
    expect(await happened(incident)).toEqual(['opened', 'level', 'acknowledged'])
  })

  it('an escalation asked for in a mention takes the incident from nobody who has it', async () => {
    const { ana, ben, page, below, now } = await stage()
    const incident = await page()
    const here = await below(incident)
    await ana.says('ack', here)
    expect((await ben.says('escalate', here)).form?.asks).toEqual(['level'])
    expect(await now(incident)).toMatchObject({ state: 'acknowledged', level: 1, lead: { id: 'UANA' } })
  })
})

describe('escalating', () => {
  it('tells the next level, or the one that is named', async () => {
    const { ana, page, below, now } = await stage()
    const incident = await page()
    const here = await below(incident)
    expect((await ana.says('escalate', here)).text).toBe('✓ INC-1 is at level 2: @learnbot-leads told now.')
    expect((await ana.says('escalate 3', here)).text).toContain('cto@learnbot.example.com told now.')
    expect((await ana.says('escalate 4', here)).text).toContain('INC-1 has levels 1 to 3.')
    expect((await now(incident)).level).toBe(3)
  })

  it('calls a level once that two people choose at the same time', async () => {
    const { ana, ben, page, below, now, later } = await stage()
    const incident = await page()
    const here = await below(incident)
    await ben.says('ack', here)
    const [one, other] = [await ana.says('escalate', here), await ben.says('escalate', here)]
    expect((await ana.submits({ level: '2' }, one)).text).toContain('@learnbot-leads told now.')
    later(0.5 * minutes)
    expect((await ben.submits({ level: '2' }, other)).text).toContain('Ana has just called level 2 of INC-1.')
    expect((await now(incident)).cycle).toBe(2)
    later(minutes)
    expect((await ben.says('escalate 2', here)).text).toContain('@learnbot-leads told now.')
  })

  it('to a level that is for worse only says what to do first', async () => {
    const { ana, page, below, now } = await stage()
    const incident = await page({ severity: 'P2' })
    const { text } = await ana.says('escalate 3', await below(incident))
    expect(text).toContain('Level 3 is for P1 only, and INC-1 is a P2: change its severity first.')
    expect((await now(incident)).level).toBe(1)
  })
})

describe('leading', () => {
  it('falls to whoever asks for it, and is handed over by whoever has it', async () => {
    const { ana, ben, page, below, now } = await stage()
    const incident = await page()
    const here = await below(incident)
    await ana.says('ack', here)
    expect((await ben.says('ack', here)).text).toContain('Ana has INC-1 already.')
    expect((await ben.says('lead', here)).text).toBe('✓ You lead INC-1.')
    await ben.submits({ person: 'UANA' }, await ben.says('lead', here))
    expect((await now(incident)).lead).toEqual({ via: 'slack', id: 'UANA', name: 'Ana' })
    expect((await ben.says('lead me', here)).text).toBe('✓ You lead INC-1.')
  })

  it('is handed to responders only, and to whoever the ladder tells', async () => {
    const { ana, page, below, now } = await stage()
    const incident = await page()
    const here = await below(incident)
    await ana.says('ack', here)
    const refused = await ana.says('lead <@UZED>', here)
    expect(refused.text).toContain("Zed is none of LearnBot's responders, and could do nothing with INC-1.")
    expect(refused.buttons).toEqual({ 'Who is on call': 'oncall --system learnbot' })
    expect((await now(incident)).lead?.id).toBe('UANA')
    expect((await ana.says('lead <@UCTO>', here)).text).toBe('✓ Chris leads INC-1.')
    expect((await ana.says('lead ana@learnbot.example.com', here)).text).toBe('✓ You lead INC-1.')
  })

  it('offers the responder whose name is near to what was typed', async () => {
    const { ana, page, below, now } = await stage()
    const incident = await page()
    const here = await below(incident)
    await ana.says('ack', here)
    const refused = await ana.says('lead @bne', here)
    expect(refused.text).toContain('Nobody in Slack is known as @bne. Did you mean Ben?')
    expect(refused.buttons).toEqual({ Ben: `incident lead ${incident.id} UBEN` })
    await ana.clicks('Ben', refused)
    expect((await now(incident)).lead?.name).toBe('Ben')
  })

  it.each(['@someone', 'nobody@example.com', '<@UGONE>'])(
    'wants somebody whom Slack knows: %s',
    async who => {
      const { ana, page, below } = await stage()
      const here = await below(await page())
      await ana.says('ack', here)
      expect((await ana.says(`lead ${who}`, here)).text).toMatch(
        /Nobody in Slack is known as \S+\. Mention them, as in: @Belay incident lead @ben/,
      )
    },
  )
})

describe('quiet', () => {
  it('asks whether a bare number is of minutes or of hours', async () => {
    const { ana, page, below } = await stage()
    const here = await below(await page())
    await ana.says('ack', here)
    const asked = await ana.says('snooze 30', here)
    expect(asked.text).toContain('"30" does not work here: expected a duration')
    expect((await ana.clicks('30 min', asked)).text).toContain('No reminders of INC-1 until 02:44.')
    expect((await ana.clicks('30 h', asked)).text).toContain('No reminders of INC-1 until')
  })

  it.each([
    ['snooze 2h', '04:14'],
    ['snooze for 90m', '03:44'],
    ['snooze --duration 30m', '02:44'],
    // Nine to five in New York, from tomorrow's nine o'clock there.
    ['snooze 4 business hours', '18:00'],
  ])('%s', async (line, until) => {
    const { ana, page, below, now } = await stage()
    const incident = await page()
    const here = await below(incident)
    await ana.says('ack', here)
    const { text, buttons } = await ana.says(line, here)
    expect(text).toBe(`✓ No reminders of INC-1 until ${until}.`)
    expect(buttons).toEqual({ 'Stop reminders': `incident stop-reminders ${incident.id}` })
    expect(new Date((await now(incident)).snoozedUntil!).toISOString()).toBe(`2026-11-20T${until}:00.000Z`)
  })

  it('in business time needs business hours', async () => {
    const { tom, page } = await stage()
    await page({ system: 'travelbot' })
    await tom.types('/incident ack', '#ops')
    const refused = await tom.types('/incident snooze 4 business hours', '#ops')
    expect(refused.text).toContain('TravelBot has no business hours in its system file.')
    expect((await tom.clicks('Snooze 4 h', refused)).text).toBe('✓ No reminders of INC-1 until 06:14.')
  })

  it('for good is not for ever: the answer and the next refusal turn reminders on again', async () => {
    const { ana, page, below, now, happened } = await stage()
    const incident = await page()
    const here = await below(incident)
    await ana.says('ack', here)
    const stopped = await ana.says('stop-reminders', here)
    expect(stopped.text).toContain('No more reminders of INC-1')
    expect((await now(incident)).remindersOff).toBe(true)
    const refused = await ana.says('snooze 30m', here)
    expect(refused.text).toContain('The reminders of INC-1 are stopped already.')
    expect(refused.buttons).toEqual(stopped.buttons)
    const resumed = await ana.clicks('Resume reminders', refused)
    expect(resumed.text).toBe('✓ The reminders of INC-1 are back. Next update due 02:44.')
    expect((await now(incident)).remindersOff).toBeUndefined()
    expect((await happened(incident)).at(-1)).toBe('reminders-on')
  })

  it('lasts a week at most', async () => {
    const { ana, page, below, now } = await stage()
    const incident = await page()
    const here = await below(incident)
    await ana.says('ack', here)
    const refused = await ana.says('snooze 365d', here)
    expect(refused.text).toContain('A snooze lasts 7 days at most.')
    expect((await now(incident)).snoozedUntil).toBeUndefined()
    await ana.clicks('Snooze 7 days', refused)
    expect((await now(incident)).snoozedUntil).toBe(start + 7 * 24 * 60 * minutes)
  })
})

describe('merging', () => {
  it('this one into that one', async () => {
    const { ana, page, below, now, thread } = await stage()
    const [into, from] = [await page(), await page()]
    const { text, buttons } = await ana.says('merge INC-1', await below(from))
    expect(text).toBe('✓ INC-2 is merged into INC-1: carry on there.')
    expect(buttons).toEqual({ 'Show INC-1': `incident show ${into.id}` })
    expect(await now(from)).toMatchObject({ state: 'resolved', mergedInto: { id: into.id } })
    expect((await now(into)).merged).toMatchObject([{ id: from.id }])
    expect(await thread(from)).toContain('INC-1')
    expect(await thread(into)).toContain('INC-2')
  })

  it('by both names', async () => {
    const { ana, page, now } = await stage()
    const [first, second] = [await page(), await page()]
    await ana.types('/incident merge INC-2 INC-1')
    expect((await now(second)).mergedInto?.id).toBe(first.id)
  })

  it('never into what is not there, or belongs to others', async () => {
    const { ana, page, below, now } = await stage()
    const [incident, theirs] = [await page(), await page({ system: 'travelbot', title: 'secret' })]
    const here = await below(incident)
    for (const name of ['INC-99', 'INC-2', theirs.id]) {
      const { text, buttons } = await ana.says(`merge --into ${name}`, here)
      expect(text).toContain(`LearnBot has no incident ${name}.`)
      expect(buttons).toEqual({ 'List incidents': 'incident list' })
    }
    expect((await ana.says('merge', here)).text).toContain('No other incident of LearnBot is open')
    expect([(await now(incident)).state, (await now(theirs)).state]).toEqual(['triggered', 'triggered'])
  })
})

describe('the list', () => {
  it('shows what is open here, and on request what is over', async () => {
    const { ana, zed, page } = await stage()
    await page({ title: 'over and done' })
    await page({ title: 'still burning', severity: 'P2' })
    await page({ system: 'travelbot', title: 'not here' })
    await ana.types('/incident resolve INC-1')
    const open = await zed.types('/incident list')
    expect(open.text).toContain('still burning')
    expect(open.text).not.toMatch(/over and done|not here/)
    expect((await zed.types('/incident list —all')).text).toContain('over and done')
    expect((await zed.clicks('INC-2 still burning', open)).text).toContain('P2 triggered')
  })

  it('says so when nothing is open', async () => {
    const { zed } = await stage()
    expect((await zed.types('/incident list')).text).toContain('No incident is open')
  })
})
