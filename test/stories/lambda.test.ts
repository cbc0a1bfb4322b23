import { updateMs, warmMs } from '../../sandbox/aws/lambda/world.ts'
import { eventually } from '../eventually.ts'
import { expect, type Stage, story } from './stage.ts'

const flight = '#flight-alerts'
const monitor = 'weather-monitor'

const changesOf = ({ world }: Stage) =>
  world.aws.asked
    .filter(({ action, input }) => /^(Update|Publish|Put|Delete)/.test(action) && !input.DryRun)
    .map(({ action }) => action)
const live = ({ world }: Stage) => world.aws.lambda.get(monitor)?.aliases.live

story('a function deployed for a tenth of its calls, then for all, and brought back', async stage => {
  const { ana, ben } = stage
  const channel = stage.channel(flight)
  await ana.types(`/deploy ${monitor} 1.5.0 --weight 10`, flight)
  const asked = await channel.message('waits for approval: deploy weather-monitor, production', '[Approve]')
  expect(asked.plain).toContain('8 1.4.3 → 1.5.0 for 10 % of its calls')
  expect(asked.plain).toContain(
    'lambda:UpdateFunctionCode weather-monitor, the package s3://flight-schedule-pro-packages/weather-monitor/1.5.0.zip',
  )
  expect(asked.plain).toContain('lambda:PublishVersion weather-monitor, a version of it, 1.5.0')
  expect(asked.plain).toContain(
    'lambda:UpdateAlias weather-monitor:live, 10 % to that version, the rest to 8',
  )
  await ben.clicks('Approve', asked)
  await channel.message('under way: deploy weather-monitor', 'updates in use')
  await stage.later(updateMs)
  await channel.message('done: deploy weather-monitor, production', '4 of 4 steps done', 'Lambda active')
  expect(live(stage)).toMatchObject({ version: 8, also: { version: 9, weight: 0.1 } })
  expect(changesOf(stage)).toEqual(['UpdateFunctionCode', 'PublishVersion', 'UpdateAlias'])

  await ana.types(`/belay lambda ${monitor}`, flight)
  await ana.alone.shows(
    'weather-monitor, production: 8 1.4.3, and 10 % to 9 1.5.0',
    'calls in the last hour',
    'of them were of version 9',
    'live 90 %',
    '[All to 9]',
  )
  await ana.types(`/deploy ${monitor} 1.5.0`, flight)
  const rest = await channel.message(
    'waits for approval: deploy weather-monitor',
    '1.5.0 is there as version 9',
  )
  expect(rest.plain).not.toContain('UpdateFunctionCode')
  await ben.clicks('Approve', rest)
  await channel.message('done: deploy weather-monitor, production', '2 of 2 steps done')
  expect(live(stage)).toMatchObject({ version: 9 })
  expect(live(stage)?.also).toBeUndefined()

  await ana.types(`/rollback ${monitor} previous`, flight)
  const back = await channel.message('waits for approval: roll back weather-monitor', '9 1.5.0 → 8 1.4.3')
  await ben.clicks('Approve', back)
  await channel.message('done: roll back weather-monitor')
  expect(live(stage)?.version).toBe(8)
  await ana.types(`/deploy ${monitor} 1.4.3 --dry-run`, flight)
  await ana.alone.shows('weather-monitor, production runs 1.4.3 already')
})

story(
  'a package that is not there, or cannot be used: said before, or with what Lambda says',
  async stage => {
    const { ana, ben } = stage
    const channel = stage.channel(flight)
    await ana.types('/deploy weather-monitor latest', flight)
    await ana.alone.shows('"latest" is no version of weather-monitor that is known', '[Choose a version]')
    stage.world.aws.lambda.set({
      name: monitor,
      newest: { package: 'bad/package.zip', memory: 512, at: stage.world.clock().now() },
    })
    await ana.types('/health', flight)
    await ana.alone.shows('weather-monitor', 'last update failed: The package cannot be opened')
    await ana.types('/rollback weather-monitor', flight)
    const form = await ana.form()
    expect(form.plain).toContain('runs 8 1.4.3')
    await ana.submits({ revision: '6', reason: 'it fails' })
    const asked = await channel.message(
      'waits for approval: roll back weather-monitor, production',
      '8 1.4.3 → 6 1.4.1',
    )
    await ben.clicks('Decline', asked)
  },
)

story('without an alias, the package before is what a rollback deploys', async stage => {
  const { ana, world } = stage
  const channel = stage.channel(flight)
  await ana.types(`/rollback staging ${monitor} previous`, flight)
  await channel.message('under way: roll back weather-monitor, staging', '8 1.4.3 → 1.4.2')
  await stage.begun('UpdateFunctionCode')
  await stage.later(updateMs)
  await channel.message('done: roll back weather-monitor, staging')
  expect(world.aws.lambda.get(`${monitor}-staging`)?.newest.package).toContain('1.4.2.zip')
  expect(changesOf(stage)).toEqual(['UpdateFunctionCode', 'PublishVersion'])
  await ana.types(`/deploy staging ${monitor} 1.5.0 --weight 5`, flight)
  await ana.alone.shows('has no alias that could lead a share of its calls elsewhere')
})

story('a share that does not do well is taken back; too many failed calls are told', async stage => {
  const { ana, ben, world } = stage
  const channel = stage.channel(flight)
  const { aliases } = world.aws.lambda.get(monitor)!
  const also = { version: 8, weight: 0.25 }
  world.aws.lambda.set({ name: monitor, aliases: { ...aliases, live: { version: 7, also, changes: 1 } } })
  world.aws.cloudwatch.metrics.level('Errors', 90, 0)
  world.aws.cloudwatch.metrics.level('Invocations', 900, 0)
  await ana.types(`/belay lambda ${monitor}`, flight)
  await ana.alone.shows(
    '🟠 weather-monitor, production: 7 1.4.2, and 25 % to 8 1.4.3',
    '(10 %) failed',
    'More than 5 %',
  )
  world.aws.cloudwatch.metrics.level('Errors', 120, 0)
  await ana.types(`/belay lambda ${monitor}`, flight)
  await ana.alone.shows('More than 10 % of them failed, which is a P2.', '[Declare a P2]')
  await ana.types(`/rollback ${monitor} previous`, flight)
  const asked = await channel.message('waits for approval', '7 1.4.2, and 25 % to 8 1.4.3 → 7 1.4.2')
  await ben.clicks('Approve', asked)
  await channel.message('done: roll back weather-monitor')
  expect(live(stage)?.also).toBeUndefined()
  world.aws.fault('cloudwatch:GetMetricData', 'denied')
  await ana.types(`/belay lambda ${monitor}`, flight)
  await ana.alone.shows(
    '🟢 weather-monitor, production: 7 1.4.2',
    'How its calls went is not known: AWS refused',
  )
})

story('memory and warm environments, within their bounds', async stage => {
  const { ana, ben, world } = stage
  const channel = stage.channel(flight)
  await ana.types(`/belay lambda memory ${monitor} 4096`, flight)
  await ana.alone.shows(
    'has 512 to 2048 MB, as its system file says: 4096 is outside of that',
    '[Set 2048 MB]',
  )
  await ana.types('/belay lambda concurrency weather-monitor 50', flight)
  await ana.alone.shows('0 to 10 environments of', '50 is outside of that.', '[Keep 10 warm]')
  await ana.types(`/belay lambda memory ${monitor} 2048MB`, flight)
  const asked = await channel.message(
    'waits for approval: set the memory of weather-monitor',
    '512 MB → 2048 MB',
  )
  await ben.clicks('Approve', asked)
  await channel.message('under way: set the memory')
  await stage.begun('UpdateFunctionConfiguration')
  await stage.later(updateMs)
  await channel.message('done: set the memory of weather-monitor')
  expect(live(stage)?.version).toBe(9)
  expect(world.aws.lambda.get(monitor)?.versions.at(-1)).toMatchObject({ memory: 2048 })

  await ana.types(`/belay lambda concurrency ${monitor} 11`, flight)
  await ana.alone.shows('0 to 10 environments of weather-monitor, production are kept warm')
  await ana.types(`/belay lambda concurrency ${monitor} 2 --for 30m`, flight)
  const warm = await channel.message('waits for approval: keep 2 environments', 'For 30 min')
  await ben.clicks('Approve', warm)
  await channel.message('under way: keep 2 environments')
  await stage.begun('PutProvisionedConcurrencyConfig')
  await stage.later(2 * warmMs)
  await channel.message('done: keep 2 environments', '2 of 2 environments warm')
  await stage.later(31 * 60_000)
  await eventually(() => world.aws.lambda.get(monitor)?.warm.live === undefined)
})

story('what nobody may, and what is not there: a sentence, and nothing is called', async stage => {
  const { ana, dan } = stage
  await dan.types(`/belay lambda shift ${monitor} 7`, flight)
  await dan.alone.shows("Only Flight Schedule Pro's operators")
  await ana.types(`/belay lambda shift ${monitor} 12`, flight)
  await ana.alone.shows('weather-monitor, production has no version 12: there are 8, 7, 6')
  await ana.types(`/belay lambda shift ${monitor} 8`, flight)
  await ana.alone.shows('live of weather-monitor, production leads there already: 8 1.4.3')
  await ana.types('/deploy api-gateway 9f8e7d6 --weight 10 --dry-run')
  await ana.alone.shows('Only a function of AWS Lambda can take a share of the calls at first')
  await ana.types(`/deploy ${monitor} 1.5.0 --weight 110`, flight)
  await ana.alone.shows('expected a share in percent, from 1 to 100')
  await ana.types(`/belay scale ${monitor} 3`, flight)
  await ana.alone.shows('weather-monitor is not run in numbers')
  stage.world.aws.fault('lambda:GetFunctionConfiguration', 'denied')
  await ana.types(`/belay lambda ${monitor}`, flight)
  await ana.alone.shows('AWS refused lambda:GetFunctionConfiguration on weather-monitor', 'Policy to add')
  expect(changesOf(stage)).toEqual([])
})
