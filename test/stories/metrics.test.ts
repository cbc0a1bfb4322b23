import { expect, story } from './stage.ts'

const here = '#arbor-alerts'

story('how slow answers are: drawn, with where the alarm begins', async ({ ana, world }) => {
  const { metrics } = world.aws.cloudwatch
  metrics.level('TargetResponseTime', 2.4, 0.6)
  metrics.watch({ name: 'slow-answers', metric: 'TargetResponseTime', threshold: 2, state: 'ALARM' })
  await ana.types('/belay metrics backend response time --since 3 h', here)
  await ana.alone.shows('🔴 Response time of backend, production: ', ' ms now, ', ' at most in the last 3 h')
  const shown = await ana.alone.message('slow-answers begins at 2,000 ms, and is in alarm')
  const chart = shown.blocks.find(({ type }) => type === 'data_visualization') as unknown as {
    chart: { series: { name: string; data: { label: string; value: number }[] }[] }
  }
  const [measured, alarm] = chart.chart.series
  expect([measured!.name, alarm!.name]).toEqual(['response time', 'alarm 2,000'])
  expect(measured!.data.length).toBeGreaterThan(10)
  expect(new Set(alarm!.data.map(({ value }) => value))).toEqual(new Set([2_000]))
  await ana.clicks('CPU', shown)
  await ana.alone.shows('CPU of backend, production')
  await ana.types('/belay metrics postgres connections', here)
  await ana.alone.shows('Connections of postgres, production')
})

story(
  'what is above the threshold of the system file is marked, and that is drawn, too',
  async ({ ana, world }) => {
    world.aws.cloudwatch.metrics.level('CPUUtilization', 86, 0.2)
    await ana.types('/belay metrics flight-schedule-pro production postgres cpu', '#flight-alerts')
    await ana.alone.shows(
      '🟠 CPU of postgres, production: ',
      'The system file has 80 % as its threshold, and it is above that now.',
    )
    world.aws.cloudwatch.metrics.level('CPUUtilization', 40, 0.2)
    await ana.types('/belay metrics flight-schedule-pro production postgres cpu', '#flight-alerts')
    await ana.alone.shows('The system file has 80 % as its threshold.')
    await ana.types('/belay metrics backend response-time', here)
    await ana.alone.shows('The system file has 2,000 ms as its threshold.')
  },
)

story('an API of API Gateway: the share of errors in percent, with where its alarm begins', async stage => {
  const { ana, world } = stage
  world.aws.cloudwatch.metrics.level('5XXError', 0.06, 0)
  const alarm = { name: 'flight-prod-api-5xx', metric: '5XXError', threshold: 0.05, state: 'ALARM' as const }
  world.aws.cloudwatch.metrics.watch(alarm)
  await ana.types('/belay metrics api 5xx', '#flight-alerts')
  await ana.alone.shows(
    '🔴 5xx answers of api, production: 6 % now, 6 at most in the last 3 h',
    'flight-prod-api-5xx begins at 5 %, and is in alarm',
    'Above 10 % it is a P2.',
    '[Response time]',
  )
  // It has no state of its own that health could look at.
  await ana.types('/health production', '#flight-alerts')
  await ana.alone.shows('weather-monitor')
  expect(ana.alone.text()).not.toContain('nothing to look at')
})

story(
  'sign-ins that a user pool refused: those that were tried, less those that succeeded',
  async ({ ana, world }) => {
    const { metrics } = world.aws.cloudwatch
    metrics.level('SignInSuccesses', 40, 0)
    metrics.level('SignInSuccesses SampleCount', 61, 0)
    await ana.types('/belay metrics pilots', '#flight-alerts')
    const shown = await ana.alone.message(
      'Refused sign-ins of pilots, production: ',
      ', 21 at most within 15 min',
    )
    expect(shown.blocks.map(({ type }) => type)).toContain('data_visualization')
    const query = world.aws.asked.findLast(({ action }) => action === 'GetMetricData')!.input
      .MetricDataQueries[0]
    const search = (statistic: string) =>
      `SUM(SEARCH('{AWS/Cognito,UserPool,UserPoolClient} MetricName="SignInSuccesses" UserPool="us-east-1_Ab12Cd34E"', '${statistic}'))`
    expect(query.Expression).toBe(`${search('SampleCount')} - ${search('Sum')}`)
    await ana.clicks('Sign-ins', shown)
    await ana.alone.shows('Sign-ins of pilots, production: ', ', 40 at most within 15 min')
    metrics.forget('SignInSuccesses')
    await ana.types('/belay metrics pilots refused --since 1h', '#flight-alerts')
    await ana.alone.shows('Refused sign-ins of pilots, production: nothing in the last hour')
  },
)

story('a service that is called like its system', async ({ ana }) => {
  await ana.types('/belay metrics travelbot memory', '#alerts')
  await ana.alone.shows('Memory of travelbot, production: ')
  await ana.types('/belay metrics travelbot production postgres connections', '#alerts')
  await ana.alone.shows('Connections of postgres, production: ')
})

story('what there is nothing of says so, and what there would be', async ({ ana, world }) => {
  world.aws.cloudwatch.metrics.forget('CPUUtilization')
  await ana.types('/belay metrics backend cpu', here)
  await ana.alone.shows('CPU of backend, production: nothing in the last 3 h')
  world.aws.cloudwatch.metrics.forget('EphemeralStorageUtilized')
  await ana.types('/belay metrics backend storage', here)
  await ana.alone.shows(
    'Storage of the fullest task of backend, production: nothing in the last 3 h',
    'CloudWatch keeps it only with Container Insights of its cluster.',
  )
  await ana.types('/belay metrics backend disk', here)
  await ana.alone.shows('There is no metric "disk" here: there are cpu, memory, response-time')
  await ana.types('/belay metrics bakend memory', here)
  await ana.clicks(
    'backend',
    await ana.alone.message('has nothing "bakend" to measure. Did you mean backend?'),
  )
  await ana.alone.shows('Memory of backend, production')
  await ana.types('/belay metrics frontdoor', here)
  await ana.alone.shows('has nothing "frontdoor" to measure: there are ', '[postgres]')
  await ana.types('/belay metrics arbor-production-db connections', here)
  await ana.alone.shows('Connections of postgres, production')
  await ana.types('/belay metrics backend errors', here)
  await ana.alone.shows('5xx answers of backend, production', 'at most within 15 min')
  world.aws.fault('cloudwatch:GetMetricData', 'denied')
  await ana.types('/belay metrics backend memory', here)
  await ana.alone.shows('AWS refused cloudwatch:GetMetricData', 'Policy to add')
})

story('what it costs: by service, and day by day', async ({ ana }) => {
  await ana.types('/belay costs', here)
  const month = await ana.alone.message('Costs of Arbor Energy production this month: ')
  expect(month.plain).toContain('Amazon Relational Database Service')
  await ana.clicks('Day by day', month)
  await ana.alone.shows('Costs of Arbor Energy production, day by day: ', ' USD in 14 days')
})
