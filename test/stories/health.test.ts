import { expect, story } from './stage.ts'

const cluster = 'learnbot-production-cluster'
const gateway = 'https://api.learnbot.example.com/health'

story('all is well, and then it is not: what is wrong comes first, with its reason', async stage => {
  const { ana, world } = stage
  const { aws, endpoints } = world
  await ana.types('/health learnbot')
  await ana.alone.shows(
    '🟢 LearnBot production: 7 fine',
    '🟢 api-gateway, resume-parser, job-aggregator, learning-resources, frontend, postgres, certificate (61 days)',
    'Dashboard · Database · Infrastructure',
    '[Again]',
  )
  await ana.types('/belay dashboard')
  await ana.alone.shows('3 dashboards of LearnBot production', 'Infrastructure', '[Health]')
  await ana.types('/belay grafana', '#arbor-alerts')
  await ana.alone.shows('"grafana" is dashboards here', '[dashboards]')
  await ana.types('/belay dashboards', '#arbor-alerts')
  await ana.alone.shows('Arbor Energy production names no dashboard in its system file', '[Health]')

  endpoints.set(gateway, { is: 'failing', body: { status: 'error', postgres: 'down' } })
  aws.ecs.set({
    cluster,
    service: 'learnbot-production-resume-parser',
    running: 0,
    stopped: [{ at: 1_795_227_000, reason: 'Essential container in task exited', exitCode: 137 }],
  })
  aws.ecs.set({ cluster, service: 'learnbot-production-job-aggregator', running: 1 })
  await ana.clicks('Again', await ana.alone.message('[Again]'))
  await ana.alone.shows('🔴 LearnBot production: 2 down, 1 unsettled, 4 fine')
  const report = await ana.alone.message('2 down, 1 unsettled, 4 fine')
  expect(report.plain).toMatch(/🔴 api-gateway down · \/health 503 in \d+ ms/)
  expect(report.plain).toContain(
    '🔴 resume-parser down · ECS 0 of 2 tasks, stopped: exit 137 (out of memory)',
  )
  expect(report.plain).toContain('🟠 job-aggregator unsettled · ECS 1 of 2 tasks')
  expect(report.plain).toContain('🟢 learning-resources, frontend, postgres, certificate (61 days)')

  // Ana: [Declare: … is down]
  const declare = report.buttons.find(name => name.startsWith('Declare'))
  expect(declare).toMatch(/^Declare: (?:api-gateway|resume-parser) is down$/)
  await ana.clicks(declare!, report)
  const form = await ana.form()
  expect(form.title).toBe('Declare an incident')
  expect(JSON.stringify(form.view.blocks)).toContain(`"initial_value":"${declare!.replace('Declare: ', '')}"`)
  expect(await ana.submits({ title: 'no CV is parsed', severity: 'P3' })).toEqual({ ok: true })
  await stage.channel().shows('🔴 P3 triggered · LearnBot', 'no CV is parsed')
})

story(
  'a slow address is slow, one that leads elsewhere is not followed, one that hangs costs nobody else an answer',
  async stage => {
    const { ana, world } = stage
    const { aws, endpoints } = world
    endpoints.set(gateway, { is: 'slow', afterMs: 1_200 })
    await ana.types('/health learnbot api-gateway')
    await ana.alone.shows(
      '🟠 LearnBot production: 1 slow',
      '🟠 api-gateway slow · /health 200 in ',
      's, status ok · ECS 2 of 2 tasks',
    )

    endpoints.set(gateway, { is: 'redirecting', to: 'https://evil.example.com/health' })
    await ana.types('/health learnbot api-gateway')
    await ana.alone.shows('🔴 LearnBot production: 1 down', 'sent on to evil.example.com, not followed')
    expect(endpoints.asked.filter(address => address.includes('evil'))).toEqual([])

    endpoints.set(gateway, { is: 'hanging' })
    aws.fault('ecs:DescribeServices', 'throttled')
    await ana.types('/health learnbot staging')
    await ana.alone.shows('LearnBot staging: 1 fine')
    await ana.types('/health learnbot')
    await ana.alone.shows('🔴 LearnBot production: 1 down, 4 unknown', 'api-gateway down', 'no answer in 5 s')
    await ana.alone.shows('resume-parser unknown')
  },
)

story('Belay’s role may not look into ECS: it says so, with what to allow', async stage => {
  const { ana, world } = stage
  world.aws.fault('ecs:*', 'denied')
  await ana.types('/health learnbot resume-parser')
  await ana.alone.shows('⚪ LearnBot production: 1 unknown', 'resume-parser unknown', 'ecs:DescribeServices')
})

story('asked in an incident’s thread, everybody there sees it', async stage => {
  const { dan, fire } = stage
  const page = fire()
  const card = await stage.card(page.title)
  const thread = stage.threadOf(card)
  await thread.shows('Level 1 told: Ana')
  await dan.says('@Belay health', card)
  await thread.shows('🟢 LearnBot production: 7 fine')
  expect(dan.alone.text()).toBe('')
})

story('what Arbor Energy stands on is looked at with it, and AWS may tell only a part', async stage => {
  const { ana, world } = stage
  const { aws } = world
  await ana.types('/health arbor-energy', '#arbor-alerts')
  await ana.alone.shows(
    '🟢 Arbor Energy production: 6 fine',
    '🟢 backend, frontend, postgres, redis, alarms, certificate (61 days)',
  )

  const ends = Date.now() + 5.5 * 86_400_000
  aws.rds.set({ id: 'arbor-production-db', status: 'storage-full' })
  aws.cloudwatch.set({ name: 'arbor-production-5xx', state: 'ALARM', since: Date.now() - 600_000 })
  aws.acm.set({ domain: 'your-domain.com', notAfter: ends, type: 'IMPORTED' })
  aws.fault('elasticloadbalancing:*', 'throttled')
  await ana.clicks('Again', await ana.alone.message('6 fine'))
  const report = await ana.alone.message('🔴 Arbor Energy production: 1 down, 1 ending, ', '1 in alarm, ')
  for (const part of [
    '🔴 postgres down · RDS storage-full',
    '🔴 certificate ending · 5 days, imported: AWS does not renew it',
    '🟠 alarms in alarm · arbor-production-5xx in alarm: Threshold Crossed since ',
    '⚪ backend unknown · load balancer AWS limits elasticloadbalancing:DescribeTargetHealth just now',
    '🟢 redis',
  ])
    expect(report.plain).toContain(part)
  expect(JSON.stringify(report)).not.toContain('redis://')
})

story('a name that people come by: where it leads, and whose certificate answers there', async stage => {
  const { ana, world } = stage
  await ana.types('/health travelbot production', '#alerts')
  const fine = await ana.alone.message('🟢 TravelBot production: ', 'travelbot.tech')
  world.names.set('travelbot.tech', ['198.51.100.66'])
  world.handshakes.set('travelbot.tech', { names: ['parked.example.com'] })
  await ana.clicks('Again', fine)
  await ana.alone.shows(
    '🔴 travelbot.tech down · Route 53 leads to balancer.us-east-1.elb.amazonaws.com, and the name to 198.51.100.66',
    'TLS certificate is for another host',
  )
})
