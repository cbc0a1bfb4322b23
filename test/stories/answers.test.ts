import { expect, type Stage, story } from './stage.ts'

const types = (
  { ana }: Stage,
  procedure: string,
  step: number,
  system: string,
  environment: string,
  channel: string,
) =>
  ana.types(
    `/belay runbook step ${procedure} ${step} --system ${system} --environment ${environment}`,
    channel,
  )

const travellr = (stage: Stage, procedure: string, step: number, environment = 'production') =>
  types(stage, procedure, step, 'travellr', environment, '#travellr-alerts')
const arbor = (stage: Stage, procedure: string, step: number) =>
  types(stage, procedure, step, 'arbor-energy', 'production', '#arbor-alerts')

story('a cache and a MongoDB answer a step, and a health address goes through jq', async stage => {
  const { ana } = stage
  await travellr(stage, 'useful-commands/database', 1)
  expect((await ana.alone.message('Check indexes (2)')).plain).toContain('by_user')
  await travellr(stage, 'useful-commands/redis', 1)
  await stage.channel('#travellr-alerts').message('used_memory_human')
  await arbor(stage, 'service-health-checks/redis-health-check', 1)
  await ana.alone.message('Check Redis connectivity', 'PONG')
  await arbor(stage, 'common-issues-and-solutions/issue-redis-cache-not-working', 2)
  expect((await ana.alone.message('Check hit/miss ratio')).plain).toMatch(
    /keyspace_hits:\d+\nkeyspace_misses:\d+$/,
  )
  await arbor(stage, 'service-health-checks/backend-health-check', 1)
  await ana.alone.message('Basic health: 200 in', '"status": "ok"')
})

story('a blank offers what there is', async stage => {
  const { ana, world } = stage
  await ana.types(
    '/belay runbook show incident-response/initial-response-checklist --system arbor-energy',
    '#arbor-alerts',
  )
  await ana.clicks('Run …', await ana.alone.message('Initial Response Checklist', 'Check ALB health'))
  expect((await ana.form()).title).toBe('Run a step')
  await ana.submits({ 'given-1': 'backend' })
  await ana.alone.message('Check ALB health', '"State": "healthy"')
  expect(world.aws.asked.at(-1)).toMatchObject({
    name: 'elasticloadbalancing:DescribeTargetHealth',
    input: { TargetGroupArn: expect.stringContaining('arbor-production-backend') },
  })
})

story(
  'a statement is answered as psql answers it, and a column by its old name is told with the new one',
  async stage => {
    const { ana, world } = stage
    await arbor(stage, 'service-health-checks/database-health-check', 1)
    const answer = await ana.alone.message('Connect to RDS and check connections (1)')
    expect(answer.plain).toContain('active_connections')
    expect(world.postgres.asked).toContainEqual(
      expect.stringContaining('SELECT count(*) as active_connections'),
    )
    await arbor(stage, 'common-issues-and-solutions/issue-slow-recommendation-generation', 2)
    await ana.alone.message(
      'column "mean_time" does not exist',
      'PostgreSQL calls mean_time mean_exec_time since version 13',
    )
  },
)

story('going back, and emptying a cache, are asked for like any change', async stage => {
  const { ana } = stage
  await travellr(stage, 'deployment-procedures/rollback-procedure', 4)
  const back = await ana.alone.message('This changes something.')
  expect(back.buttons).toEqual(['rollback backend'])
  await arbor(stage, 'cache-operations/clear-cache', 2)
  await ana.clicks('cache flush redis', await ana.alone.message('[cache flush redis]'))
  await stage.channel('#arbor-alerts').message('waits for approval', 'redis')
})

story('an answer of a hundred megabytes is cut short, told, and a file', async stage => {
  const { ana, world } = stage
  const sent = { bytes: 0 }
  world.endpoints.set('https://your-domain.com/api/v1/health', { is: 'long', bytes: 100_000_000, sent })
  await arbor(stage, 'incident-response/initial-response-checklist', 1)
  const told = await stage.channel('#arbor-alerts').message('only the first 1 MB of what it answered', '📎')
  expect(told.plain.length).toBeLessThan(4_000)
  expect(told.files[0]!.content!.length).toBeLessThan(1_001_000)
  // What nobody reads is not sent for: what was on its way fills the buffers of the connection.
  expect(sent.bytes).toBeLessThan(50_000_000)
  await arbor(stage, 'service-health-checks/backend-health-check', 1)
  await ana.alone.message('jq cannot do that with the answer', 'only the first 1 MB of what it answered')
})
