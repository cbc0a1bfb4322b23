import { taskMs } from '../../sandbox/aws/ecs/settled.ts'
import { jobMs } from '../../sandbox/github/runs.ts'
import type { SeenMessage } from '../../sandbox/slack/reading/seen.ts'
import { eventually, expect, hours, minutes, type Stage, story, systemsOf } from './stage.ts'

const cluster = 'learnbot-production-cluster'
const gateway = 'learnbot-production-api-gateway'
const desired = ({ world }: Stage) => world.aws.ecs.get(cluster, gateway)?.desired

/** Ben may ask for changes, too, and Cara may approve. */
const systems = (await systemsOf()).map(system => ({
  ...system,
  people: {
    ...system.people,
    operators: [...system.people.operators, ...system.people.approvers],
    approvers: ['cto@learnbot.example.com'],
  },
}))

story(
  'a lock asks its holder whether it is still needed, and is taken away with the yes of somebody else',
  async stage => {
    const { ana, ben, cara, later } = stage
    await ana.types('/belay lock api-gateway looking at the leak')
    await stage.channel().shows('Ana has locked api-gateway of LearnBot production')
    await later(3 * hours)
    await ana.direct.shows('Do you still need it? Ana locked LearnBot api-gateway, production', '[Unlock]')
    await later(3 * hours)
    await ana.direct.showsTimes(2, 'Do you still need it?')

    await ben.types('/belay restart api-gateway --confirm deploy')
    await ben.clicks('Ask for the lock', await ben.alone.message('Ana has api-gateway', '[Ask for the lock]'))
    await ben.form()
    await ben.submits({ confirm: 'deploy' })
    const asked = await stage.channel().message('waits for approval: unlock api-gateway, production')
    expect(asked.plain).toContain('locked by Ana: looking at the leak → not locked')
    await cara.clicks('Approve', asked)
    await stage.channel().message('done: unlock api-gateway, production')
    await ben.types('/belay restart api-gateway --confirm deploy')
    await stage.channel().message('waits for approval: restart api-gateway, production')
    await later(6 * hours)
    await ana.direct.showsTimes(2, 'Do you still need it?')
  },
  { systems },
)

story('whatever is pressed twice at once, on two processes, is done and told once', async stage => {
  const { ana, fire, world, pagerduty } = stage
  const port = () => Number(new URL(world.webhookUrl()).port)
  const ports = [port()]
  await world.belay()
  ports.push(port())
  let requests = 0
  world.reach(() => ports[++requests % 2]!)
  const twice = async (button: string, message: SeenMessage) => {
    await Promise.all([ana.clicks(button, message), ana.clicks(button, message)])
  }
  const page = fire()
  const thread = stage.threadOf(await stage.card(page.title))
  await thread.shows('Level 1 told: Ana')
  await twice('Acknowledge', await stage.card(page.title))
  await ana.alone.shows('INC-1 is yours.')
  const taken = await stage.channel().message('🟠 P1 acknowledged')
  await twice('Resolve', taken)
  await ana.alone.shows('INC-1 is resolved after')
  const over = await stage.channel().message('🟢 P1 resolved', '[Post-mortem]')
  await twice('Post-mortem', over)
  await ana.alone.shows('post-mortem is in its thread')
  const files = () => thread.messages().flatMap(({ files }) => files)
  expect(files()).toHaveLength(1)

  // Once more, as it stands: she is told where it is.
  await ana.says('@Belay postmortem', over)
  await ana.alone.shows('post-mortem is there already')
  expect(files()).toHaveLength(1)
  for (const said of ['is yours', 'is resolved', 'in its thread', 'is there already'])
    expect([said, ana.alone.count(said)]).toEqual([said, 1])
  expect(pagerduty.incidents[0]!.status).toBe('resolved')
})

/** GitHub has taken a workflow, and its answer was lost. */
async function inDoubt({ ana, ben, world, ...stage }: Stage, approver = ben) {
  world.github.fail(/dispatches/, 'lost')
  await ana.types('/deploy travelbot --branch main --confirm deploy', '#alerts')
  const asked = await stage.channel('#alerts').message('waits for approval: deploy travelbot, production')
  await approver.clicks('Approve', asked)
  return eventually(
    () => stage.channel('#alerts').message('in doubt: deploy travelbot, production', '[It was not]'),
    60_000,
  )
}

story('a call whose answer was lost: it was done, says Ana, and that is the end of it', async stage => {
  const { ana, world } = stage
  await ana.clicks('It was done', await inDoubt(stage))
  await stage.channel('#alerts').message('done: deploy travelbot, production')
  expect(world.github.started()).toHaveLength(1)
})

story(
  'a call whose answer was lost: it was not, says Ana, and two who plan it again at once ask for one change',
  async stage => {
    const { ana, ben, cara, world, later } = stage
    await ana.clicks('It was not', await inDoubt(stage, cara))
    const failed = await stage.channel('#alerts').message('failed: deploy travelbot', '[Plan again]')
    expect(failed.plain).toContain('The call did not have its effect.')
    world.github.fail()
    expect(failed.buttons).toEqual(['Logs', 'Plan again'])
    await Promise.all([ana, ben].map(one => one.clicks('Plan again', failed)))
    for (const one of [ana, ben])
      await one.alone.shows('It waits for approval: deploy travelbot, production.')
    await cara.clicks('Approve', await stage.channel('#alerts').message('waits for approval', '[Approve]'))
    await eventually(() => world.github.started().length === 2)
    await later(3 * jobMs)
    await stage.channel('#alerts').message('done: deploy travelbot, production')
    expect(stage.channel('#alerts').count(': deploy travelbot, production')).toBe(2)
  },
  { systems },
)

/** The minute of the day at which it says that it is taken back. */
function minuteIn(text: string): number {
  const [, hour, minute] = /taken back at (\d\d):(\d\d)/.exec(text) ?? []
  return Number(hour) * 60 + Number(minute)
}

story('wanted for longer: "Extend" moves when it is taken back, and says until when', async stage => {
  const { ana, ben, later } = stage
  await ana.types('/belay scale api-gateway 4 --for 30m --confirm deploy')
  await ben.clicks('Approve', await stage.channel().message('waits for approval: scale', '[Approve]'))
  await eventually(() => desired(stage) === 4)
  await later(2 * taskMs)
  const done = await stage.channel().message('done: scale api-gateway, production', 'taken back at')
  await ana.clicks('Extend 30 min', done)
  await ana.alone.shows('scale api-gateway, production: taken back at ')
  await eventually(() => {
    const longer = minuteIn(stage.channel().text()) - minuteIn(done.plain)
    return (longer + 24 * 60) % (24 * 60) === 30
  })
  // Her phone shows the message as it was, and she presses once more.
  const [line] = /run extend [^"]*/.exec(JSON.stringify(done.blocks))!
  await ana.types(`/belay ${line}`)
  await ana.alone.shows('It lasts until later than that already.')
  expect(desired(stage)).toBe(4)
  await later(61 * minutes)
  await eventually(() => desired(stage) === 2)
})

story(
  'those who may approve are asked once, hear no more of it, and a no comes with its reason',
  async stage => {
    const { ana, ben } = stage
    await ana.types('/belay restart api-gateway --confirm deploy')
    const asked = await stage.channel().message('waits for approval: restart', '[Ask the approvers]')
    const inPerson = await ben.direct.message('🟡 LearnBot: Ana asks to restart api-gateway, production')
    expect(inPerson.buttons).toEqual(['Approve', 'Decline'])
    expect(inPerson.plain).toContain('Look at it')

    await ana.clicks('Ask the approvers', asked)
    await ana.alone.shows('Asked: Ben.')
    const thread = stage.threadOf(asked)
    const ping = await thread.message('@Ben Ana asks for your yes or no: restart api-gateway, production')
    expect(ping.buttons).toEqual([])
    await ana.clicks('Ask the approvers', asked)
    await ana.alone.shows('They were asked')

    await ben.clicks('Decline', inPerson)
    await ben.form()
    await ben.submits({ text: 'after the release' })
    const declined = await stage.channel().message('declined: restart api-gateway, production')
    expect(declined.plain).toMatch(/Ben declined at \d\d:\d\d: "after the release"/)
    await thread.shows(
      'Nobody is asked any more: restart api-gateway, production',
      '@Ana restart',
      'Ben declined',
    )
    await ben.direct.shows('Nothing left to do for you: restart api-gateway, production · Ben declined')
  },
)

story('Ben, who approved it, sees that it goes wrong, and stops it', async stage => {
  const { ana, ben, dan } = stage
  await ana.types('/belay scale api-gateway 4 --confirm deploy')
  await ben.clicks('Approve', await stage.channel().message('waits for approval: scale', '[Approve]'))
  const running = await stage.channel().message('under way: scale api-gateway, production', '[Cancel]')
  await dan.clicks('Cancel', running)
  await dan.alone.shows("Only LearnBot's operators or approvers (Ana, Ben) may cancel this.")
  await ben.clicks('Cancel', running)
  await ben.alone.shows('It is stopped as soon as it can be: scale api-gateway, production.')
  await stage.channel().message('stopped in its first step: scale api-gateway', 'Ben wanted it stopped')
})

story(
  'going ahead alone is offered where it is allowed, and elsewhere it says where it would be',
  async stage => {
    const { ana, ben, dan } = stage
    const card = await stage.card(stage.fire().title)
    await ana.types('/belay restart api-gateway --confirm deploy')
    const outside = await stage.channel().message('waits for approval: restart api-gateway')
    expect(outside.plain).toContain('INC-1 is a P1: asked for in its thread, this can go ahead without')
    expect(outside.buttons).not.toContain('Break the glass')

    await ana.says('@Belay restart api-gateway --confirm deploy', card)
    const asked = await stage.threadOf(card).message('waits for approval: restart', '[Break the glass]')
    await ana.clicks('Break the glass', asked)
    await ana.form()
    await ana.submits({ text: 'nobody answers' })
    const told = await ben.direct.message('LearnBot, without a second person: restart api-gateway')
    expect(told.plain).toContain('Look at it')

    await dan.types('/incident declare "checkout is down" --severity P1 --service travelbot', '#alerts')
    const other = await stage.card('checkout is down', '#alerts')
    await ana.says('@Belay deploy travelbot --branch main --confirm deploy', other)
    const forbidden = await stage.threadOf(other).message('waits for approval: deploy travelbot')
    expect(forbidden.buttons).not.toContain('Break the glass')
  },
)
