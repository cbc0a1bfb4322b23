import { expect, story } from './stage.ts'

const cluster = 'learnbot-production-cluster'
const gateway = 'learnbot-production-api-gateway'

story('a scale by hand that autoscaling may undo, and the bounds moved for a while instead', async stage => {
  const { ana, ben, world } = stage
  await ana.types('/belay scale api-gateway 5 --dry-run')
  await ana.alone.shows(
    'Its autoscaling keeps it at 2 to 10 tasks, and may set another number again.',
    '[At least 5]',
  )
  world.aws.autoscaling.set(cluster, gateway, { max: 4 })
  await ana.types('/belay scale api-gateway 6 --dry-run')
  const shown = await ana.alone.message(
    'keeps it at 2 to 4 tasks, and would undo this: move its bounds instead.',
    '[At most 6]',
  )
  await ana.clicks('At most 6', shown)
  expect((await ana.form()).title).toBe('Confirm')
  await ana.submits({ confirm: 'deploy' })
  const asked = await stage.channel().message('waits for approval: set the autoscaling of api-gateway')
  expect(asked.plain).toContain('2 to 4 tasks → 2 to 6 tasks')
  expect(asked.plain).toContain('application-autoscaling:RegisterScalableTarget')
  await ben.clicks('Approve', asked)
  await stage.channel().message('done: set the autoscaling of api-gateway, production')
  expect(world.aws.autoscaling.bounds(cluster, gateway)).toEqual({ min: 2, max: 6 })
})

story('more tasks for an hour: taken back by itself', async stage => {
  const { ana, ben, world } = stage
  await ana.types('/belay autoscaling api-gateway --min 4 --for 1h --confirm deploy')
  const asked = await stage.channel().message('waits for approval: set the autoscaling of api-gateway')
  expect(asked.plain).toContain('Autoscaling makes 4 of its 2 tasks.')
  await ben.clicks('Approve', asked)
  await stage.channel().message('done: set the autoscaling')
  expect(world.aws.ecs.get(cluster, gateway)?.desired).toBe(4)
  await stage.later(3_600_000)
  await stage.channel().message('done: take back')
  expect(world.aws.autoscaling.bounds(cluster, gateway)).toEqual({ min: 2, max: 10 })
})

story('what keeps it where it is, that it is at its end, and what cannot be', async stage => {
  const { ana, world } = stage
  await ana.types('/belay autoscaling api-gateway')
  await ana.alone.shows(
    '🟢 api-gateway, production: 2 of 2 running, autoscaling keeps it at 2 to 10 tasks',
    'CPU in percent',
  )
  world.aws.autoscaling.set(cluster, gateway, { max: 2 })
  await ana.types('/belay autoscaling api-gateway')
  await ana.alone.shows('It has as many as it may', '[Raise it]')
  await ana.types('/belay autoscaling api-gateway --max 50 --dry-run')
  await ana.alone.shows(
    'runs 2 to 10 tasks, as its system file says: 2 to 50 tasks is outside of that.',
    '[Keep it at 2 to 10 tasks]',
  )
  await ana.types('/belay autoscaling api-gateway --min 9 --dry-run')
  await ana.alone.shows('The least cannot be above the most: 9 to 2.')

  world.aws.autoscaling.set(cluster, gateway, undefined)
  await ana.types('/belay autoscaling api-gateway')
  await ana.alone.shows('Nothing scales api-gateway, production by itself', '[Scale it]')
  await ana.types('/belay scale api-gateway 3 --dry-run')
  expect((await ana.alone.message('Would scale api-gateway')).plain).not.toContain('autoscaling keeps')

  world.aws.fault('application-autoscaling:*', 'denied')
  await ana.types('/belay scale api-gateway 4 --dry-run')
  await ana.alone.shows(
    'Whether something scales it by itself, and would undo this, is not known: AWS refused',
    'Policy to add',
  )
  await ana.types('/belay autoscaling api-gateway')
  await ana.alone.shows('AWS refused application-autoscaling:DescribeScalableTargets')
})

story('what autoscaling holds it at, beside what the system file says', async ({ ana, world }) => {
  await ana.types('/belay autoscaling api-gateway')
  const shown = await ana.alone.message('autoscaling keeps it at 2 to 10 tasks', 'System file says')
  expect(shown.plain).toContain('80 %, more after 1 min, fewer after 5 min')
  expect(shown.plain).not.toContain('and the system file says')
  world.aws.autoscaling.set(cluster, gateway, { keeps: { ECSServiceAverageCPUUtilization: 85 } })
  await ana.types('/belay autoscaling api-gateway')
  await ana.alone.shows(
    'By CPU it is 85 %, more after 1 min, fewer after 5 min, and the system file says 70 %, more after 1 min',
    'Nothing scales it by memory, and the system file says 80 %',
  )
})
