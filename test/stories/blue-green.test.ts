import { taskMs } from '../../sandbox/aws/ecs/settled.ts'
import { expect, type Stage, story } from './stage.ts'

const here = '#arbor-alerts'
const cluster = 'arbor-production-cluster'
const green = 'https://green.your-domain.com/api/v1/health'
const listener =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/arbor-production/50dc6c495c0c9188/f2f7dc8efc522ab2'

const live = ({ world }: Stage) => world.aws.elb.forwardsTo(listener)?.split('/').at(-2)
const changes = ({ world }: Stage) =>
  world.aws.asked
    .filter(({ action }) => /^(Create|Delete|Register|Update|Modify)/.test(action))
    .map(({ action }) => action)
const service = ({ world }: Stage, name: string) => world.aws.ecs.get(cluster, `arbor-production-${name}`)

story(
  'green comes up beside blue, is looked at, and goes live; blue is kept until it is told to end',
  async stage => {
    const { ana, ben } = stage
    await ana.types('/belay bluegreen backend', here)
    await ana.alone.shows('backend, production: blue is live, green runs nothing', 'not made yet')

    await ana.types('/belay bluegreen backend 1.2.3', here)
    await ana.alone.shows('"1.2.3" is no version of backend that is known. Did you mean v1.2.3?')
    await ana.types('/belay bluegreen backend --version switch', here)
    await ana.alone.shows('"switch" is no version of backend that is known: it takes something like v1.2.3')
    await ana.types('/belay bluegreen backend switch', here)
    await ana.clicks('bluegreen switch', await ana.alone.message('Did you mean bluegreen switch?'))
    await ana.alone.shows(
      'green of backend, production runs nothing: there is nothing to switch to',
      '[Which is live]',
    )

    await ana.types('/belay bluegreen backend v1.2.3', here)
    const asked = await stage
      .channel(here)
      .message('waits for approval: deploy backend, production blue-green')
    expect(asked.plain).toContain('blue 41 a1b2c3d → green v1.2.3')
    expect(asked.plain).toContain(
      'ecs:CreateService arbor-production-backend-green, a service with 2 tasks of that',
    )
    expect(asked.plain).toContain(
      'elasticloadbalancing:ModifyListener arbor-production, forward to arbor-production-green',
    )
    expect(changes(stage)).toEqual([])
    await ben.clicks('Approve', asked)
    await stage.channel(here).message('under way', '1 of 5 steps done')
    expect(live(stage)).toBe('arbor-production-backend')

    await stage.begun('CreateService')
    await stage.later(2 * taskMs)
    const done = await stage
      .channel(here)
      .message('done: deploy backend, production blue-green', '5 of 5 steps done')
    expect(live(stage)).toBe('arbor-production-green')
    expect(changes(stage)).toEqual(['RegisterTaskDefinition', 'CreateService', 'ModifyListener'])
    expect([service(stage, 'backend')?.running, service(stage, 'backend-green')?.running]).toEqual([2, 2])

    // Somebody who deploys the ordinary way is told that this is not what is live.
    await ana.types('/belay restart backend --dry-run', here)
    await ana.alone.shows(
      'green of backend, production is live, and this is about arbor-production-backend, which is not.',
    )

    await ana.clicks('Switch back', done)
    const back = await stage.channel(here).message('waits for approval: switch backend, production to blue')
    await ben.clicks('Approve', back)
    await stage.channel(here).message('done: switch backend, production to blue')
    expect(live(stage)).toBe('arbor-production-backend')

    await ana.types('/belay bluegreen backend', here)
    await ana.clicks('End green', await ana.alone.message('blue is live, green runs beside it'))
    const ending = await stage.channel(here).message('waits for approval: end green of backend, production')
    await ben.clicks('Approve', ending)
    await stage.begun('UpdateService')
    await stage.later(2 * taskMs)
    await stage.channel(here).message('done: end green of backend, production')
    expect(service(stage, 'backend-green')).toMatchObject({ desired: 0, running: 0 })

    // Once it is deleted, the next version makes it anew.
    await ana.types('/belay bluegreen backend', here)
    await ana.clicks('Delete green', await ana.alone.message('green runs nothing', '[Delete green]'))
    const deleting = await stage
      .channel(here)
      .message('waits for approval: delete green of backend, production')
    expect(deleting.plain).toContain('ecs:DeleteService arbor-production-backend-green, which has no tasks')
    expect(deleting.plain).toContain('makes it anew, like the live one')
    await ben.clicks('Approve', deleting)
    await stage.begun('DeleteService')
    await stage.later(2 * taskMs)
    await stage.channel(here).message('done: delete green of backend, production')
    await ana.types('/belay bluegreen delete backend', here)
    await ana.alone.shows('green of backend, production is not there: blue is live', '[Which is live]')
    await ana.types('/belay bluegreen backend v1.2.3 --dry-run', here)
    await ana.alone.shows('ecs:CreateService arbor-production-backend-green, a service with 2 tasks of that')
  },
)

story('what does not answer well beside the live one never goes live', async stage => {
  const { ana, ben, world } = stage
  world.endpoints.set(green, { is: 'failing', body: { status: 'unhealthy', database: 'disconnected' } })
  await ana.types('/belay bluegreen backend v1.2.3', here)
  const asked = await stage.channel(here).message('waits for approval')
  await ben.clicks('Approve', asked)
  await stage.begun('CreateService')
  await stage.later(2 * taskMs)
  await stage.channel(here).message('under way', '2 of 5 steps done')
  await stage.later(61_000)
  const failed = await stage.channel(here).message('failed: deploy backend, production blue-green')
  expect(failed.plain).toContain('green.your-domain.com does not answer as it should')
  expect(live(stage)).toBe('arbor-production-backend')

  await ana.types('/belay bluegreen switch frontend', here)
  await ana.alone.shows('frontend of Arbor Energy production has no `blueGreen` in its system file')
})

story(
  'a listener that somebody else has moved since voids the approval, and nothing is switched',
  async stage => {
    const { ana, ben, world } = stage
    await ana.types('/belay bluegreen backend v1.2.3', here)
    await ben.clicks('Approve', await stage.channel(here).message('waits for approval'))
    await stage.begun('CreateService')
    await stage.later(2 * taskMs)
    await stage.channel(here).message('done: deploy backend, production blue-green')
    await ana.types('/belay bluegreen switch backend', here)
    const asked = await stage.channel(here).message('waits for approval: switch')
    await ana.types('/belay bluegreen delete backend green', here)
    await ana.alone.shows('green of backend, production is live, and the live one is not deleted.')
    await ana.types('/belay bluegreen delete backend blue', here)
    const deleting = await stage.channel(here).message('waits for approval: delete blue of backend')
    expect(deleting.plain).toContain('ecs:DeleteService arbor-production-backend, with its 2 tasks')
    const [blue] = [
      ...new Set(
        world.aws.asked.flatMap(({ input }) => input['DefaultActions.member.1.TargetGroupArn'] ?? []),
      ),
    ]
    expect(blue).toContain('green')
    world.aws.elb.forward(
      listener,
      blue!.replace(/targetgroup.*/, 'targetgroup/arbor-production-backend/73e2d6bc24d8a067'),
    )
    const before = changes(stage).length
    await ben.clicks('Approve', asked)
    await stage.channel(here).message('not begun: switch backend, production to blue')
    await ben.clicks('Approve', deleting)
    await stage.channel(here).message('not begun: delete blue of backend, production')
    expect(changes(stage)).toHaveLength(before)
  },
)
