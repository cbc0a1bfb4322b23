import { describe, expect, it } from 'vitest'
import { commands, sections, slashCommands } from '../../commands/index.ts'
import { stageFor } from './stage.ts'

const stage = stageFor()

describe('health', () => {
  it('answers whoever asks, and everybody in an incident’s thread', async () => {
    const { zed, ana, page, below, looks } = await stage()
    const alone = await zed.types('/health')
    expect(alone.to).toBe('person')
    expect(alone.text).toContain('LearnBot production: 2 fine')
    const together = await ana.says('health Api-Gateway', await below(await page()))
    expect(together.to).toBe('channel')
    expect(together.text).toContain('LearnBot production: 1 fine')
    expect(together.text).not.toContain('frontend')
    const gateway = ['https://api.learnbot.example.com/health', 'learnbot-production-api-gateway']
    expect(looks).toEqual([...gateway, 'learnbot-production-frontend', ...gateway])
  })

  it.each([
    ['learnbot api-gatway', 'api-gateway', 'LearnBot production: 1 fine'],
    ['staging --service api-gatway', 'api-gateway', 'LearnBot staging: 1 unknown'],
    ['--environment prodction api-gateway', 'production', 'LearnBot production: 1 fine'],
    ['--environment stagin "api-gateway"', 'staging', 'LearnBot staging: 1 unknown'],
    ['--environment prodction --service frontend', 'production', 'LearnBot production: 1 fine ·'],
    ['--environment staging --system lernbot', 'learnbot', 'LearnBot staging: 1 unknown'],
    ['--system lernbot staging api-gateway', 'learnbot', 'LearnBot staging: 1 unknown'],
  ])('%s is met with what was meant, and the rest stays as it was typed', async (line, meant, text) => {
    const { ana, looks } = await stage()
    const refused = await ana.types(`/health ${line}`)
    expect(refused.text).toMatch(/ no (system|environment|service) "[\w-]+"\. Did you mean [\w-]+\?$/)
    expect([looks, Object.keys(refused.buttons)]).toEqual([[], [meant]])
    expect((await ana.clicks(meant, refused)).text).toContain(text)
  })

  it('is asked of one system where several live', async () => {
    const { tom } = await stage()
    const asked = await tom.types('/health', '#ops')
    expect(asked.text).toBe('Which system? TravelBot, Arbor Energy live here.')
    expect((await tom.clicks('TravelBot', asked)).text).toContain('TravelBot production')
  })
})

describe('oncall', () => {
  it('names who would be told, as PagerDuty says, and pings nobody', async () => {
    const { zed, onCall } = await stage()
    onCall.push(
      { level: 1, user: { id: 'PANA', name: 'Ana' } },
      { level: 2, user: { id: 'PCY', name: 'Cy' } },
    )
    const { text } = await zed.types('/belay oncall')
    expect(text).toMatch(/^On call for LearnBot: Ana\nLevel 1: Ana\nLevel 2: Cy\nAs PagerDuty says\.$/)
    expect(text).not.toMatch(/PANA|<@/)
  })

  it('goes by the system file while PagerDuty is away, and says so', async () => {
    const { zed } = await stage()
    const { text } = await zed.types('/belay who is on call?')
    expect(text).toContain('Level 1: Ana · Ben\nLevel 2: Cara\nLevel 3: Chris')
    expect(text).toContain('As the system file says; PagerDuty was not asked or did not answer.')
  })
})

describe('help', () => {
  it('is there for everybody everywhere', async () => {
    const { zed } = await stage()
    const { text } = await zed.types('/belay', '#random')
    expect(text.split('\n').length).toBeLessThan(10)
    for (const { title, about, commands } of sections) {
      const line = `${title}: ${about}`
      expect(text.split('\n')).toContain(line)
      // Two lines of a phone.
      expect([line, line.length < 80]).toEqual([line, true])
      const section = (await zed.types(`/belay help ${title}`, '#random')).text
      for (const { name, example, summary } of commands) {
        expect(section.split('\n')).toContain(`${name} · ${summary}`)
        const { text } = await zed.types(`/belay help ${name}`, '#random')
        // An example of a service or a system is one only where they live.
        if (example.includes('{')) expect(text).not.toContain('{')
        else expect(text).toContain(`/belay ${example}`)
      }
    }
  })

  it('says in a short line what each command does, the first ones of a section in one of a phone', () => {
    const short = (text: string, max: number) => expect([text, text.length <= max]).toEqual([text, true])
    for (const { summary } of commands) short(summary, 60)
    for (const { commands } of sections)
      for (const { name, summary } of commands.slice(0, 2)) short(`${name} · ${summary}`, 40)
  })

  it('tells of one topic, or one command', async () => {
    const { zed } = await stage()
    expect((await zed.types('/incident')).text).not.toContain('/belay health')
    expect((await zed.types('/incident ack --help')).text).not.toContain('incident list')
    for (const name of ['ack', 'health'])
      expect((await zed.types(`/belay help ${name}`)).text).toMatch(/^(?:incident ack|health)\n\/belay /)
    expect((await zed.types('/belay help users')).text).toMatch(/users inactive .+users remove /s)
    expect((await zed.types('/belay help runbook')).text).toMatch(
      /^runbook\n.+For responders\.\nBeside it:\nrunbook show · /s,
    )
    const { text } = await zed.types('/belay help nonsense')
    expect(text).toMatch(/^There is no help on "nonsense"\. What there is:\nIncidents: declare, take/)
    expect(text).toContain('health')
  })
})

describe('the commands', () => {
  it('have names of their own', () => {
    const names = commands.flatMap(({ name, aliases = [] }) => [name, ...aliases])
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter(name => name !== name.toLowerCase())).toEqual([])
  })

  it('are reached by these slash commands, each of them the beginning of a command', () => {
    expect(slashCommands).toEqual(['/belay', '/incident', '/health', '/deploy', '/rollback', '/silence'])
    for (const slash of slashCommands.slice(1))
      expect(commands.some(({ name }) => name.split(' ')[0] === slash.slice(1))).toBe(true)
  })

  // What looks at infrastructure, and what changes it, has stories of its own.
  const withoutRuns = commands.filter(
    ({ name, permission, ...command }) =>
      ['anyone', 'responders'].includes(permission) &&
      /^(?:incident|silence|oncall|health|logs|help)\b/.test(name) &&
      !/^logs (?:access|retention)|^incident milestone/.test(name) &&
      !('takes' in command),
  )
  it.each(withoutRuns.map(command => [command.example, command] as const))(
    'do what the help gives as an example: %s',
    async (example, command) => {
      const { ana, page, happened, all } = await stage()
      const incident = await page()
      const other = await page({ title: 'another' })
      // What an example is about has to be so: somebody has it, or it is over.
      if (/reopen/.test(example)) await ana.types('/incident resolve INC-1')
      else if (/lead|snooze|reminders/.test(example)) await ana.types('/incident ack INC-1')
      const line = example
        .replace('INC-42', incident.id)
        .replace('INC-41', other.id)
        .replace('@ben', '<@UBEN|ben>')
        .replace('{service}', 'api-gateway')
        .replace('{system}', 'learnbot')
      const before = [await happened(incident), (await all()).length]
      const { text, file, form } = await ana.types(`/${line}`)
      expect(form).toBeUndefined()
      expect(file?.name ?? text).toMatch(
        /^(✓|🔴 P1|inc-1-post|🟢 LearnBot|LearnBot api-gateway, production: |Nothing of LearnBot is silenced|On call|What Belay|\d+ open)/u,
      )
      const after = [await happened(incident), (await all()).length]
      const isDone =
        command.permission === 'responders' && !/postmortem|logs|silence list|resume-reminders/.test(example)
      if (isDone || command.name === 'incident declare') expect(after).not.toEqual(before)
    },
  )
})

describe('a card', () => {
  it.each([[[]], [['ack']], [['ack', 'mitigate']], [['ack', 'resolve']]])(
    'offers after %j what can be done',
    async lines => {
      const first = await stage()
      const shown = await first.page()
      for (const line of lines) await first.ana.types(`/incident ${line} INC-1`)
      const labels = Object.keys((await first.card(shown)).buttons)
      expect(labels.length).toBeGreaterThan(2)
      for (const label of labels) {
        const { ana, page, card } = await stage()
        const [incident] = [await page(), await page()]
        for (const line of lines) await ana.types(`/incident ${line} INC-1`)
        const { text, form, file } = await ana.clicks(label, await card(incident))
        expect([label, form?.command ?? file?.name ?? text]).toEqual([
          label,
          expect.stringMatching(/^✓|^incident |^inc-1|^🟢 P1|^🟢 LearnBot production/u),
        ])
      }
    },
  )
})

describe('audit', () => {
  const stream = 'belay:{learnbot}:audit'
  const forged = JSON.stringify({ at: 0, by: 'slack:UBEN', what: 'run approve', detail: {} })

  it('says so where somebody has changed it, above what it shows', async () => {
    const { ana, opal, page, redis } = await stage()
    const { number } = await page()
    await ana.types(`/incident ack INC-${number}`)
    expect((await opal.types('/belay audit')).text).toMatch(
      /^Audit of LearnBot\n\d\d:\d\d {2}Ana acknowledged INC-1/,
    )
    await redis.xadd(stream, '*', 'entry', forged, 'sha256', '0', 'head', '0')
    await ana.types(`/incident resolve INC-${number}`)
    const { text } = await opal.types('/belay audit')
    expect(text).toMatch(
      /^Audit of LearnBot\n⛔ Somebody has changed this audit at the entry of \d\d:\d\d: the entry is not what was written\..*npm run audit -- verify learnbot\n/,
    )
    expect(text).toContain('Ana acknowledged INC-1')
    expect(text).toContain('Ana resolved INC-1')
    expect(text).toContain('PagerDuty opened INC-1')
  })

  it('says so where its end is gone, or all of it', async () => {
    const { ana, opal, page, redis } = await stage()
    const { number } = await page()
    await ana.types(`/incident ack INC-${number}`)
    const [last] = await redis.xrevrange(stream, '+', '-', 'COUNT', 1)
    await redis.xdel(stream, last![0])
    expect((await opal.types('/belay audit')).text).toContain('what followed the entry is missing')
    await redis.del(stream)
    const { text } = await opal.types('/belay audit api-gateway')
    expect(text).toContain('⛔ Somebody has changed this audit: what followed the entry is missing')
  })
})
