import { takes } from '../../sandbox/aws/rds/world.ts'
import { eventually, expect, minutes, type Stage, story } from './stage.ts'

const travelbot = '#alerts'
const id = 'travelbot-database'
const group = 'sg-0a1b2c3d4e5f60718'
const place = '--system travelbot --environment production'
const line = `/belay db open postgres --from 203.0.113.7 --for 30m --reason "the bastion is down" ${place}`

const changesOf = ({ world }: Stage) =>
  world.aws.asked
    .filter(({ action }) => /Ingress|^ModifyDB/.test(action))
    .map(
      ({ action, input }) =>
        `${action} ${input.PubliclyAccessible ?? input['IpPermissions.1.IpRanges.1.CidrIp']}`,
    )
const standsOpen = ({ world }: Stage) =>
  world.aws.ec2.rules(group).length > 0 || world.aws.rds.get(id)?.isPublic === true

/** RDS has been asked, and takes its time: the clock moves on no sooner. */
async function modified({ world, later }: Stage, isPublic: boolean): Promise<void> {
  await eventually(() => {
    const found = world.aws.rds.get(id)
    return found?.status === 'modifying' || found?.isPublic === isPublic
  })
  await later(takes.public)
}

/** Ana asks, and Ben says yes. */
async function open(stage: Stage) {
  const { ana, ben } = stage
  await ana.types(line, travelbot)
  const asked = await stage.channel(travelbot).message('waits for approval: open postgres, production')
  await ben.clicks('Approve', asked)
  return asked
}

story(
  'a database is opened to one address for half an hour, loudly, and is closed by itself',
  async stage => {
    const { ana } = stage
    const asked = await open(stage)
    expect(asked.plain).toContain(
      'ec2:AuthorizeSecurityGroupIngress sg-0a1b2c3d4e5f60718, port 5432 for 203.0.113.7/32 alone',
    )
    expect(asked.plain).toContain('rds:ModifyDBInstance PubliclyAccessible travelbot-database')
    expect(asked.plain).toContain('For 30 min, then ec2:RevokeSecurityGroupIngress')
    await stage
      .channel(travelbot)
      .message('🔓 TravelBot, being opened: open postgres', 'Ana', 'the bastion is down')
    await modified(stage, true)
    await stage.channel(travelbot).message('done: open postgres', 'taken back at')
    expect(changesOf(stage)).toEqual([
      'AuthorizeSecurityGroupIngress 203.0.113.7/32',
      'ModifyDBInstance true',
    ])
    expect(stage.world.aws.ec2.rules(group)[0]?.description).toMatch(
      /^for a while \[belay [0-9a-f]{16}\/0\]$/,
    )

    await ana.types(line.replace('203.0.113.7', '203.0.113.8'), travelbot)
    await ana.alone.shows('postgres, production stands open already, to 203.0.113.7/32', '[Close it]')
    await stage.later(10 * minutes)
    await stage.channel(travelbot).message('🔓 TravelBot, open for 10 min', '[Close it now] [Extend 30 min]')
    await stage.later(16 * minutes)
    await stage.channel(travelbot).message('🔓 TravelBot, closed in')
    await stage.later(4 * minutes)
    await modified(stage, false)
    await stage.channel(travelbot).message('🔒 TravelBot, closed again')
    await stage.channel(travelbot).message('done: take back: open postgres')
    await stage.channel(travelbot).message('done: open postgres', 'its taking back has a message of its own')
    expect(changesOf(stage).slice(2)).toEqual([
      'RevokeSecurityGroupIngress 203.0.113.7/32',
      'ModifyDBInstance false',
    ])
    expect(standsOpen(stage)).toBe(false)
  },
)

story('who asks is told what is missing, and that one address is one address', async ({ ana, world }) => {
  for (const [said, told] of [
    ['db open postgres', 'To which address?'],
    ['db open postgres --from 203.0.113.7', 'Why? Everybody who is told reads it'],
    ['db open postgres --from 0.0.0.0/0 --reason x', '0.0.0.0/0 is more than one address'],
    ['db open postgres --from 0.0.0.0 --reason x', '0.0.0.0 is no address that the internet knows'],
    ['db open postgres --from 203.0.113.0/24 --reason x', '203.0.113.0/24 is more than one address'],
    ['db open postgres --from 10.0.0.7 --reason x', '10.0.0.7 is no address that the internet knows'],
    ['db open postgres --from home --reason x', '"home" is no address in IPv4'],
    ['db open postgres --from 203.0.113.7 --for 2h --reason x', 'a database stands open for an hour at most'],
  ] as const) {
    await ana.types(`/belay ${said} ${place}`, travelbot)
    await ana.alone.shows(told)
  }
  await ana.types('/belay db open postgres --from 203.0.113.7 --reason x', '#arbor-alerts')
  await ana.alone.shows(
    'postgres, production is not opened from here: its system file would have to say emergencyAccess.',
  )
  world.aws.ec2.set(group, [{ protocol: 'tcp', fromPort: 5432, toPort: 5432, cidr: '203.0.113.7/32' }])
  await ana.types(line, travelbot)
  await ana.alone.shows("lets 203.0.113.7/32 in already, by a rule of somebody else's")
  world.aws.rds.set({ id, securityGroups: ['sg-11111111', 'sg-22222222'] })
  await ana.types(line, travelbot)
  await ana.alone.shows(
    'travelbot-database has the security groups sg-11111111, sg-22222222: emergencyAccess.securityGroup',
  )
  world.aws.fault('ec2:DescribeSecurityGroupRules', 'denied')
  world.aws.rds.set({ id, securityGroups: [group] })
  await ana.types(line, travelbot)
  await ana.alone.shows('AWS refused ec2:DescribeSecurityGroupRules', 'Policy to add')
})

story('it is closed before its time, by whoever is done with it, and once', async stage => {
  const { ana } = stage
  await ana.types(`/belay db close postgres ${place}`, travelbot)
  await ana.alone.shows('postgres, production is closed: it cannot be found from the internet')
  await open(stage)
  const told = await stage.channel(travelbot).message('🔓 TravelBot, being opened')
  await modified(stage, true)
  await stage.channel(travelbot).message('done: open postgres')
  await ana.clicks('Close it now', told)
  await ana.alone.shows('It is closed now: open postgres, production to 203.0.113.7/32')
  await modified(stage, false)
  await stage.channel(travelbot).message('🔒 TravelBot, closed again')
  await stage.channel(travelbot).message('done: take back: open postgres')
  await ana.clicks('Close it now', told)
  await ana.alone.shows('postgres, production is closed')
  await stage.later(40 * minutes)
  expect(changesOf(stage).slice(2)).toEqual([
    'RevokeSecurityGroupIngress 203.0.113.7/32',
    'ModifyDBInstance false',
  ])
})

story(
  'RDS is busy when its time is over: whoever came in is shut out at once, and the rest follows',
  async stage => {
    await open(stage)
    await modified(stage, true)
    await stage.channel(travelbot).message('done: open postgres')
    stage.world.aws.rds.set({ id, status: 'backing-up' })
    await stage.later(30 * minutes)
    await stage.channel(travelbot).message('under way: take back: open postgres', '1 of 2 steps done')
    expect(stage.world.aws.ec2.rules(group)).toEqual([])
    await stage.later(10 * minutes)
    await stage.channel(travelbot).message('🔴 TravelBot STANDS OPEN and is not closed')
    stage.world.aws.rds.set({ id, status: 'available' })
    await modified(stage, false)
    await stage.channel(travelbot).message('🔒 TravelBot, closed again')
  },
)

story(
  'one of the two calls that close it is refused: the other is made, and the channel hears of it',
  async stage => {
    await open(stage)
    await modified(stage, true)
    await stage.channel(travelbot).message('done: open postgres')
    stage.world.aws.fault('ec2:RevokeSecurityGroupIngress', 'denied')
    await stage.later(30 * minutes)
    await stage
      .channel(travelbot)
      .message(
        '🔴 TravelBot STANDS OPEN and is not closed',
        'AWS refused ec2:RevokeSecurityGroupIngress',
        '[Close it now]',
      )
    expect(changesOf(stage).at(-1)).toBe('ModifyDBInstance false')
    stage.world.aws.mend()
    await stage.later(10 * minutes)
    await stage.channel(travelbot).message('🔒 TravelBot, closed again')
    expect(stage.world.aws.ec2.rules(group)).toEqual([])
  },
)
