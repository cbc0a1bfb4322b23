import { taskMs } from '../../sandbox/aws/ecs/settled.ts'
import { taskId } from '../../sandbox/aws/ecs/world.ts'
import { expect, minutes, type Stage, story } from './stage.ts'

const cluster = 'learnbot-production-cluster'
const gateway = 'learnbot-production-api-gateway'
const group = '/ecs/learnbot-production/api-gateway'
const bad = '0bad456789abcdef0123456789abcdef01234567'
const good = '0123456789abcdef0123456789abcdef01234567'

async function deploying({ ana, ben, channel, begun, world }: Stage, version: string) {
  world.aws.ecr.push('api-gateway', version, Date.now())
  await ana.types(`/deploy api-gateway ${version} --confirm deploy`)
  await ben.clicks('Approve', await channel().message('waits for approval: deploy api-gateway, production'))
  await channel().message('under way: deploy api-gateway', '1 of 3 steps done')
  await begun('UpdateService')
}

story(
  'a deploy fails: beside what ECS says stands what the new task said last, and no secret',
  async stage => {
    const { world, channel, later } = stage
    await deploying(stage, bad)
    world.aws.logs.print(group, `app/api-gateway/${taskId(gateway, 1000)}`, {
      at: Date.now(),
      message: 'INFO all well',
    })
    await later(3 * taskMs)
    const failed = await channel().message(
      'failed: deploy api-gateway',
      'Last in the log of api-gateway, task ',
    )
    expect(failed.plain).toContain('ECS goes back to')
    expect(failed.plain).toContain('stopped: exit 1')
    expect(failed.plain).toContain('ERROR cannot reach postgres://[credentials]@db.internal/app')
    expect(failed.plain).toContain('FATAL no database after 3 attempts, giving up')
    expect(failed.plain).not.toContain('hunter2')
    expect(failed.plain).not.toContain('all well')
    // What ran before runs again already.
    expect(failed.buttons).toEqual(['Logs', 'Plan again'])
    expect(failed.plain).not.toContain('[Rollback]')
  },
)

story('a version that comes up and does not answer: what it says itself, and the way back', async stage => {
  const { ana, world, channel, later } = stage
  await deploying(stage, good)
  world.endpoints.set('https://api.learnbot.example.com/health', { is: 'failing' })
  await later(2 * taskMs)
  await channel().message('under way: deploy api-gateway', '2 of 3 steps done')
  world.aws.logs.print(
    group,
    `app/api-gateway/${taskId(gateway, 1000)}`,
    ...Array.from({ length: 20 }, (_, i) => ({ at: Date.now() + i, message: `line ${i} <!channel> *bold*` })),
  )
  await later(2 * minutes)
  const failed = await channel().message('failed: deploy api-gateway', 'Last in the log of api-gateway, task')
  expect(failed.plain).toContain('api-gateway is down after it.')
  expect(failed.plain).toContain('line 19 <!channel> *bold*')
  expect(failed.plain).toContain('line 12 <')
  expect(failed.plain).not.toContain('line 11 <')
  expect(failed.buttons).toEqual(['Rollback', 'Logs', 'Plan again'])
  await ana.clicks('Rollback', failed)
  expect((await ana.form()).plain).toContain('LearnBot api-gateway, production')
})

story('the log cannot be read: the run has its result all the same, and says so in a line', async stage => {
  const { world, channel, later } = stage
  world.aws.fault('logs:GetLogEvents', 'denied')
  await deploying(stage, bad)
  await later(3 * taskMs)
  const failed = await channel().message(
    'failed: deploy api-gateway',
    'The log of api-gateway could not be read',
  )
  expect(failed.plain).toContain('AWS refused logs:GetLogEvents')
  expect(failed.plain).toContain('ECS goes back to')
  expect(failed.buttons).toEqual(['Logs', 'Plan again'])
  expect(world.aws.ecs.get(cluster, gateway)?.taskDefinition).toContain(':41')
})

story(
  'a deploy that cannot be looked at: whoever asked is told why at once, and once after a minute',
  async stage => {
    const { world, channel, later, threadOf } = stage
    await deploying(stage, good)
    const under = await channel().message('under way: deploy api-gateway')
    world.aws.fault('ecs:DescribeServices', 'denied')
    const unseen = 'Belay cannot see how far it is: AWS refused ecs:DescribeServices'
    await later(2_000)
    await channel().message('under way: deploy api-gateway', unseen, '[Cancel] [Logs]')
    await threadOf(under).message('@Ana', 'deploy api-gateway, production', unseen)
    await later(61_000)
    await channel().message('under way: deploy api-gateway', '⚠️ No progress in 1 min', '[Cancel] [Logs]')
    await threadOf(under).message('@Ana', 'No progress in 1 min: deploy api-gateway, production')
    await later(61_000)
    expect(threadOf(under).count('No progress')).toBe(1)
    expect(threadOf(under).count(unseen)).toBe(1)
    world.aws.mend()
    await later(taskMs)
    const done = await channel().message('done: deploy api-gateway, production')
    expect(done.plain).not.toMatch(/No progress|cannot see/)
  },
)

story(
  'a change for a while is announced five minutes before it is taken back, with a way to keep it',
  async stage => {
    const { ana, ben, begun, channel, later, threadOf } = stage
    await ana.types('/belay scale api-gateway 4 --for 30m --confirm deploy')
    await ben.clicks('Approve', await channel().message('waits for approval: scale', '[Approve]'))
    await begun('UpdateService')
    await later(2 * taskMs)
    const done = await channel().message('done: scale api-gateway, production', 'taken back at')
    await later(25 * minutes)
    const soon = await threadOf(done).message(
      '@Ana',
      'Taken back at ',
      'scale api-gateway',
      '[Extend 30 min]',
    )
    await ana.clicks('Extend 30 min', soon)
    await later(10 * minutes)
    await channel().message('done: scale api-gateway, production', 'taken back at')
  },
)
