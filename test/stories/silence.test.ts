import type { SeenMessage } from '../../sandbox/slack/reading/seen.ts'
import { eventually, expect, hours, minutes, type Stage, story } from './stage.ts'

const api = { alertname: 'HighErrorRate', service: 'api-gateway', severity: 'critical' }
const parser = { alertname: 'QueueLength', service: 'resume-parser', severity: 'warning' }

const buttonsOf = ({ channel, ts }: SeenMessage, { slack }: Stage) =>
  slack.messages(channel).find(message => message.ts === ts)?.buttons

const active = ({ world }: Stage) =>
  world.alertmanager.silences().filter(({ status }) => status.state === 'active')
const posted = ({ world }: Stage) => world.alertmanager.asked.filter(({ method }) => method === 'POST')

story('what fires is looked at, hidden for an hour, hidden longer, and heard again', async stage => {
  const { ana, world } = stage
  world.alertmanager.fire(api)
  world.alertmanager.fire(parser)

  await ana.types('/silence')
  const list = await ana.alone.message('Nothing of LearnBot is silenced', '2 alerts fire and are heard.')
  await ana.chooses('HighErrorRate', 'Silence …', list)
  const preview = await ana.alone.message('Would silence alertname=HighErrorRate for 1 h')
  expect(preview.plain).toContain('hides HighErrorRate service=api-gateway severity=critical')
  expect(preview.plain).toContain('Something critical is among them.')
  expect(preview.plain).not.toContain('QueueLength')
  expect(posted(stage)).toEqual([])

  await ana.clicks('Silence for 1 h', preview)
  const made = await stage.channel().message('done: silence alertname=HighErrorRate for 1 h', '[End it now]')
  expect(active(stage)).toMatchObject([
    { createdBy: 'Ana', matchers: [{ name: 'alertname', value: 'HighErrorRate' }] },
  ])
  await ana.types('/silence list')
  await ana.alone.shows('1 silence of LearnBot', '🔕 alertname=HighErrorRate', 'hides 1 now', '1 alert fires')

  const before = Date.parse(active(stage)[0]!.endsAt)
  await stage.later(minutes)
  await ana.clicks('An hour more', made)
  const longer = await stage.channel().message('silence alertname=HighErrorRate for 1 h more', '[End it now]')
  const { id, endsAt } = active(stage)[0]!
  expect(Date.parse(endsAt) - before).toBe(hours)
  await stage.channel().message('done: silence alertname=HighErrorRate for 1 h', 'Ana has extended it since')
  expect(buttonsOf(made, stage)).toEqual([])

  await ana.clicks('End it now', longer)
  await stage.channel().message('done: end the silence of alertname=HighErrorRate')
  expect(active(stage)).toEqual([])
  await stage.channel().showsTimes(2, 'Ana has ended it since')
  expect([buttonsOf(made, stage), buttonsOf(longer, stage)]).toEqual([[], []])
  await ana.types(`/silence expire ${id}`)
  await ana.alone.shows('That silence is over already.')
})

story('it says until when it lasts, and once that is past offers nothing more', async stage => {
  const { ana, world } = stage
  world.alertmanager.fire(api)
  await ana.types('/silence alertname=HighErrorRate --for 30m')
  await ana.clicks('Silence for 30 min', await ana.alone.message('Would silence'))
  const made = await stage.channel().message('done: silence alertname=HighErrorRate', '[An hour more]')
  const until = new Date(active(stage)[0]!.endsAt).toISOString().slice(11, 16)
  expect(made.plain).toContain(`until ${until}`)
  await stage.later(31 * minutes)
  const over = await stage.channel().message('done: silence alertname=HighErrorRate', `over since ${until}`)
  expect(over.buttons).toEqual([])
})

story('in an incident: its title is the comment, and its thread tells of it', async stage => {
  const { ana, fire, world } = stage
  const card = await stage.card(fire('5xx rate above 10 %').title)
  const thread = stage.threadOf(card)
  await thread.shows('Level 1 told: Ana')
  world.alertmanager.fire(api)
  await ana.says('@Belay silence service=~"api-.*" severity!=info --for 30m', card)
  await ana.clicks('Silence for 30 min', await ana.alone.message('Would silence service=~"api-.*"'))
  await thread.message('done: silence service=~"api-.*" severity!=info for 30 min')
  expect(active(stage)[0]!.comment).toMatch(/^INC-1 5xx rate above 10 %/)
  await ana.types('/belay audit')
  await ana.alone.shows(
    'Belay finished a step to silence service=~"api-.*"',
    'Belay made a call to silence',
    '(INC-1) · alertmanager:PostSilence',
  )
})

story(
  'what would hide everything, and what is no matcher, is refused before Alertmanager is asked',
  async stage => {
    const { ana, dan, world } = stage
    for (const [line, why] of [
      ['/silence alertname=~".*"', 'would hide every alert'],
      ['/silence severity!=critical', 'would hide every alert'],
      ['/silence HighErrorRate', '"HighErrorRate" is no label with a value. As in: /belay silence'],
      ['/silence alertname=HighErrorRate soon', '--for 2h'],
      ['/silence alertname=HighErrorRate --for 3d', '24 h at most'],
      ['/silence alertname=HighErrorRate --for 400d', '24 h at most'],
      ['/silence alertname=HighErrorRate --for 0.4s', 'expected 1s at least'],
      ['/silence expire nosuchid', 'has no silence nosuchid'],
    ] as const) {
      await ana.types(line)
      await ana.alone.shows(why)
    }
    await dan.types('/silence alertname=HighErrorRate')
    await dan.alone.shows('responders')
    expect(posted(stage)).toEqual([])
    expect(world.alertmanager.silences()).toEqual([])
  },
)

story(
  'one line hides nothing that was not shown before, and no expression hides all that fires',
  async stage => {
    const { ana, world } = stage
    world.alertmanager.fire(api)
    world.alertmanager.fire(parser)
    for (const [line, why] of [
      ['/silence alertname=~"[A-Z].*" --for 24h', 'would hide every alert there is'],
      ['/silence alertname=~"High.*|Queue.*"', 'would hide everything that fires now, 2 alerts'],
      ['/silence alertname=~"(High"', 'cannot be read'],
      ['/silence alertname=HighErrorRate --yes', '--yes wants a value after it'],
    ] as const) {
      await ana.types(line)
      await ana.alone.shows(why)
    }
    await ana.types('/silence alertname=HighErrorRate --yes please')
    const shown = await ana.alone.message('Would silence alertname=HighErrorRate for 1 h')
    expect(shown.plain).toContain('It fits 1 of 2 alerts firing now')
    const [, seen] = /--yes (\w+)/.exec(JSON.stringify(shown))!
    await ana.types(`/silence alertname=~"HighErrorRate|QueueLength" --for 24h --yes ${seen}`)
    await ana.alone.message('Would silence alertname=~"HighErrorRate|QueueLength" for 24 h', 'It fits 2 of 2')
    expect(posted(stage)).toEqual([])
    await ana.clicks('Silence for 1 h', shown)
    await stage.channel().message('done: silence alertname=HighErrorRate for 1 h')
    expect(active(stage)).toHaveLength(1)
  },
)

story('how long is typed as people type it, and /silence alone says how the rest is', async stage => {
  const { ana, world } = stage
  world.alertmanager.fire(api)
  await ana.types('/silence')
  await ana.alone.shows('To hide some: /silence service=api-gateway --for 2h')
  await ana.types('/silence alertname=HighErrorRate 2h')
  await ana.alone.message('Would silence alertname=HighErrorRate for 2 h', '[Silence for 2 h]')
  await ana.types('/silence alertname=HighErrorRate for 30m')
  await ana.alone.message('Would silence alertname=HighErrorRate for 30 min')
})

story('what names no alert, service or instance takes a second person', async stage => {
  const { ana, ben, world } = stage
  world.alertmanager.fire(api)
  world.alertmanager.fire(parser)
  await ana.types('/silence severity=critical 2h --comment "load test"')
  const preview = await ana.alone.message('Would silence severity=critical for 2 h')
  expect(preview.plain).toContain('It names no alert, service or instance')
  expect(preview.buttons).toEqual(['Ask to silence for 2 h'])
  await ana.clicks('Ask to silence for 2 h', preview)
  expect((await ana.form()).title).toBe('Confirm')
  await ana.submits({ confirm: 'deploy' })
  const asked = await stage.channel().message('waits for approval: silence severity=critical for 2 h')
  expect(asked.plain).toContain('load test')
  expect(active(stage)).toEqual([])
  await ben.clicks('Approve', asked)
  await stage.channel().message('done: silence severity=critical for 2 h', 'approved by Ben')
  expect(active(stage)).toHaveLength(1)

  await ana.types('/silence severity=critical service=api-gateway')
  await ana.alone.message('Would silence severity=critical service=api-gateway', '[Silence for 1 h]')
})

story('the answer of Alertmanager is lost: one silence is made, and it is known', async stage => {
  const { ana, world } = stage
  world.alertmanager.fire(api)
  world.alertmanager.fail('POST', 'lost')
  await ana.types('/silence alertname=HighErrorRate --for 2h')
  await ana.clicks('Silence for 2 h', await ana.alone.message('Would silence'))
  await eventually(() => active(stage).length === 1)
  await stage.channel().message('done: silence alertname=HighErrorRate for 2 h')
  expect(active(stage)).toHaveLength(1)
  expect(posted(stage)).toHaveLength(1)
})

story(
  'a system without Alertmanager: what else can be silenced there is offered, and asked in a form',
  async stage => {
    const { ana, pagerduty } = stage
    await ana.types('/silence', '#arbor-alerts')
    const refused = await ana.alone.message('Arbor Energy has no Alertmanager')
    expect(refused.buttons).toEqual(['Silence alarms of production', 'Silence PagerDuty for production'])
    await ana.clicks('Silence alarms of production', refused)
    const alarms = await ana.form()
    expect(alarms.inputs).toEqual(['alarms', 'for', 'reason'])
    await ana.submits({})
    const channel = stage.channel('#arbor-alerts')
    await channel.message('waits for approval: switch off what')
    await ana.clicks('Silence PagerDuty for production', refused)
    expect((await ana.form()).inputs).toEqual(['for', 'reason'])
    await ana.submits({ for: '2h', reason: 'migration' })
    await channel.message(
      'waits for approval: have PagerDuty page nobody for Arbor Energy production for 2 h',
    )
    expect(pagerduty.windows).toEqual([])
  },
)

story('Alertmanager is away: whoever asks is told, and nothing waits', async stage => {
  const { ana, world } = stage
  world.alertmanager.fail('GET', 'broken')
  await ana.types('/silence')
  await ana.alone.shows('Alertmanager does not answer', '[Try again]')
})

story(
  'made in an incident until that is over, and longer meanwhile: it ends with it, and once',
  async stage => {
    const { ana, fire, world } = stage
    const page = fire('5xx rate above 10 %')
    const card = await stage.card(page.title)
    const thread = stage.threadOf(card)
    await thread.shows('Level 1 told: Ana')
    world.alertmanager.fire(api)
    await ana.types('/silence alertname=HighErrorRate --until-resolved')
    await ana.alone.shows('Until which incident is resolved?')
    await ana.says('@Belay silence alertname=HighErrorRate --until-resolved --for 1h', card)
    await ana.clicks('Silence until INC-1 is over', await ana.alone.message('Would silence', 'for 1 h'))
    const made = await thread.message('done: silence alertname=HighErrorRate', '[An hour more]')
    expect(made.plain).toContain('until INC-1 is over, at the latest')
    await ana.clicks('An hour more', made)
    const longer = await thread.message('silence alertname=HighErrorRate for 1 h more', '[An hour more]')
    await ana.clicks('An hour more', longer)
    await thread.showsTimes(2, 'done: silence alertname=HighErrorRate for 1 h more')
    await thread.showsTimes(2, 'Ana has extended it since')
    expect(active(stage)).toHaveLength(1)

    stage.pagerduty.resolve(page.id)
    await thread.message('done: take back: silence alertname=HighErrorRate')
    await thread.showsTimes(2, 'Belay has ended it since')
    expect(active(stage)).toEqual([])
    await stage.channel().shows('P1 resolved')
    await ana.says('@Belay reopen', card)
    await stage.channel().shows('P1 triggered')
    await ana.says('@Belay resolve', card)
    await stage.channel().shows('P1 resolved')
    await stage.later(minutes)
    await thread.showsTimes(1, 'done: take back')
    expect(world.alertmanager.asked.filter(({ method }) => method === 'DELETE')).toHaveLength(1)
  },
)

story(
  'its incident is merged: the silence lasts as long as the one that this is carried on in',
  async stage => {
    const { ana, fire, world } = stage
    const two = fire('connections to the database above 90 %')
    const card = await stage.card(two.title)
    await stage.threadOf(card).shows('Level 1 told: Ana')
    const one = await stage.card(fire('5xx rate above 10 %').title)
    await stage.threadOf(one).shows('Level 1 told: Ana')
    world.alertmanager.fire(api)
    await ana.says('@Belay silence alertname=HighErrorRate --until-resolved', card)
    await ana.clicks('Silence until INC-1 is over', await ana.alone.message('Would silence'))
    await stage.threadOf(card).message('done: silence alertname=HighErrorRate')

    await ana.says('@Belay merge INC-1 INC-2', card)
    await ana.alone.shows('INC-1 is merged into INC-2')
    await stage.threadOf(card).shows('merged it into INC-2')
    await stage.later(minutes)
    expect(active(stage)).toHaveLength(1)
    await ana.says('@Belay resolve', one)
    await stage.threadOf(card).message('done: take back: silence alertname=HighErrorRate')
    expect(active(stage)).toEqual([])
  },
)

story('PagerDuty is to page nobody during a migration: asked for, approved, made once', async stage => {
  const { ana, ben, pagerduty } = stage
  await ana.types('/silence pagerduty --for 2h --reason migration')
  expect((await ana.form()).title).toBe('Confirm')
  await ana.submits({ confirm: 'deploy' })
  const asked = await stage
    .channel()
    .message('waits for approval: have PagerDuty page nobody for LearnBot production for 2 h')
  expect(asked.plain).toContain('makes no incident')
  expect(pagerduty.windows).toEqual([])
  pagerduty.faults.fail({ how: 'lost-answer', method: 'POST', path: /maintenance/, times: 1 })
  await ben.clicks('Approve', asked)
  await stage.channel().message('done: have PagerDuty page nobody', 'approved by Ben', 'until ')
  expect(pagerduty.windows).toMatchObject([
    { services: ['PLEARN1'], description: expect.stringMatching(/^migration \[/) },
  ])
  const [window] = pagerduty.windows
  expect(window!.endsAt - window!.startsAt).toBe(2 * hours)
  expect(() => stage.fire('5xx rate above 10 %')).toThrow('PagerDuty pages nobody: "migration')
  await stage.later(2 * hours)
  await stage.card(stage.fire('5xx rate above 10 %').title)
})

story(
  'CloudWatch’s alarms are switched off while a load test runs, and on again by themselves',
  async stage => {
    const { ana, ben, world } = stage
    for (const name of ['arbor-production-cpu', 'arbor-production-memory'])
      world.aws.cloudwatch.set({ name, state: name.endsWith('cpu') ? 'ALARM' : 'OK', since: Date.now() })
    const quiet = (name: string) => world.aws.cloudwatch.get(name)?.quiet ?? false
    const place = '--system arbor-energy --environment production'
    await ana.types(`/silence alarm arbor-staging-cpu ${place}`, '#arbor-alerts')
    await ana.alone.shows('has no alarm arbor-staging-cpu')
    await ana.types(`/silence alarm arbor-production-c* --for 30m ${place}`, '#arbor-alerts')
    const channel = stage.channel('#arbor-alerts')
    const asked = await channel.message('waits for approval: switch off what arbor-production-cpu')
    expect(asked.plain).toContain('In alarm now: arbor-production-cpu.')
    await ben.clicks('Approve', asked)
    await channel.message('done: switch off what arbor-production-cpu', '[Extend 30 min]')
    expect([quiet('arbor-production-cpu'), quiet('arbor-production-memory')]).toEqual([true, false])
    await stage.later(31 * minutes)
    await channel.message('done: take back: switch off what arbor-production-cpu')
    expect(quiet('arbor-production-cpu')).toBe(false)
  },
)

story('an alarm is deleted while it is off: all the others are switched on again', async stage => {
  const { ana, ben, world } = stage
  const { cloudwatch } = world.aws
  const names = ['arbor-production-cpu', 'arbor-production-errors', 'arbor-production-memory']
  for (const name of names) cloudwatch.set({ name, state: 'OK', since: Date.now() })
  const off = () => names.filter(name => cloudwatch.get(name)?.quiet)
  const place = '--system arbor-energy --environment production'
  await ana.types(`/silence alarm arbor-production-* --for 30m ${place}`, '#arbor-alerts')
  const channel = stage.channel('#arbor-alerts')
  await ben.clicks('Approve', await channel.message('waits for approval: switch off what'))
  await channel.message('done: switch off what', '[Extend 30 min]')
  expect(off()).toEqual(names)
  cloudwatch.remove('arbor-production-errors')
  await stage.later(31 * minutes)
  await channel.message('done: take back: switch off what')
  expect(off()).toEqual([])
})

story(
  'the same asked for again hides nothing twice; a name alone, or misspelt, is met halfway',
  async stage => {
    const { ana, world } = stage
    world.alertmanager.fire(api)
    world.alertmanager.fire(parser)
    await ana.types('/silence HighErrorRate --for 30m')
    await ana.clicks(
      'Silence alertname=HighErrorRate',
      await ana.alone.message('"HighErrorRate" is no label with a value.'),
    )
    const preview = await ana.alone.message('Would silence alertname=HighErrorRate for 30 min')
    await ana.clicks('Silence for 30 min', preview)
    await stage.channel().message('done: silence alertname=HighErrorRate')
    await stage.later(2 * minutes)
    await ana.clicks('Silence for 30 min', preview)
    await ana.alone.shows('alertname=HighErrorRate is hidden already, for another 28 min', '--for 1h')
    expect(active(stage)).toHaveLength(1)
    await ana.types('/silence alertname=HighErrorRate --for 2h')
    await ana.alone.shows('Would silence alertname=HighErrorRate for 2 h')

    await ana.types('/silence alertname=QueueLenght')
    await ana.alone.shows('Nothing that fires now is hidden by it. Did you mean alertname=QueueLength?')
  },
)
