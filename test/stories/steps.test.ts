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

const emergency = 'emergency-procedures'

story(
  'Kubernetes and Docker are shown as their command lines show them; what is of another environment is offered there',
  async stage => {
    const { ana } = stage
    await travellr(stage, `${emergency}/service-down`, 2)
    const pods = await ana.alone.message('kubectl get pods (3)')
    expect(pods.plain).toMatch(/travellr-backend-\S+ \| 1\/1 \| Running/)
    await travellr(stage, `${emergency}/database-connection-issues`, 2)
    expect((await ana.alone.message('kubectl get pods | grep mongodb')).plain).toMatch(
      /mongodb-\S+ +1\/1 +Running/,
    )

    await travellr(stage, `${emergency}/service-down`, 1)
    const elsewhere = await ana.alone.message('Travellr production names nothing that runs in Docker')
    await ana.clicks('In staging', elsewhere)
    const containers = await ana.alone.message('Check service status (3)')
    expect(containers.plain).toContain('travellr-backend-1 | travellr-backend:')
    await travellr(stage, `${emergency}/high-memory-usage`, 1, 'staging')
    expect((await ana.alone.message('Check memory usage (3)')).plain).toContain('MEM USAGE')
  },
)

story(
  'a task that only reads by the system file runs at a click; one that does not is asked for',
  async stage => {
    const { ana } = stage
    await travellr(stage, `${emergency}/cache-issues`, 3)
    await ana.alone.message('It begins now', 'cache:stats')
    await travellr(stage, `${emergency}/cache-issues`, 1)
    await ana.clicks('exec backend cache:clear', await ana.alone.message('This changes something.'))
    await travellr(stage, 'security-operations/weekly-security-tasks', 5)
    await ana.alone.message('It begins now', 'logs:limits')
    await stage.channel('#travellr-alerts').message('done: run logs:limits', '> grep rate limit logs/app.log')
  },
)

story('without a service, docker-compose is about each that it can be done to', async stage => {
  const { ana } = stage
  await travellr(stage, 'deployment-procedures/deploying-updates', 5, 'staging')
  await ana.clicks('deploy backend', await ana.alone.message('This changes something.'))
  expect((await ana.form()).plain).toContain('backend')
})

story('one step that changes two services asks for each', async stage => {
  const { ana } = stage
  await travellr(stage, `${emergency}/high-memory-usage`, 4, 'staging')
  const both = await ana.alone.message('This changes 2 things.')
  expect(both.buttons).toEqual(['restart backend', 'restart redis'])
  await ana.clicks('restart redis', both)
  await stage.channel('#travellr-alerts').message('restart redis, staging')
})

story('a step that names another environment is for that one alone', async stage => {
  const { ana } = stage
  const deploying = 'deployment-procedures/infrastructure-deployment/environment-specific-deployments'
  const travelbot = (step: number) => types(stage, deploying, step, 'travelbot', 'production', '#alerts')
  await travelbot(1)
  await ana.alone.shows(
    'It stays by hand: it is done elsewhere: production is not development, which the step names',
  )
  await travelbot(2)
  const other = await ana.alone.message('TravelBot production is not staging', '[In staging]')
  await ana.clicks('In staging', other)
  await ana.clicks('workflow run infrastructure', await ana.alone.message('This changes something.'))
  await ana.alone.message('run infrastructure of TravelBot, staging')
})

story('what AWS does not take is said with what would be right, and where it stands', async stage => {
  const { ana } = stage
  await types(stage, 'incident-response/checking-logs', 2, 'learnbot', 'production', '#learnbot-alerts')
  await ana.alone.shows(
    'Invalid filter pattern',
    'AWS refuses this filter: { $.level = "error" } would be right.',
    '(learnbot.md:261:1)',
  )
})

story('what AWS will not take is said before anybody fills in what it asks for, too', async stage => {
  const { ana } = stage
  const right = 'AWS refuses this filter: { $.request_id = "<request id>" } would be right'
  await ana.types('/belay runbook show incident-response/checking-logs --system learnbot')
  const card = await ana.alone.message('Get logs for specific request ID', right)
  const styles = JSON.stringify(card.blocks).match(/"style":"primary"/g)
  expect([card.buttons, styles?.length]).toEqual([['Run', 'Run', 'Run …'], 1])
  await ana.clicks('Run …', card)
  expect((await ana.form()).plain).toContain(right)
  await ana.submits({ 'given-1': 'r-42' })
  await ana.alone.shows('Invalid filter pattern', '(learnbot.md:267:1)')
})

story('a silence that a step asks for is that of its matchers', async stage => {
  const { ana } = stage
  await ana.types('/belay runbook show monitoring-alerting/silencing-alerts --system learnbot')
  await ana.clicks('Ask for it …', await ana.alone.message('curl -X POST', '[Ask for it …]'))
  await ana.form()
  await ana.submits({ 'given-1': '2h' })
  await ana.clicks('silence', await ana.alone.message('This changes something.'))
  await ana.alone.message('environment=production', '[Ask to silence for 2 h]')
})

story('a lost part of what was answered is none: what no table can hold is shown as it came', async stage => {
  const { ana } = stage
  await types(stage, 'cost-optimization/resource-monitoring', 1, 'travelbot', 'production', '#alerts')
  await ana.form()
  await ana.submits({ 'given-1': '2026-01-01', 'given-2': '2026-01-31' })
  const told = await stage.channel('#alerts').message('Check current costs', '📎')
  expect(told.files[0]!.content).toContain('"Groups"')
})
