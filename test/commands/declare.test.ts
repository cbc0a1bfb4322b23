import { describe, expect, it } from 'vitest'
import { OutsideError } from '../../src/domain/errors.ts'
import { stageFor } from './stage.ts'

const stage = stageFor()

describe('declaring', () => {
  it('opens a form from nothing, and an incident from what was filled in', async () => {
    const { ana, all, card } = await stage()
    const asked = await ana.types('/incident declare')
    expect(asked.form).toEqual({
      command: 'incident declare --system learnbot',
      asks: ['title', 'severity', 'environment', 'service'],
      filled: { environment: 'production' },
    })
    const fields = { title: 'logins fail', severity: 'P1', environment: 'staging', service: 'api-gateway' }
    const { text } = await ana.submits(fields, asked)
    expect(text).toBe(
      '✓ INC-1 is open: P1, LearnBot api-gateway staging. Its card comes in #learnbot-staging.',
    )
    const [incident] = await all()
    expect(incident).toMatchObject({ title: 'logins fail', openedBy: { id: 'UANA' }, state: 'triggered' })
    expect((await card(incident!)).text).toContain('P1 triggered · LearnBot api-gateway, staging · INC-1')
  })

  it('takes a line, with the sensible where nothing is said', async () => {
    const { ana, zed, all } = await stage()
    await zed.types('/incident declare “checkout is slow” —severity p1 —service api-gateway')
    await zed.types('/incident declare something smells', '#learnbot-staging')
    await ana.types('/incident declare booking is odd --system travelbot', '#ops')
    expect(await all()).toMatchObject([
      { title: 'checkout is slow', severity: 'P1', environment: 'production', service: 'api-gateway' },
      { title: 'something smells', severity: 'P2', environment: 'staging' },
    ])
    expect(await all('travelbot')).toMatchObject([
      { title: 'booking is odd', severity: 'P1', environment: 'production' },
    ])
  })

  it('asks what a dash is for that stands apart from an option', async () => {
    const { zed, all } = await stage()
    const asked = await zed.types('/incident declare checkout is slow — service api-gateway —severity P1')
    expect(asked.text).toContain('Is "— service" the option --service, or part of the text?')
    expect(await all()).toEqual([])
    await zed.clicks('--service', asked)
    await zed.clicks('Part of the text', asked)
    expect(await all()).toMatchObject([
      { title: 'checkout is slow', service: 'api-gateway', severity: 'P1' },
      { title: 'checkout is slow - service api-gateway', severity: 'P1' },
    ])
    expect((await zed.types('/incident declare checkout — nothing works')).text).toContain('is open')
  })

  it('can be gone on from at once', async () => {
    const { ana, all } = await stage()
    const declared = await ana.types('/incident declare it is slow')
    expect((await ana.clicks('Details', declared)).text).toContain('P2 triggered')
    expect((await ana.clicks('Acknowledge', declared)).text).toContain('✓ INC-1 is yours.')
    expect(await all()).toMatchObject([{ state: 'acknowledged' }])
  })

  it('offers to take it only to whoever may, and shows others who is on call', async () => {
    const { zed } = await stage()
    const declared = await zed.types('/incident declare it is slow')
    expect(Object.keys(declared.buttons)).toEqual(['Details', 'Who is on call'])
    expect((await zed.clicks('Details', declared)).text).toContain('P2 triggered')
    expect((await zed.clicks('Who is on call', declared)).text).toContain('On call for LearnBot')
  })

  it('offers to take it as well while Slack does not tell who may', async () => {
    const { ana, faces } = await stage()
    faces.people.has = async () => {
      throw new OutsideError('Slack did not answer.', { service: 'slack', fault: 'away', effect: 'none' })
    }
    const declared = await ana.types('/incident declare it is slow')
    expect(Object.keys(declared.buttons)).toEqual(['Acknowledge', 'Details'])
    expect((await ana.clicks('Acknowledge', declared)).text).toContain('Slack does not say at the moment who')
  })

  it('asks which system it is where several live', async () => {
    const { zed, all } = await stage()
    const asked = await zed.types('/incident declare slow', '#ops')
    expect(asked.form).toMatchObject({ asks: ['title', 'severity', 'system', 'service'] })
    expect(asked.form?.filled).toMatchObject({ title: 'slow' })
    const said = await zed.says('incident declare slow', { channel: 'COPS' })
    expect(said.text).toContain('Which system is it about?')
    expect([...(await all('arbor')), ...(await all('travelbot'))]).toEqual([])
    await zed.clicks('Arbor Energy', said)
    expect(await all('arbor')).toMatchObject([{ title: 'slow', severity: 'P2' }])
  })

  it('in a direct message is about the person’s own systems', async () => {
    const { ana, zed, all } = await stage()
    expect((await ana.typesToBelay('/incident declare')).form?.command).toBe(
      'incident declare --system learnbot',
    )
    const { text } = await zed.typesToBelay('/incident declare it is slow')
    expect(text).toContain('No system lives here. Ask where it does: LearnBot in #learnbot-alerts')
    expect(await all()).toEqual([])
  })

  it('has its form for a mention too', async () => {
    const { ana } = await stage()
    expect((await ana.says('declare')).form?.asks).toContain('title')
  })

  it.each([
    ['slow --severity P3', 'LearnBot has no P3; its severities are P1, P2, P4.'],
    ['slow --severity P9', '"P9" does not work here: expected P1, P2, P3 or P4.'],
    ['slow --service booking', 'LearnBot production has no service "booking"'],
    ['slow --environment moon', 'LearnBot has no environment "moon"; there are production, staging.'],
    ['slow --system travelbot', 'No system "travelbot" lives here; there is learnbot.'],
    [
      'slow --system learnbot --service',
      '--service wants a value after it, as in: /belay incident declare "checkout',
    ],
  ])('%s is answered with what would be right', async (line, sentence) => {
    const { ana, all } = await stage()
    const { text } = await ana.types(`/incident declare ${line}`)
    expect(text).toContain(sentence)
    expect(await all()).toEqual([])
  })

  it.each([
    ['--service api-gatway', 'Did you mean api-gateway?', 'api-gateway', { service: 'api-gateway' }],
    ['--service database', 'there are api-gateway, frontend.', 'frontend', { service: 'frontend' }],
    ['--environment prodction', 'Did you mean production?', 'production', { environment: 'production' }],
    ['--environment moon', 'there are production, staging.', 'staging', { environment: 'staging' }],
    ['--system lernbot', 'Did you mean learnbot?', 'learnbot', { system: 'learnbot' }],
    ['--severity P3', 'its severities are P1, P2, P4.', 'P4', { severity: 'P4' }],
  ])(
    'what is not there (%s) is met with what is, and all that was typed',
    async (slip, said, label, right) => {
      const { ana, all } = await stage()
      const text = '“it’s” 5 s & <slow>'
      const rest = slip.startsWith('--severity') ? '' : ' --severity P1'
      const refused = await ana.types(`/incident declare ${text}${rest} ${slip}`)
      expect(refused.text).toContain(said)
      expect(await all()).toEqual([])
      await ana.clicks(label, refused)
      expect(await all()).toMatchObject([{ title: text, severity: 'P1', ...right }])
    },
  )

  it.each([
    ['slow -severity P1', 'no option -severity: did you mean --severity?', '--severity'],
    ['-sev=P1 slow', 'no option -sev: did you mean --severity?', '--severity'],
    ['slow —sevrity P1', 'no option --sevrity: did you mean --severity?', '--severity'],
    ['slow –severety=1', 'no option --severety: did you mean --severity?', '--severity'],
    ['slow --sev P1', 'no option --sev: did you mean --severity?', '--severity'],
    ['"slow --severity P1', 'as in: /belay incident declare "slow" --severity P1', 'With the quote closed'],
    ['--severity P1 “slow', 'as in: /belay incident declare --severity P1 “slow"', 'With the quote closed'],
    ['slow --severity "P1', 'as in: /belay incident declare slow --severity "P1"', 'With the quote closed'],
  ])(
    'a slip of the finger (%s) is no part of the title: the line is offered without it',
    async (line, said, label) => {
      const { ana, all } = await stage()
      const refused = await ana.types(`/incident declare ${line}`)
      expect(refused.text).toContain(said)
      expect(await all()).toEqual([])
      await ana.clicks(label, refused)
      expect(await all()).toMatchObject([{ title: 'slow', severity: 'P1' }])
    },
  )

  it.each([
    ['P1 checkout is slow', 'P1'],
    ['SEV1: checkout is slow', 'P1'],
    ['checkout is slow severity 1', 'P1'],
    ['checkout is slow - severity P4', 'P4'],
    ['checkout is slow, sev 4.', 'P4'],
  ])('asks how bad it is where only the title says it: %s', async (line, said) => {
    const { ana, all } = await stage()
    const asked = await ana.types(`/incident declare ${line}`)
    expect(asked.text).toBe(
      `The title says ${said}, but without --severity ${said} it would be a P2. Which is it?`,
    )
    expect([Object.keys(asked.buttons), await all()]).toEqual([[said, 'P2'], []])
    await ana.clicks(said, asked)
    await ana.clicks('P2', asked)
    expect(await all()).toMatchObject([{ severity: said }, { severity: 'P2' }])
  })

  it.each(['P2 checkout is slow', 'P3 of the printers is out', 'the P1 of yesterday is back', 'P1000 hangs'])(
    'does not ask what makes no difference: %s',
    async title => {
      const { ana, all } = await stage()
      await ana.types(`/incident declare ${title}`)
      expect(await all()).toMatchObject([{ title, severity: 'P2' }])
    },
  )

  it.each(['p1', '1', 'SEV-1', 'sev1'])('takes a severity as people say it: %s', async severity => {
    const { ana, all } = await stage()
    await ana.types(`/incident declare slow --severity ${severity}`)
    await ana.types(`/incident declare slower`)
    await ana.types(`/incident severity INC-2 ${severity}`)
    expect(await all()).toMatchObject([{ severity: 'P1' }, { severity: 'P1' }])
  })

  it('calls people by their names, whose ids are all that Slack hands on', async () => {
    const { ana, zed, all } = await stage()
    await ana.types('/incident declare <@UBEN> cannot log in')
    expect(await all()).toMatchObject([{ title: '@Ben cannot log in' }])
    const { form } = await zed.declaresFrom({ text: 'ask <@UBEN>', ts: '1712345678.000345' })
    expect(form?.filled.title).toBe('ask @Ben')
  })

  it('cuts a title that is too long', async () => {
    const { ana, all } = await stage()
    await ana.types(`/incident declare ${'slow '.repeat(80)}`)
    const [incident] = await all()
    expect(incident?.title).toHaveLength(240)
    expect(incident?.title).toMatch(/^slow slow .*…$/)
  })

  it('takes a dash for a dash and a quote within a word for a letter', async () => {
    const { ana, all } = await stage()
    await ana.types('/incident declare read-only -not down- on the 5" disk')
    expect(await all()).toMatchObject([{ title: 'read-only -not down- on the 5" disk' }])
  })

  it('a form whose choices do not go together gives back what was written, and goes on with it', async () => {
    const { ana, all } = await stage()
    const asked = await ana.types('/incident declare')
    const fields = { title: 'pages are blank', severity: 'P1', environment: 'staging', service: 'frontend' }
    const refused = await ana.submits(fields, asked)
    expect(refused.text).toBe(
      'LearnBot staging has no service "frontend"; there is api-gateway.\nYou wrote:\npages are blank',
    )
    await ana.clicks('api-gateway', refused)
    expect(await all()).toMatchObject([
      { title: 'pages are blank', severity: 'P1', environment: 'staging', service: 'api-gateway' },
    ])
  })

  it('is open to nobody from a channel where nothing lives', async () => {
    const { ana, all } = await stage()
    const { text } = await ana.types('/incident declare it is slow', '#random')
    expect(text).toContain('No system lives here. Ask where it does: LearnBot in #learnbot-alerts')
    expect(await all()).toEqual([])
  })
})

describe('declaring from a message', () => {
  const message = { text: 'is &lt;api&gt; down, <@UBEN|ben>?', ts: '1712345678.000345' }
  const fields = { severity: 'P1', environment: 'production' }

  it('begins with what it says, and the card leads back to it', async () => {
    const { zed, all, card } = await stage()
    const asked = await zed.declaresFrom(message)
    expect(asked.form).toMatchObject({
      command: 'incident declare --system learnbot --message CLEARNBOTALERTS/1712345678.000345',
      filled: { title: 'is <api> down, @ben?', environment: 'production' },
    })
    expect((await zed.submits(fields, asked)).text).not.toContain('no link')
    const [incident] = await all()
    const url = 'https://slack.example.com/CLEARNBOTALERTS/1712345678.000345'
    expect(incident).toMatchObject({ title: 'is <api> down, @ben?', links: [{ label: 'Message', url }] })
    expect((await card(incident!)).links).toEqual({ Message: url })
  })

  it('asks again with the message still in hand, when the title is nothing but spaces', async () => {
    const { zed, all } = await stage()
    const asked = await zed.declaresFrom(message)
    const again = await zed.submits({ ...fields, title: '  ' }, asked)
    await zed.submits({ title: 'api is down' }, again)
    expect(await all()).toMatchObject([
      { title: 'api is down', severity: 'P1', links: [{ label: 'Message' }] },
    ])
  })

  it('does not wait for Slack: without the link it is declared all the same, and the answer says so', async () => {
    const { zed, all, slack } = await stage()
    const asked = await zed.declaresFrom(message)
    slack.trouble('permalink', 'away')
    const { text } = await zed.submits(fields, asked)
    expect(text).toMatch(/INC-1 is open: P1.* Slack gave no link to the message\.$/)
    expect(await all()).toMatchObject([{ title: 'is <api> down, @ben?', links: [] }])
  })

  it('in a channel where nothing lives is about the person’s own systems, as alone with Belay', async () => {
    const { ana, zed, all } = await stage()
    const asked = await ana.declaresFrom(message, '#support')
    expect(asked.form?.command).toBe(
      'incident declare --system learnbot --message CSUPPORT/1712345678.000345',
    )
    expect((await ana.submits(fields, asked)).text).toContain('Its card comes in #learnbot-alerts.')
    expect(await all()).toMatchObject([{ links: [{ label: 'Message' }] }])
    const refused = await zed.declaresFrom(message, '#support')
    expect(refused.text).toContain('No system lives here. Ask where it does: LearnBot in #learnbot-alerts')
    expect(await ana.types('/incident declare it is slow', '#support')).toMatchObject({ text: refused.text })
  })

  it('takes the link that Slack copies, typed by hand', async () => {
    const { ana, all } = await stage()
    const link =
      '<https://acme.slack.com/archives/CSUPPORT/p1712345678000345?thread_ts=1712345600.000100&amp;cid=CSUPPORT>'
    await ana.types(`/incident declare api is down --message ${link}`)
    expect(await all()).toMatchObject([
      {
        title: 'api is down',
        links: [{ label: 'Message', url: 'https://slack.example.com/CSUPPORT/1712345678.000345' }],
      },
    ])
  })

  it.each(['nonsense', 'CSUPPORT', '<https://evil.example/x>', 'CSUPPORT/12', '../archives'])(
    'says what it wants instead of %s',
    async nonsense => {
      const { ana, all } = await stage()
      const { text } = await ana.types(`/incident declare api is down --message ${nonsense}`)
      expect(text).toMatch(
        / does not work here: expected the link of a message in Slack\. As in: \/belay incident declare /,
      )
      expect(await all()).toEqual([])
    },
  )
})
