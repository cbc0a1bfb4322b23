import { taskMs } from '../../sandbox/aws/ecs/settled.ts'
import type { SeenMessage } from '../../sandbox/slack/reading/seen.ts'
import { eventually, expect, minutes, type Stage, story, systemsOf } from './stage.ts'

const cluster = 'learnbot-production-cluster'
const gateway = 'learnbot-production-api-gateway'
const update = 'ecs:UpdateService'

const now = ({ world }: Stage) => world.aws.ecs.get(cluster, gateway)
const runs = (stage: Stage) => now(stage)?.taskDefinition?.split(':').at(-1)
/** How often a roll-out has begun, whatever was asked for. */
const begun = (stage: Stage) => (now(stage)?.rollouts ?? []).filter(({ at }) => at !== undefined).length
const asked = ({ world }: Stage, action: string) => world.aws.asked.filter(({ name }) => name === action)

/** Ana asks to roll back to the revision before. */
async function rollback(stage: Stage): Promise<SeenMessage> {
  await stage.ana.types('/rollback api-gateway previous --confirm deploy')
  return stage.channel().message('waits for approval: roll back api-gateway, production', '[Approve]')
}

/** What the button says that approves it. */
const lineOf = ({ blocks }: SeenMessage) =>
  /run approve [0-9a-f]+ [0-9a-f]{64}/.exec(JSON.stringify(blocks))![0]

/** What a story that changed something once has in the end. */
async function isDoneOnce(stage: Stage): Promise<void> {
  await stage.later(2 * taskMs)
  await stage.channel().message('done: roll back api-gateway, production')
  expect([runs(stage), begun(stage)]).toEqual(['40', 1])
  expect(stage.channel().count('roll back api-gateway, production')).toBe(1)
}

/** Nothing has changed, and nothing stands in the way of the next. */
async function isAsItWas(stage: Stage): Promise<void> {
  expect([runs(stage), begun(stage)]).toEqual(['41', 0])
  await stage.ana.types('/belay runs')
  await stage.ana.alone.shows('Nothing is running or waits for approval')
}

story('AWS asks to slow down: it is asked again later, and the service is rolled back once', async stage => {
  const { ben, world } = stage
  const waits = await rollback(stage)
  world.aws.fault(update, 'throttled')
  await ben.clicks('Approve', waits)
  await stage.channel().message('under way: roll back', `AWS limits ${update} just now`, '[Cancel]')
  await eventually(() => asked(stage, update).length >= 2)
  expect(begun(stage)).toBe(0)
  world.aws.mend()
  await isDoneOnce(stage)
})

story('AWS denies it: which action on what, and the statement that would allow it', async stage => {
  const { ben, world } = stage
  const waits = await rollback(stage)
  world.aws.fault(update, 'denied')
  await ben.clicks('Approve', waits)
  const failed = await stage.channel().message('failed: roll back api-gateway, production')
  const arn = `arn:aws:ecs:us-east-1:123456789012:service/${cluster}/${gateway}`
  expect(failed.plain).toContain(`AWS refused ${update} on ${gateway}: Belay's role may not.`)
  expect(failed.plain).toContain(`{"Effect":"Allow","Action":"${update}","Resource":"${arn}"}`)
  expect(asked(stage, update)).toHaveLength(1)
  world.aws.mend()
  await isAsItWas(stage)
})

story('Belay’s token has expired: it says so, and what was not done can be planned again', async stage => {
  const { ana, ben, world } = stage
  const waits = await rollback(stage)
  world.aws.fault(update, 'expired')
  await ben.clicks('Approve', waits)
  const failed = await stage.channel().message('failed: roll back api-gateway, production')
  expect(failed.plain).toContain("Belay's AWS credentials have expired: renew them")
  world.aws.mend()
  await isAsItWas(stage)
  await ana.clicks('Plan again', failed)
  await ana.form()
  await ana.submits({ confirm: 'deploy' })
  await ben.clicks('Approve', await stage.channel().message('waits for approval: roll back', '[Approve]'))
  await stage.later(2 * taskMs)
  await stage.channel().message('done: roll back api-gateway, production')
  expect([runs(stage), begun(stage)]).toEqual(['40', 1])
})

story('a service that is not there, when it is asked for or by the time of the yes', async stage => {
  const { ana, ben, world } = stage
  const waits = await rollback(stage)
  world.aws.ecs.set({ cluster, service: gateway, status: 'INACTIVE' })
  const gone = `ECS has no service ${gateway} in the cluster ${cluster}.`
  await ana.types('/belay restart api-gateway --dry-run')
  await ana.alone.shows(gone)
  await ben.clicks('Approve', waits)
  const void_ = await stage.channel().message('not begun: roll back api-gateway', '[Plan again]')
  expect(void_.plain).toContain(gone)
  expect(asked(stage, update)).toEqual([])
})

story(
  'a roll-out that never settles: people are told that it has come no further, and can stop it',
  async stage => {
    const { ana, ben, world } = stage
    const waits = await rollback(stage)
    world.aws.ecs.set({ cluster, service: gateway, most: 1 })
    await ben.clicks('Approve', waits)
    const under = await stage.channel().message('under way: roll back api-gateway, production')
    await stage.later(2 * taskMs)
    await stage.channel().message('under way: roll back api-gateway, production', '1 of 2')
    await stage.later(16 * minutes)
    const stuck = await stage.channel().message('No progress in 15 min', '(16 min)', '[Cancel]')
    const thread = stage.threadOf(under)
    await thread.message('@Ana', 'No progress in 15 min: roll back api-gateway, production')
    await stage.later(16 * minutes)
    expect(thread.count('No progress')).toBe(1)
    await ana.clicks('Cancel', stuck)
    await eventually(() => runs(stage) === '41')
    expect(asked(stage, update)).toHaveLength(2)
  },
)

story(
  'the image of what is gone back to is no longer there: it says which, before or after the yes',
  async stage => {
    const { ana, ben, world } = stage
    const waits = await rollback(stage)
    world.aws.ecr.remove('api-gateway', '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c')
    const gone = /cannot go back to 40: its image \S+api-gateway:9f8e7d6c\S+ is no longer in the registry/
    await ana.types('/rollback api-gateway previous --confirm deploy')
    expect((await ana.alone.message('cannot go back to 40', '[Choose another revision]')).plain).toMatch(gone)
    await ben.clicks('Approve', waits)
    expect((await stage.channel().message('not begun: roll back', '[Plan again]')).plain).toMatch(gone)
    await isAsItWas(stage)
  },
)

story(
  'two approvers click at once, and each twice: it is done once, and the second is told',
  async stage => {
    const { ben, cara } = stage
    const waits = await rollback(stage)
    await Promise.all([ben, cara, ben, cara].map(person => person.clicks('Approve', waits)))
    await isDoneOnce(stage)
    expect(stage.channel().text()).toMatch(/approved by (?:Ben|Cara)\b/)
    const late = [...ben.alone.messages(), ...cara.alone.messages()].map(({ plain }) => plain)
    expect(late.length).toBeGreaterThan(0)
    for (const said of late) expect(said).toMatch(/already|is over|under way|approved/i)
  },
  { systems: await withTwoApprovers() },
)

async function withTwoApprovers() {
  return (await systemsOf()).map(system => ({
    ...system,
    people: {
      ...system.people,
      approvers: [...system.people.approvers, 'cto@learnbot.example.com'],
    },
  }))
}

story('a yes from where the system has no say: nothing begins, and it is told why', async stage => {
  const { ben } = stage
  const line = lineOf(await rollback(stage))
  for (const channel of ['#alerts', '#general']) await ben.types(`/belay ${line}`, channel)
  await ben.alone.showsTimes(2, 'This channel has no rights over LearnBot')
  expect(asked(stage, update)).toEqual([])
  await stage.channel().message('waits for approval: roll back api-gateway, production', '[Approve]')
})

story(
  'somebody deploys between the plan and the yes: the yes is void, and the next plan is another',
  async stage => {
    const { ana, ben, world } = stage
    const waits = await rollback(stage)
    const image = '123456789012.dkr.ecr.us-east-1.amazonaws.com/api-gateway:mended'
    const other = world.aws.ecs.define(gateway, [{ name: 'api-gateway', image }])
    world.aws.ecs.set({ cluster, service: gateway, taskDefinition: other })
    await ben.clicks('Approve', waits)
    const void_ = await stage.channel().message('not begun: roll back api-gateway', '[Plan again]')
    expect(void_.plain).toContain('there was 41 a1b2c3d, and now there is 42 mended')
    await ben.types(`/belay ${lineOf(waits)}`)
    await ben.alone.shows('[Plan again]')
    expect(asked(stage, update)).toEqual([])
    await ana.clicks('Plan again', void_)
    await ana.form()
    await ana.submits({ confirm: 'deploy' })
    const anew = await stage.channel().message('waits for approval: roll back api-gateway', '[Approve]')
    expect(anew.plain).toContain('42 mended →')
  },
)

story(
  'locked after it was asked for: the yes does not begin it, and says who has the lock',
  async stage => {
    const { ana, ben } = stage
    const waits = await rollback(stage)
    await ben.types('/belay lock api-gateway --reason "a dump is being taken"')
    await stage.channel().shows('Ben has locked api-gateway')
    await ben.clicks('Approve', waits)
    const void_ = await stage.channel().message('not begun: roll back api-gateway', '[Plan again]')
    expect(void_.plain).toContain('Ben has locked it: "a dump is being taken".')
    await isAsItWas(stage)
    await ana.types('/rollback api-gateway previous --confirm deploy')
    await ana.alone.shows('Ben has api-gateway', '[Ask for the lock]')
  },
  { systems: await withBenAsking() },
)

async function withBenAsking() {
  return (await systemsOf()).map(system => ({
    ...system,
    people: { ...system.people, operators: [...system.people.operators, '@learnbot-leads'] },
  }))
}

story(
  'Slack is away while a service is rolled back: that goes on, and its one message catches up',
  async stage => {
    const { ben, slack } = stage
    await ben.clicks('Approve', await rollback(stage))
    await stage.channel().message('under way: roll back api-gateway, production')
    const away = slack.fail({ method: /./, does: { status: 503 } })
    await stage.later(2 * taskMs)
    await eventually(() => now(stage)?.deployments?.[0]?.rolloutState === 'COMPLETED')
    await eventually(() => away.met() > 0)
    expect(stage.channel().count('done: roll back')).toBe(0)
    away.heal()
    await isDoneOnce(stage)
  },
)
