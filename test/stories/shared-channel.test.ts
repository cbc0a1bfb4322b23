import { SystemFile } from '../../src/domain/system-file.ts'
import { eventually, expect, story, systemsOf } from './stage.ts'

/** The meters' alerts go where TravelBot's go; Ben is on call for it. */
const meters = SystemFile.parse({
  system: 'meters',
  title: 'Meters',
  people: { responders: ['@meters-oncall'] },
  severities: { P1: { acknowledge: '15m' }, P2: { acknowledge: '1h' } },
  escalation: [{ notify: ['@meters-oncall'] }],
  pagerduty: { services: ['PMETERS1'], severity: { priority: { P1: 'P1' } } },
  environments: {
    production: {
      channel: '#alerts',
      services: { meters: { health: 'https://meters.example.com/health' } },
    },
  },
})
const options = { systems: await systemsOf(meters) }

story(
  'two systems share a channel: Belay asks which, and a button answers',
  async stage => {
    const { ana, slack } = stage
    // Ana: /health
    await ana.types('/health', '#alerts')
    await ana.alone.shows('Which system? TravelBot, Meters live here.', '[TravelBot] [Meters]')
    await ana.clicks('Meters', await ana.alone.message('Which system?'))
    await ana.alone.shows('🟢 Meters production: 1 fine', 'meters')

    // Ana: /incident declare "maps are empty" …
    await ana.types('/incident declare "maps are empty" --severity P1', '#alerts')
    const form = await ana.form()
    expect(form.title).toBe('Declare an incident')
    expect(form.inputs).toEqual(expect.arrayContaining(['title', 'severity', 'system', 'environment']))
    expect(await ana.submits({ system: 'Meters', environment: 'production' })).toEqual({ ok: true })
    await ana.alone.shows('INC-1 is open: P1, Meters production. Its card comes in #alerts.')
    await stage.channel('#alerts').shows('🔴 P1 triggered · Meters production · INC-1', 'maps are empty')

    // Ana: @belay declare …, where no form can be opened
    await ana.says('@Belay declare buses are late', '#alerts')
    await ana.alone.shows('Which system is it about?', '[TravelBot] [Meters]')
    await ana.clicks('TravelBot', await ana.alone.message('Which system is it about?'))
    await stage.channel('#alerts').shows('🔴 P2 triggered · TravelBot production · INC-2', 'buses are late')
    expect(slack.views('Ana')).toEqual([])
  },
  options,
)

story(
  'each system keeps its own people in a shared channel, and its thread knows its incident',
  async stage => {
    const { ana, ben, pagerduty } = stage
    const one = pagerduty.fire({ service: 'PTRAVEL1', title: 'bookings fail', priority: 'P1' })
    const two = pagerduty.fire({ service: 'PMETERS1', title: 'meters are silent', priority: 'P1' })
    const travel = await stage.card('bookings fail', '#alerts')
    const energy = await stage.card('meters are silent', '#alerts')
    await ana.direct.shows('TravelBot travelbot, production', 'bookings fail')
    await stage.threadOf(energy).shows('told:')
    await stage.threadOf(travel).shows('told:')

    // Ana: @belay ack, in TravelBot's thread
    await ana.says('@Belay ack', travel)
    await stage.channel('#alerts').shows('🟠 P1 acknowledged · TravelBot travelbot, production')
    await eventually(() => one.status === 'acknowledged')
    expect(two.status).toBe('triggered')

    // Ben: /incident ack, where two are open
    await ben.types('/incident resolve', '#alerts')
    await ben.alone.shows('Which incident? 2 are open here.')
    await ben.types('/incident list', '#alerts')
    await ben.alone.shows('2 open incidents, worst P1', 'Meters', 'meters are silent', 'bookings fail')
  },
  options,
)

story('in a direct conversation with Belay one speaks of one’s own systems', async stage => {
  const { ana, dan, fire } = stage
  const page = fire()
  await stage.threadOf(await stage.card(page.title)).shows('Level 1 told: Ana')
  await ana.typesToBelay('/incident list')
  await ana.alone.shows('1 open incident, worst P1 triggered · LearnBot production')
  await ana.typesToBelay('/incident ack')
  await ana.alone.shows('INC-1 is yours.')
  await stage.channel().shows('🟠 P1 acknowledged', 'Ana has it since')
  await dan.typesToBelay('/incident list')
  await dan.alone.shows('No system lives here. Ask where it does:', 'LearnBot in #learnbot-alerts')
})
