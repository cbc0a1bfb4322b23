import { jobMs } from '../../sandbox/github/runs.ts'
import { eventually, expect, story } from './stage.ts'

story('infrastructure by the team’s own workflow: what it is given, who may, and job by job', async stage => {
  const { ana, ben, dan, world } = stage
  const channel = stage.channel('#alerts')
  await ana.types('/belay workflow list', '#alerts')
  await ana.alone.shows(
    'Workflows of TravelBot, production',
    'infrastructure',
    'npx cdk deploy',
    '[infrastructure]',
  )
  await dan.types('/belay workflow run infrastructure', '#alerts')
  await dan.alone.shows("Only TravelBot's responders (@travelbot-oncall) may use workflow run")
  await ana.types('/belay workflow run infrastructur', '#alerts')
  await ana.alone.shows('TravelBot production has no workflow "infrastructur". Did you mean infrastructure?')
  await ana.types('/belay workflow run infrastructure SomeStack', '#alerts')
  await ana.alone.shows('"SomeStack" is no stack that infrastructure takes: one of all, TravelbotStack')

  await ana.types('/belay workflow run infrastructure TravelbotStack', '#alerts')
  const asked = await channel.message('waits for approval: run infrastructure of TravelBot, production')
  expect(asked.plain).toContain(
    'npx cdk deploy, stack TravelbotStack, main at eeacb3c Retry the payment once',
  )
  expect(asked.plain).toContain('ref main, environment production, stack TravelbotStack')
  await ben.clicks('Approve', asked)
  await eventually(() => world.github.started().length === 1)
  await stage.later(2 * jobMs)
  await channel.message('done: run infrastructure of TravelBot, production', '✓ Run it')
  expect(world.github.started()).toEqual([
    {
      workflow: 'infrastructure.yml',
      ref: 'main',
      inputs: { environment: 'production', stack: 'TravelbotStack' },
    },
  ])
})

story('what only looks needs nobody’s yes, and what destroys is said to', async stage => {
  const { ana, world } = stage
  await ana.types('/belay workflow run db-restore-list --confirm deploy')
  await stage.channel().message('under way: run db-restore-list of LearnBot, production')
  expect(world.github.started()).toMatchObject([{ inputs: { env: 'production', list: 'true' } }])
  await ana.types('/belay workflow run db-restore --dry-run')
  await ana.alone.shows('db-restore needs backup: something like backups/production/20240101/learnbot')
  const tag = '9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c'
  await ana.types(`/belay workflow run deploy ${tag}`)
  await ana.clicks(
    'In staging',
    await ana.alone.message('LearnBot production has no workflow "deploy": it is in staging.'),
  )
  await stage.channel().message('run deploy of LearnBot, staging', `tag ${tag}`)
  await ana.types(
    '/belay workflow run db-restore backups/production/20240101/learnbot_production_20240101_120000.sql.gz --dry-run',
  )
  await ana.alone.shows('Would run db-restore of LearnBot, production', 'It destroys something')
  world.github.fail(/./, 'unauthorized')
  await ana.types('/belay workflow run db-restore-list --confirm deploy')
  await ana.alone.shows('GitHub does not accept GITHUB_TOKEN: renew it')
})
