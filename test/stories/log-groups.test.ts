import { beforeAll } from 'vitest'
import { accessKey, accessLine, type Request } from '../../sandbox/account/access-logs.ts'
import { exportTakesMs } from '../../sandbox/aws/log-exports.ts'
import { expect, minutes, type Stage, story } from './stage.ts'

/** It takes a moment of the processor that no story is about. */
beforeAll(
  () => Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/client-cloudwatch-logs')]),
  60_000,
)

const arbor = '#arbor-alerts'
const learnbot = '#learnbot-alerts'
const group = '/ecs/arbor-production/backend'
const bucket = 'learnbot-production-alb-logs'
const place = '--system learnbot --environment production'
const changesOf = ({ world }: Stage) =>
  world.aws.asked
    .filter(({ action }) => /ExportTask$|RetentionPolicy$/.test(action) && !action.startsWith('Describe'))
    .map(({ action }) => action)

story('how long a log is kept is asked of retention, and said to retain', async ({ ana }) => {
  await ana.types('/belay log retention 30 days', arbor)
  const told = await ana.alone.message('logs retention only tells', '[logs retain backend 30 days]')
  await ana.clicks('logs retain backend 30 days', told)
  await ana.alone.shows('keep the log of backend')
})

story('a day of a log is copied to S3, and told of until it lies there', async stage => {
  const { ana, world } = stage
  await ana.types('/belay logs export backend --since 24h', arbor)
  await ana.alone.shows('It begins now: copy the log of backend, production to S3, 24 h of it')
  await stage
    .channel(arbor)
    .message('under way: copy the log of backend', 's3://arbor-log-exports/logs/backend/')
  await stage.later(exportTakesMs)
  await stage
    .channel(arbor)
    .message('done: copy the log of backend', 'it lies in s3://arbor-log-exports/logs/backend/export-1/')
  const [made] = world.aws.logs.exports.all
  expect(made).toMatchObject({
    destination: 'arbor-log-exports',
    destinationPrefix: 'logs/backend',
    logGroupName: group,
  })
  expect(made!.to - made!.from).toBe(24 * 60 * minutes)
  expect(made!.taskName).toMatch(/^belay-[0-9a-f]{16}-0$/)

  await ana.types('/belay logs export backend', '#alerts')
  await ana.alone.shows('TravelBot production has no service "backend"')
  await ana.types('/belay logs export api-gateway', learnbot)
  await ana.alone.shows(
    'LearnBot production names no bucket for its logs: its system file would, as logExports.',
  )
})

story('the answer to a copy is lost: it is found by its name, and made once', async stage => {
  stage.world.aws.fault('logs:CreateExportTask', 'lost')
  await stage.ana.types('/belay logs export backend --since 1h', arbor)
  await stage.channel(arbor).message('under way: copy the log of backend', 'it is')
  await stage.later(exportTakesMs)
  await stage.channel(arbor).message('done: copy the log of backend')
  expect(changesOf(stage)).toEqual(['CreateExportTask'])
})

story('a copy that AWS refuses, or cannot go on with, says so', async stage => {
  const { ana, world } = stage
  world.aws.fault('logs:CreateExportTask', 'denied')
  await ana.types('/belay logs export backend', arbor)
  await stage
    .channel(arbor)
    .message('failed: copy the log of backend', 'AWS refused logs:CreateExportTask', 'Policy to add')
  world.aws.mend()
  await ana.types('/belay logs export frontend', arbor)
  await stage.channel(arbor).message('under way: copy the log of frontend', 'it is')
  world.aws.logs.exports.fail('The bucket does not let CloudWatch write.')
  await stage
    .channel(arbor)
    .message(
      'failed: copy the log of frontend',
      'The export is failed: The bucket does not let CloudWatch write.',
    )
})

story('how long logs are kept: what differs stands out, and a shorter time is destructive', async stage => {
  const { ana, ben, world } = stage
  const log = '/aws/ecs/travelbot'
  await ana.types('/belay logs retention --env production', '#alerts')
  await ana.alone.shows(
    '🟠 Logs of TravelBot production',
    '1 kept for ever',
    'The system file says 30 days: travelbot differs.',
    '[Keep travelbot 30 days]',
  )
  await ana.types('/belay logs retain travelbot 31d --env production', '#alerts')
  await ana.alone.shows('CloudWatch keeps logs for 1, 3, 5, 7, 14, 30', '[30 days] [60 days]')
  await ana.types('/belay logs retain travelbot --env production', '#alerts')
  await ana.alone.shows('For how long? As in:', '[How long they are kept]')
  await ana.types('/belay logs retain travelbot 30d --env production', '#alerts')
  const asked = await stage.channel('#alerts').message('waits for approval: keep the log of travelbot')
  expect(asked.plain).toContain('What is older than 30 days is deleted, for good')
  world.aws.fault('logs:PutRetentionPolicy', 'lost')
  await ben.clicks('Approve', asked)
  await stage.channel('#alerts').message('done: keep the log of travelbot')
  expect(world.aws.logs.kept(log)).toBe(30)
  expect(changesOf(stage)).toEqual(['PutRetentionPolicy'])

  await ana.types('/belay logs retain travelbot 7d --env production', '#alerts')
  const again = await stage
    .channel('#alerts')
    .message('waits for approval: keep the log of travelbot', 'for 7 days')
  world.aws.logs.keep(log, 14)
  await ben.clicks('Approve', again)
  await stage
    .channel('#alerts')
    .message('not begun: keep the log of travelbot', 'while there was 30 days, and now there is 14 days')
  expect(changesOf(stage)).toEqual(['PutRetentionPolicy'])
})

/** So many of a request in the five minutes that end then. */
const written = ({ world }: Stage, end: number, all: Omit<Request, 'at'>[]) =>
  world.aws.s3.zip(
    bucket,
    accessKey('alb', end),
    all.map(one => accessLine({ ...one, at: end - 60_000 })),
  )

story('requests to the load balancer, counted by status, target, path and client', async stage => {
  const { ana, world } = stage
  await ana.types(`/belay logs access --since 1h ${place}`, learnbot)
  await ana.alone.shows(
    '🟠',
    'requests to LearnBot production in 1 h',
    ' took longer than 2s, which is the threshold.',
    '503 of the load balancer itself',
    'GET /v1/jobs/:id',
    '[Only 5xx]',
  )
  expect(ana.alone.text()).not.toContain('s3cr3t')
  await ana.types(`/belay logs access --since 1h --status 5xx ${place}`, learnbot)
  await ana.alone.shows(
    'requests to LearnBot production in 1 h were answered with 5xx',
    'no target',
    'GET /v1/resumes/parse',
  )
  await ana.types(`/belay logs access --since 2d ${place}`, learnbot)
  await ana.alone.shows('expected 24h at most')
  await ana.types('/belay logs access', arbor)
  await ana.alone.shows('Arbor Energy production names no bucket with access logs')
  for (const [fault, told] of [
    ['denied', 'AWS refused s3:ListBucket on learnbot-production-alb-logs'],
    ['throttled', 'AWS asks Belay to slow down'],
  ] as const) {
    world.aws.fault('s3:ListBucket', fault)
    await ana.types(`/belay logs access ${place}`, learnbot)
    await ana.alone.shows(told)
  }
})

story('a file that is not what it says it is ends the look in words', async stage => {
  const end = Math.floor(Date.now() / 300_000) * 300_000
  stage.world.aws.s3.put(bucket, accessKey('alb', end), Buffer.from('not packed at all'))
  await stage.ana.types(`/belay logs access ${place}`, learnbot)
  await stage.ana.alone.shows('There is more: ', ' files were read')
  written(stage, end, [{ path: '/<!channel>/*bold*' }])
  await stage.ana.types(`/belay logs access ${place}`, learnbot)
  await stage.ana.alone.shows('/<!channel>/*bold*')
})

story('an API’s access log, from its log group: by status, path and who asked', async ({ ana, world }) => {
  const here = '#flight-alerts'
  const group = '/aws/apigateway/flight-schedule-pro-prod'
  await ana.types('/belay logs access --since 3h', here)
  await ana.alone.shows(
    '🟠 120 requests to api, production in 3 h, 1 (0.83 %) with 5xx',
    `Read from ${group}.`,
    'status | 504 | 1 | 1 | 29.00',
    'POST /v1/login | 20',
    'client | 203.0.113.99 | 20',
  )
  await ana.types('/belay logs access api --since 3h --status 4xx', here)
  await ana.alone.shows('20 of 120 requests to api, production in 3 h were answered with 4xx')
  world.aws.logs.write(group, { at: Date.now() - 1_000, message: 'not a request' })
  const common =
    '198.51.100.9 - - [26/Nov/2026:02:14:00 +0000]"GET /v1/weather?key=s3cr3t HTTP/1.1" 503 13 r-9'
  world.aws.logs.write(group, { at: Date.now() - 900, message: common })
  await ana.types('/belay logs access api --since 1m', here)
  await ana.alone.shows('Lines of it that are no requests Belay can read: 1.', 'GET /v1/weather')
  expect(ana.alone.text()).not.toContain('s3cr3t')
  world.aws.fault('logs:FilterLogEvents', 'denied')
  await ana.types('/belay logs access api', here)
  await ana.alone.shows('AWS refused logs:FilterLogEvents on ')
  await ana.types('/belay logs access weather-monitor', here)
  await ana.alone.shows('Flight Schedule Pro production names no bucket with access logs')
})
