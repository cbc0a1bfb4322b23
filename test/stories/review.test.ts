import { beforeAll } from 'vitest'
import { expect, story } from './stage.ts'

/** They take a moment of the processor that no story is about. */
beforeAll(
  () => Promise.all([import('@aws-sdk/client-cognito-identity-provider'), import('@aws-sdk/client-ecr')]),
  60_000,
)

const flight = '#flight-alerts'
const learnbot = '#learnbot-alerts'
const production = '--system flight-schedule-pro --environment production'

story(
  'images that nothing uses: how many, how large, and never one that could be rolled back to',
  async stage => {
    const { ana, world } = stage
    await ana.types('/belay images --system learnbot --environment production', learnbot)
    await ana.alone.shows(
      '🟠 10 images of LearnBot production that nothing uses, 1.96 GB',
      'neither running nor among the last 10 task definitions',
      'untagged, ',
      '0123456789abcdef0123456789abcdef01234567',
    )
    // It ran before, and was pushed long ago.
    expect(ana.alone.text()).not.toContain('9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c')
    world.aws.ecr.store('frontend', [])
    await ana.types('/belay images --system learnbot --environment production', learnbot)
    await ana.alone.shows('🟠 8 images of LearnBot production')
    await ana.types(`/belay images ${production}`, flight)
    await ana.alone.shows('Flight Schedule Pro production deploys no images out of ECR')
    world.aws.fault('ecr:DescribeImages', 'denied')
    await ana.types('/belay images --system learnbot --environment production', learnbot)
    await ana.alone.shows('AWS refused ecr:DescribeImages', 'Policy to add')
  },
)

story('users that look inactive, with what Cognito does not tell', async stage => {
  const { ana, world } = stage
  await ana.types(`/belay users inactive ${production}`, flight)
  await ana.alone.shows(
    '🟠 3 of 67 users of pilots, production, look inactive',
    'Cognito does not tell when somebody signed in last',
    'instructor-7 | unchanged for long',
    'pilot-70 | force change password',
    'pilot-71 | disabled',
  )
  expect(world.aws.asked.filter(({ name }) => name === 'cognito-idp:ListUsers')).toHaveLength(2)
  await ana.types(`/belay users inactive pilots --older 30d ${production}`, flight)
  await ana.alone.shows('37 of 67 users of pilots')
  await ana.types(`/belay users inactive --older 1h ${production}`, flight)
  await ana.alone.shows('expected 1d at least')
  await ana.types('/belay users inactive --system learnbot --environment production', learnbot)
  await ana.alone.shows('LearnBot production has no pool in its system file')
  for (const [fault, told] of [
    ['denied', 'AWS refused cognito-idp:ListUsers on us-east-1_Ab12Cd34E'],
    ['throttled', 'AWS asks Belay to slow down'],
  ] as const) {
    world.aws.fault('cognito-idp:ListUsers', fault)
    await ana.types(`/belay users inactive ${production}`, flight)
    await ana.alone.shows(told)
  }
})

story('what the account pays for and nothing uses', async stage => {
  const { ana, world } = stage
  const here = '#flight-alerts'
  await ana.types('/belay unused', here)
  await ana.alone.shows(
    '🟠 Of the account of Flight Schedule Pro production nothing uses 1 volume, 1 public address and 1 load balancer',
    'volume | vol-0a1b2c3d4e5f60718',
    'address | 203.0.113.40',
    'load balancer | old-beta',
    '[Images] [Costs] [Again]',
  )
  expect(ana.alone.text()).not.toMatch(/vol-0f9e8d7c|203\.0\.113\.41|arbor-production/)
  for (let i = 1; i <= 70; i++)
    world.aws.ec2.volume({ id: `vol-${i}`, gib: 8, madeAt: Date.now(), status: 'available' })
  await ana.types('/belay unused', here)
  const { files } = await stage.channel(here).message('nothing uses 71 volumes', '📎')
  expect(files[0]!.content).toMatch(/vol-1 [\s\S]+vol-70 [\s\S]+203\.0\.113\.40[\s\S]+old-beta/)
  world.aws.fault('ec2:DescribeVolumes', 'denied')
  await ana.types('/belay unused', here)
  await ana.alone.shows('AWS refused ec2:DescribeVolumes on volumes', 'Policy to add')
  await ana.types('/belay images', '#alerts')
  await ana.alone.shows('images of TravelBot production that nothing uses')
})
