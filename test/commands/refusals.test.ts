import { describe, expect, it } from 'vitest'
import { commands as all } from '../../commands/index.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { exampleAt } from '../../src/engine/examples.ts'
import { learnbot } from './cast.ts'
import { type Stage, stageFor } from './stage.ts'

const stage = stageFor()

/** What changes infrastructure, and the runs of it, have conversations of their own. */
const commands = all.filter(
  ({ name, permission }) => ['anyone', 'responders'].includes(permission) && !/^runs?\b/.test(name),
)

/** Where several systems live, whose it is has to be said: behind the name of the command. */
function ofLearnbot(template: string): string {
  const place = { system: learnbot, environment: 'production' }
  const example = exampleAt(template, all, place) ?? template.replace(/\{[^}]*\}/g, 'postgres')
  const own = commands
    .filter(({ about, name }) => about === 'system' && `${example} `.startsWith(`${name} `))
    .sort((a, b) => b.name.length - a.name.length)[0]
  if (!own || /learnbot|--system/.test(example)) return example
  return `${own.name} learnbot${example.slice(own.name.length)}`
}

/** The example of the help, about an incident of the test's own; INC-2 stands beside it. */
const about = (example: string, incident: Incident | string): string =>
  `/${ofLearnbot(example)
    .replace('INC-42', typeof incident === 'string' ? incident : incident.id)
    .replace('INC-41', 'INC-2')
    .replace('@ben', '<@UBEN>')}`

const named = (names: typeof commands) => names.map(command => [command.name, command.example] as const)
const aboutIncidents = commands.filter(command => command.about === 'incident')
const forAnyone = [
  ...[
    'incident declare',
    'incident list',
    'incident show',
    'oncall',
    'health',
    'dashboards',
    'schedules',
    'help',
    'parked',
  ],
]
const forResponders = commands.filter(({ name }) => !forAnyone.includes(name))
const aboutSystems = commands.filter(command => command.about === 'system')

/** A page, and another one beside it to merge into. */
async function paged(): Promise<Stage & { incident: Incident; saved(): Promise<unknown> }> {
  const made = await stage()
  const incident = await made.page()
  await made.page()
  const saved = async () => [await made.now(incident), await made.happened(incident)]
  return { ...made, incident, saved }
}

describe('somebody who may not', () => {
  it.each(named(forResponders))('%s is for responders', async (name, example) => {
    const { zed, incident, saved } = await paged()
    const before = await saved()
    const { text, buttons, file } = await zed.types(about(example, incident))
    expect(text).toBe(`Only LearnBot's responders (@learnbot-oncall) may use ${name}.`)
    expect(buttons).toEqual({ 'Who is on call': 'oncall --system learnbot' })
    expect([file, await saved()]).toEqual([undefined, before])
  })

  it.each(named(forResponders))('%s asks nothing of them before it says so', async name => {
    const { zed, below, incident } = await paged()
    const { form, text } = await zed.says(name, await below(incident))
    expect([form, text]).toEqual([undefined, expect.stringContaining("Only LearnBot's responders")])
  })

  it.each(named([...aboutIncidents, ...aboutSystems]))(
    '%s is for channels that the system file names',
    async (_, example) => {
      const { ana, incident, saved } = await paged()
      const before = await saved()
      const line = about(example, incident).replace(/^(\/\w+)$/, '$1 learnbot')
      const { text, buttons, file } = await ana.types(line, '#ops')
      expect(text).toBe(
        'This channel has no rights over LearnBot, as its system file does not name it. Ask in #learnbot-alerts or #learnbot-staging, or in a direct message to Belay.',
      )
      expect(buttons).toEqual({ 'Show what Belay can do': 'help' })
      expect([file, await saved()]).toEqual([undefined, before])
    },
  )

  it.each(named([...aboutIncidents, ...aboutSystems]))(
    '%s is for LearnBot’s people only, alone with Belay',
    async (name, example) => {
      const { zed, incident, saved } = await paged()
      const before = await saved()
      const { text } = await zed.typesToBelay(about(example, incident))
      expect(text).toMatch(/^Only LearnBot's (people|responders) \(@learnbot-oncall.*\) may use /)
      expect(text).toContain(`may use ${name}`)
      expect(await saved()).toEqual(before)
    },
  )
})

describe('an incident that is not there', () => {
  it.each(named(aboutIncidents))('%s, by its number', async (_, example) => {
    const { ana } = await stage()
    const { text, buttons, form } = await ana.types(about(example, 'INC-77'))
    expect(text).toBe('There is no incident INC-77. Look it up in the list, as in: /belay incident list')
    expect([form, buttons]).toEqual([undefined, { 'List incidents': 'incident list' }])
  })

  it.each(named(aboutIncidents))('%s, by a button that outlived it', async (_, example) => {
    const { ana, page, now } = await stage()
    const other = await page()
    const gone = { to: 'person', text: '', links: {}, channel: 'CLEARNBOTALERTS' } as const
    const buttons = { gone: about(example, '0123456789abcdef') }
    const { text } = await ana.clicks('gone', { ...gone, buttons })
    expect(text).toContain('That incident is not known any more.')
    expect(await now(other)).toEqual(other)
  })

  it.each(named(aboutIncidents.filter(({ name }) => name !== 'incident merge')))(
    '%s, by no name at all',
    async name => {
      const { ana } = await stage()
      const { text, buttons } = await ana.types(`/${name}`)
      expect(text).toBe(`No incident is open here. Name one, as in: /belay ${name} INC-42`)
      expect(buttons).toEqual({ 'List incidents': 'incident list' })
    },
  )
})

it('an incident that is lost while somebody acts on it is said to be, and the list is offered', async () => {
  const { ana, page, faces, loses } = await stage()
  await page()
  const { find } = faces.incidents
  faces.incidents.find = async reference => {
    const found = await find(reference)
    await loses()
    return found
  }
  const { text, buttons } = await ana.types('/incident ack INC-1')
  expect([text, buttons]).toEqual(['INC-1 is not known any more.', { 'List incidents': 'incident list' }])
})

/** How an incident comes to be so, by what Ana says in its thread. */
const ways = {
  triggered: [],
  acknowledged: ['ack'],
  mitigated: ['ack', 'mitigate'],
  resolved: ['ack', 'resolve'],
  merged: ['ack', 'merge INC-2'],
}
type Way = keyof typeof ways

const nobody = ['Nobody has INC-1 yet: acknowledge it first.', 'Acknowledge'] as const
const open = ['INC-1 is open: there is nothing to reopen.', 'Show INC-1'] as const
const mitigated = ['INC-1 is mitigated already; Ana leads it.', 'Show INC-1'] as const
const resolved = ['INC-1 is resolved.', 'Reopen'] as const
const merged = ['INC-1 was merged into INC-2: carry on there.', 'Show INC-2'] as const

const without = ['INC-1 has no such milestone to tick.', 'Show INC-1'] as const

/** What is refused in which state; whatever is not here is done, or has a form. */
const refused: Record<Way, Record<string, readonly [sentence: string, offer: string]>> = {
  triggered: {
    reopen: open,
    milestone: without,
    lead: nobody,
    snooze: nobody,
    'stop-reminders': nobody,
    'resume-reminders': nobody,
  },
  acknowledged: { ack: ['Ana has INC-1 already.', 'Take the lead'], reopen: open, milestone: without },
  mitigated: { ack: mitigated, mitigate: mitigated, milestone: without },
  resolved: {
    ack: resolved,
    escalate: resolved,
    severity: resolved,
    update: resolved,
    lead: resolved,
    mitigate: resolved,
    resolve: resolved,
    snooze: resolved,
    merge: resolved,
    'stop-reminders': resolved,
    'resume-reminders': resolved,
    milestone: without,
  },
  merged: {
    ack: merged,
    escalate: merged,
    severity: merged,
    update: merged,
    lead: merged,
    reopen: merged,
    mitigate: merged,
    resolve: merged,
    snooze: merged,
    merge: merged,
    'stop-reminders': merged,
    'resume-reminders': merged,
    milestone: [without[0], 'Show INC-2'],
  },
}

describe.each(Object.keys(ways) as Way[])('an incident that is %s', way => {
  const nameOf = (command: string) => command.replace('incident ', '')

  async function reached() {
    const all = await paged()
    const here = await all.below(all.incident)
    for (const line of ways[way]) await all.ana.says(line, here)
    return { ...all, here }
  }

  it.each(named(aboutIncidents))('%s', async (name, example) => {
    const { ben, incident, saved } = await reached()
    const before = await saved()
    const told = await ben.types(about(example, incident))
    const why = refused[way][nameOf(name)]
    if (!why) return expect(told.file ? '✓' : told.text).toMatch(name.endsWith('show') ? /INC-1/ : /^✓/)
    expect([told.text, Object.keys(told.buttons)]).toEqual([why[0], [why[1]]])
    expect(await saved()).toEqual(before)
  })

  it.each(Object.keys(refused[way]))('%s opens no form that could not be sent', async name => {
    const { ben, here } = await reached()
    const told = await ben.says(name, here)
    expect([told.form, told.text]).toEqual([undefined, refused[way][name]![0]])
  })
})

describe('a line that is not understood', () => {
  const slips = ['--nonsense', '--incident', '"never closed', 'a b c d e f', '--service', '--level nine']

  it.each(commands.map(({ name }) => name))('%s says what would be right, or asks', async name => {
    const { ana, incident, saved } = await paged()
    const before = await saved()
    for (const slip of slips) {
      const { text, buttons, form, file } = await ana.types(`/${name} ${slip}`)
      const goesOn = /as in\b|There is no incident/i.test(text) || Object.keys(buttons).length > 0
      expect([slip, text, goesOn || form !== undefined || file !== undefined]).toEqual([slip, text, true])
    }
    if (!/note|resolve|update|ack-all/.test(name))
      expect([incident.id, await saved()]).toEqual([incident.id, before])
  })
})

it('an example can be typed where it is read: a mention in a thread, a slash command elsewhere', async () => {
  const { ana, below, incident } = await paged()
  const sentence = '"P9" does not work here: expected P1, P2, P3 or P4. As in:'
  const example = 'incident severity INC-42 P2'
  expect((await ana.types('/incident severity INC-1 P9')).text).toBe(`${sentence} /belay ${example}`)
  const here = await below(incident)
  expect((await ana.says('severity P9', here)).text).toBe(`${sentence} @Belay ${example}`)
})

it('what is resolved cannot be merged into, either', async () => {
  const { ana, below, incident, saved } = await paged()
  await ana.types('/incident resolve INC-2')
  const before = await saved()
  const told = await ana.says('merge INC-2', await below(incident))
  expect(told.text).toBe('INC-2 is resolved.')
  expect((await ana.clicks('Reopen', told)).text).toContain('✓ INC-2 is open again')
  expect(await saved()).toEqual(before)
})
