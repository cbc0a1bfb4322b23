import { expect, story } from './stage.ts'

const [migrate, status] = ['migrations:migrate', 'migrations:status']
const alerts = '#alerts'

story(
  'what can be run is listed; what only looks runs at a click, and shows what it printed',
  async stage => {
    const { ana, world } = stage
    world.aws.ecs.oneOffs.script(() => ({ prints: ['Executed: 41', 'New: 2'] }))
    await ana.types('/belay exec --system travelbot', alerts)
    const list = await ana.alone.message('Tasks of travelbot, production', 'Run pending migrations')
    await ana.clicks(status, list)
    await stage.channel(alerts).message(`under way: run ${status} of travelbot, production`)
    await stage.begun('RunTask')
    await stage.later(5_000)
    const done = await stage.channel(alerts).message(`done: run ${status} of travelbot, production`)
    expect(done.plain).toContain('Executed: 41')
    expect(done.plain).toContain('New: 2')
    expect(world.aws.ecs.oneOffs.commands()).toEqual([['php', 'bin/console', 'doctrine:migrations:status']])
  },
)

story('what changes something waits for a second person, and says how it ended', async stage => {
  const { ana, ben, world } = stage
  const said = Array.from({ length: 200 }, (_, i) => `-> migration ${i}`)
  world.aws.ecs.oneOffs.script(() => ({
    prints: [...said, 'FATAL: password=hunter2 for user app', 'relation "trips" exists'],
    exit: 1,
  }))
  await ana.types(`/belay exec travelbot ${migrate} --system travelbot`, alerts)
  const asked = await stage
    .channel(alerts)
    .message(`waits for approval: run ${migrate} of travelbot, production`)
  expect(asked.plain).toContain(
    'Run pending migrations: php bin/console doctrine:migrations:migrate --no-interaction',
  )
  expect(asked.plain).toContain('ecs:RunTask travelbot-service')
  expect(world.aws.ecs.oneOffs.commands()).toEqual([])
  await ben.clicks('Approve', asked)
  await stage.channel(alerts).message('under way')
  await stage.begun('RunTask')
  await stage.later(5_000)
  const failed = await stage.channel(alerts).message(`failed: run ${migrate} of travelbot, production`)
  expect(failed.plain).toContain('It ended with exit 1')
  expect(failed.plain).toContain('relation "trips" exists')
  expect(failed.plain).not.toContain('hunter2')

  await ana.clicks('All it printed', failed)
  const [file] = (await stage.channel(alerts).message('What it printed', '📎')).files
  expect(file!.content).toContain('-> migration 199')
  expect(file!.content).not.toContain('hunter2')
})
