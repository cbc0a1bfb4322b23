import { expect, story } from './stage.ts'

const group = '/ecs/learnbot-production/api-gateway'

story('at night: what went wrong is found in the thread, and a secret in it is nobody’s', async stage => {
  const { ana, dan, fire, world } = stage
  const card = await stage.card(fire('p99 latency above 3 s').title)
  const thread = stage.threadOf(card)
  await thread.shows('Level 1 told: Ana')

  await ana.says('@Belay logs api-gateway --errors', card)
  const found = await thread.message('LearnBot api-gateway, production: 1 error in the last hour')
  expect(found.plain).toContain('error connection pool exhausted · request_id=req-1026 path=/v1/plans')
  expect(found.plain).toContain('[e-mail]')
  expect(found.plain).not.toContain('eve@example.com')

  const err = { type: 'Error', message: 'no *route*', stack: 'Error: no *route*\n    at dial' }
  world.aws.logs.write(
    group,
    { at: Date.now() - 2_000, message: JSON.stringify({ level: 50, time: 1, pid: 7, err }) },
    { at: Date.now() - 1_000, message: 'ERROR <!channel> password=hunter2 *boom*' },
  )
  await ana.clicks('Again', found)
  const again = await thread.message('3 errors in the last')
  expect(again.plain).toContain('error no *route* · pid=7')
  expect(again.plain).toContain('ERROR <!channel> password=[secret] *boom*')

  await ana.says('@Belay logs api-gateway --slow 2s', card)
  await thread.shows('info · request_id=req-1020 path=/v1/plans duration_ms=2714')
  // Two seconds are what the system file has as its threshold.
  await ana.clicks('Slower than 2s', again)
  await thread.shows('1 error slower than 2 s')

  await dan.says('@Belay logs api-gateway', card)
  await dan.alone.shows('responders')
})

story('a long answer is a file, and what cannot be read says what would mend it', async stage => {
  const { ana, world } = stage
  await ana.types('/belay logs api-gateway')
  const posted = await stage.channel().message('📎 production-api-gateway-')
  expect(posted.plain).toContain('LearnBot api-gateway, production: 1 error in 30 events in the last hour')
  expect(posted.plain).toContain('The newest:')

  await ana.types('/belay logs api-gateway --request req-1026')
  await ana.alone.shows('1 error in 1 event', 'req-1026', '[Again]')

  world.aws.fault('logs:FilterLogEvents', 'denied')
  await ana.types('/belay logs api-gateway')
  await ana.alone.shows('AWS refused logs:FilterLogEvents', 'Policy to add')
  world.aws.fault('logs:FilterLogEvents', 'throttled')
  await ana.types('/belay logs api-gateway')
  await ana.alone.shows('AWS asks Belay to slow down')
  world.aws.mend()
  world.aws.logs.forget()
  await ana.types('/belay logs api-gateway')
  await ana.alone.shows(`there is no log group ${group} in us-east-1: check`)
})

story('a log is followed: one message that shows what has come, until its time is over', async stage => {
  const { ana, fire, world, later } = stage
  const card = await stage.card(fire('p99 latency above 3 s').title)
  const thread = stage.threadOf(card)
  await ana.says('@Belay logs api-gateway --errors --follow 5m', card)
  const first = await thread.message(
    'LearnBot api-gateway, production: 1 error in the last',
    'Kept fresh until',
  )
  world.aws.logs.write(group, { at: Date.now(), message: 'ERROR the pool is empty, token=abcdef123456' })
  await later(11_000)
  const fresh = await thread.message('2 errors in the last', 'the pool is empty, token=[secret]')
  expect(fresh.ts).toBe(first.ts)

  await later(5 * 60_000)
  await thread.message('2 errors in the last', 'Followed until', '[Follow on]')
  world.aws.logs.write(group, { at: Date.now(), message: 'ERROR once more' })
  await later(60_000)
  expect(thread.text()).not.toContain('once more')
  await ana.says('@Belay logs api-gateway --follow 2h', card)
  await ana.alone.shows('30 min at most')
})

story(
  'a log is followed at once, while it is still looked into, and anybody who may stops it',
  async stage => {
    const { ana, ben, dan, world, later, channel } = stage
    world.aws.fault('logs:FilterLogEvents', 'hanging')
    await ana.types('/belay logs api-gateway --errors --follow 5m')
    await ana.alone.shows('The log of api-gateway is followed for 5 min')
    const begun = await channel().message('LearnBot api-gateway, production: following its log', '[Stop]')
    expect(begun.plain).toContain('Looking for the last lines')
    world.aws.mend()
    await later(11_000)
    const followed = await channel().message('1 error in the last', 'connection pool exhausted')
    expect(followed.ts).toBe(begun.ts)

    await dan.clicks('Stop', followed)
    await dan.alone.shows('responders')
    await ben.clicks('Stop', followed)
    await channel().message('1 error in the last', 'stopped by Ben', '[Follow on]')
    world.aws.logs.write(group, { at: Date.now(), message: 'ERROR once more' })
    await later(60_000)
    expect(channel().text()).not.toContain('once more')
    await ana.types('/belay unfollow 9f3c2a71-d04b-4e85-9c1a-2b7d5e0f6a31')
    await ana.alone.shows('That log is not followed any more.')
  },
)

story(
  'a log that may not be read is not followed, and its message says what would mend that',
  async stage => {
    const { ana, world, channel } = stage
    world.aws.fault('logs:FilterLogEvents', 'denied')
    await ana.types('/belay logs api-gateway --follow 5m')
    await channel().message('its log cannot be followed', 'AWS refused logs:FilterLogEvents', '[Follow on]')
  },
)
