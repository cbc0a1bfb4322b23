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

story(
  'users that nobody needs are shut out, let in again and removed, by their names and with a yes',
  async stage => {
    const { ana, ben, world } = stage
    const { cognito } = world.aws
    const pool = 'us-east-1_Ab12Cd34E'
    const changed = () =>
      world.aws.asked
        .filter(({ action }) => /^Admin(?!Get)/.test(action))
        .map(({ action, input }) => `${action} ${input.Username}`)
    await ana.types('/belay users inactive', flight)
    const list = await ana.alone.message('look inactive', '[Disable: 2 users] [Remove disabled: 1 user]')

    await ana.clicks('Disable: 2 users', list)
    const out = await stage.channel(flight).message('waits for approval: disable 2 users of pilots')
    expect(out.plain).toContain('instructor-7 confirmed → disabled')
    expect(out.plain).toContain('pilot-70 force change password → disabled')
    expect(out.plain).toContain('cognito-idp:AdminDisableUser instructor-7, cannot sign in any more')
    expect(changed()).toEqual([])
    await ben.clicks('Approve', out)
    await stage.channel(flight).message('done: disable 2 users of pilots, production')
    expect(changed()).toEqual(['AdminDisableUser instructor-7', 'AdminDisableUser pilot-70'])

    await ana.types('/belay users disable pilots instructor-7', flight)
    await ana.alone.shows('instructor-7 of pilots, production is disabled already.')
    await ana.types('/belay users enable pilots instructor-7 pilot-1', flight)
    const again = await stage.channel(flight).message('waits for approval: enable 1 user of pilots')
    expect(again.plain).toContain('1 of those named is enabled already')
    await ben.clicks('Approve', again)
    const enabled = await stage.channel(flight).message('done: enable 1 user of pilots, production')
    expect(cognito.get(pool, 'instructor-7')?.enabled).toBe(true)
    await ana.clicks('Shut them out again', enabled)
    const back = await stage.channel(flight).message('waits for approval: disable 1 user of pilots')
    expect(back.plain).toContain('instructor-7 confirmed → disabled')
    await ben.clicks('Decline', back)

    // Whoever is needed again while somebody reads the list is not removed.
    await ana.clicks('Remove disabled: 1 user', list)
    const first = await stage.channel(flight).message('waits for approval: remove 1 user of pilots')
    expect(first.plain).toContain('pilot-71 disabled, unchanged for 20 days → GONE')
    cognito.answers.AdminEnableUser!({ UserPoolId: pool, Username: 'pilot-71' })
    await ben.clicks('Approve', first)
    await stage.channel(flight).message('not begun: remove 1 user of pilots')
    expect(cognito.get(pool, 'pilot-71')).toBeDefined()

    await ana.types('/belay users remove pilots pilot-70, instructor-7', flight)
    const both = await stage.channel(flight).message('waits for approval: remove 2 users of pilots')
    expect(both.plain).toContain('WHAT COGNITO KNOWS OF THEM IS LOST')
    expect(both.plain).toContain('instructor-7 can sign in, and Cognito does not tell when somebody last did')
    await ben.clicks('Approve', both)
    await stage.channel(flight).message('done: remove 2 users of pilots, production')
    expect(['pilot-70', 'instructor-7', 'pilot-71'].map(name => cognito.get(pool, name)?.name)).toEqual([
      undefined,
      undefined,
      'pilot-71',
    ])

    await ana.types('/belay users remove', flight)
    await ana.alone.shows(
      'Which users of pilots? By their names, with blanks between. As in: /belay users remove pilots',
    )
    await ana.types('/belay users remove pilots pilot-70 pilot-1', flight)
    await ana.alone.shows('pilots, production has no user "pilot-70".', '[Who looks inactive]')
    await ana.types(
      `/belay users remove pilots ${Array.from({ length: 21 }, (_, i) => `pilot-${i}`).join(' ')}`,
      flight,
    )
    await ana.alone.shows('21 users are too many to be read before a yes: 20 at once.')
  },
)

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
