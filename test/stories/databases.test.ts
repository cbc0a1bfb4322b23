import { takes } from '../../sandbox/aws/rds/world.ts'
import { expect, type Stage, story } from './stage.ts'

const arbor = '#arbor-alerts'
const flight = '#flight-alerts'
const id = 'arbor-production-db'
const changesOf = ({ world }: Stage) =>
  world.aws.asked
    .filter(({ name, action }) => name.startsWith('rds:') && !/^(?:Describe|Download)/.test(action))
    .map(({ action }) => action)

story('a database: what it is, and where it is not as the system file says', async ({ ana, world }) => {
  await ana.types('/belay db info', arbor)
  await ana.alone.shows(
    `🟢 postgres, production: available, db.t3.medium, 20 GiB`,
    'An update waits: system-update, New Operating System update is available; it is for the team to apply.',
    'Updates | 1 waiting',
    '7 days',
    '03:00-04:00',
    '[Snapshots] [Make a snapshot] [Again]',
  )
  const at = Date.parse('2026-12-06T04:00:00Z')
  const updates = [{ action: 'db-upgrade', what: 'Automatic minor version upgrade to 17.6', at }]
  world.aws.rds.set({ id, retentionDays: 1, multiAz: false, updates })
  await ana.types('/belay db info', arbor)
  await ana.alone.shows(
    '🟠 postgres, production: available',
    'Backups are kept: 24 h, and the system file says 7 days.',
    'Zones: one zone, and the system file says two zones.',
    'An update waits: db-upgrade, Automatic minor version upgrade to 17.6; by itself on 2026-12-06.',
  )
  world.aws.rds.set({ id, updates: [] })
  await ana.types('/belay db info', arbor)
  await ana.alone.shows('Updates | none waits')
  world.aws.fault('rds:DescribePendingMaintenanceActions', 'denied')
  await ana.types('/belay db info', arbor)
  await ana.alone.shows('AWS refused rds:DescribePendingMaintenanceActions', 'Updates | not known')
  world.aws.fault('rds:DescribeDBInstances', 'denied')
  await ana.types('/belay db info', arbor)
  await ana.alone.shows('AWS refused rds:DescribeDBInstances on arbor-production-db', 'Policy to add')
})

story(
  'when AWS may bring an instance up to date, beside what the system file says',
  async ({ ana, world }) => {
    await ana.types('/belay db info', '#alerts')
    await ana.alone.shows('🟢 postgres, production: available', 'sun 03:00-04:00')
    world.aws.rds.set({ id: 'travelbot-database', maintenanceWindow: 'mon:23:30-tue:00:30' })
    await ana.types('/belay db info', '#alerts')
    await ana.alone.shows('Maintenance, UTC: mon 23:30-tue 00:30, and the system file says sun 03:00-04:00.')
  },
)

story('snapshots: how old they are, which nobody needs, and one more that Ben approves', async stage => {
  const { ana, ben, world } = stage
  await ana.types('/belay db snapshots', arbor)
  await ana.alone.shows(
    '10 snapshots of postgres, production, the latest 4 h',
    'For the cost review: 2 that somebody made are older than 90 days, of 40 GiB.',
    'unused',
    '[Make a snapshot] [Restore the latest] [Delete ',
  )
  await ana.types('/belay db snapshot --name arbor-before-migration', arbor)
  const asked = await stage.channel(arbor).message('waits for approval: make a snapshot of postgres')
  expect(asked.plain).toContain(
    'rds:CreateDBSnapshot arbor-production-db, the snapshot arbor-before-migration',
  )
  await ben.clicks('Approve', asked)
  await stage.channel(arbor).message('under way: make a snapshot', 'percent made')
  await stage.later(takes.snapshot)
  await stage.channel(arbor).message('done: make a snapshot of postgres', '100 of 100 percent made')
  expect(changesOf(stage)).toEqual(['CreateDBSnapshot'])
  expect(world.aws.rds.snapshots().at(-1)?.tags['belay:run']).toMatch(/^[0-9a-f]{16}\/0$/)

  await ana.types('/belay db snapshot --name arbor-before-migration', arbor)
  await ana.alone.shows('There is a snapshot arbor-before-migration already')
  world.aws.rds.set({ id, status: 'backing-up' })
  await ana.types('/belay db snapshot', arbor)
  await ana.alone.shows('arbor-production-db is backing-up just now', '[Look at postgres]')
})

story('a snapshot that nobody needs is deleted for good, and only one that somebody made', async stage => {
  const { ana, ben, world } = stage
  const old = world.aws.rds
    .snapshots()
    .findLast(({ instance, kind }) => instance === id && kind === 'manual')!
  const nightly = world.aws.rds
    .snapshots()
    .find(({ instance, kind }) => instance === id && kind !== 'manual')!
  await ana.types(`/belay db delete-snapshot ${nightly.id}`, arbor)
  await ana.alone.shows('RDS made ', 'by itself, and deletes it by itself', '[Show snapshots]')
  await ana.types('/belay db delete-snapshot', arbor)
  await ana.alone.shows('Which snapshot?')
  await ana.types(`/belay db delete-snapshot ${old.id}`, arbor)
  const asked = await stage.channel(arbor).message('waits for approval: delete the snapshot')
  expect(asked.plain).toContain('Nobody can restore it afterwards.')

  // It was made anew under the same name while Ben thought about it.
  world.aws.rds.snapshot({ ...old, beganAt: old.beganAt + 1_000 })
  await ben.clicks('Approve', asked)
  await stage.channel(arbor).message('not begun: delete the snapshot')
  expect(changesOf(stage)).toEqual([])
})

story('how it was an hour ago becomes a database of its own, with what is to be done then', async stage => {
  const { ana, ben, world } = stage
  await ana.types('/belay db restore --to "1000h ago"', arbor)
  await ana.alone.shows('postgres, production can be restored to a moment from')
  await ana.types('/belay db restore --to yesterday', arbor)
  await ana.alone.shows('"yesterday" is no moment')
  await ana.types('/belay db restore --to 2020-01-31 3:00', arbor)
  const which = await ana.alone.message('By which clock is it 2020-01-31 3:00?', '[2020-01-31 3:00 UTC]')
  await ana.clicks('2020-01-31 3:00 UTC', which)
  await ana.alone.shows('postgres, production can be restored to a moment from')
  await ana.types('/belay db restore arbor-1 --to 1h', arbor)
  await ana.alone.shows('Of the snapshot arbor-1, or as it was 1h? One of the two', '[Show snapshots]')
  await ana.types('/belay db restore --to 1 hour ago --as arbor-restored', arbor)
  const asked = await stage
    .channel(arbor)
    .message('waits for approval: restore postgres, production as it was')
  expect(asked.plain).toContain('in the same subnets and security groups')
  expect(asked.plain).toContain('put its address into the secret that the services read')
  await ben.clicks('Approve', asked)
  await stage.channel(arbor).message('under way: restore postgres', 'it is creating')
  // A minute in which it is creating is no minute without progress.
  await stage.later(takes.restore - 20_000)
  const looks = world.aws.asked.filter(({ action }) => action === 'DescribeDBInstances').length
  await stage.begun('DescribeDBInstances', looks + 1)
  await stage.later(20_000)
  const done = await stage
    .channel(arbor)
    .message('done: restore postgres', 'it is available, at arbor-restored.')
  expect(done.plain).toContain('Afterwards: look at its data, put its address into the secret')
  expect(stage.threadOf(done).count('No progress')).toBe(0)
  expect(world.aws.rds.get('arbor-restored')?.subnetGroup).toBe(`${id}-subnets`)
  expect(world.aws.rds.get(id)?.status).toBe('available')
})

story('a replica becomes an instance of its own, and one that was restored is one already', async stage => {
  const { ana, ben, world } = stage
  world.aws.rds.set({ id: 'arbor-replica', replicaOf: id })
  world.aws.rds.set({ id: 'arbor-restored' })
  await ana.types('/belay db promote arbor-restored', arbor)
  await ana.alone.shows(
    'arbor-restored is an instance of its own already, as every restored one is: nothing has to be promoted.',
  )
  await ana.types('/belay db promote nobody', arbor)
  await ana.alone.shows('RDS has no instance nobody.')
  world.aws.rds.set({ id: 'other-replica', replicaOf: 'other-db' })
  await ana.types('/belay db promote other-replica', arbor)
  await ana.alone.shows('other-replica follows other-db, and postgres, production is arbor-production-db.')
  await ana.types('/belay db promote arbor-replica', arbor)
  const asked = await stage.channel(arbor).message('waits for approval: promote arbor-replica')
  expect(asked.plain).toContain('It never follows arbor-production-db again')
  await ben.clicks('Approve', asked)
  await stage.channel(arbor).message('under way: promote arbor-replica', 'it is modifying')
  await stage.later(takes.promote)
  await stage.channel(arbor).message('done: promote arbor-replica')
  expect(changesOf(stage)).toEqual(['PromoteReadReplica'])
})

story('everything is logged for half an hour, and then not any more', async stage => {
  const { ana, ben, world } = stage
  const value = () => world.aws.rds.parameters.get(`${id}-params`, 'log_statement')
  await ana.types('/belay db parameter log_statement all', arbor)
  const asking = await ana.alone.message('is for a while: say for how long, with --for.')
  await ana.types('/belay db parameter shared_preload_libraries evil', arbor)
  await ana.alone.shows('shared_preload_libraries is not set from here', '[What can be set]')
  await ana.types('/belay db parameter log_statement sometimes', arbor)
  await ana.alone.shows('log_statement takes none, ddl, mod or all', '[What can be set]')
  await ana.types('/belay db parameter log_min_duration_statement 1s --dry-run', arbor)
  await ana.alone.shows('Would set log_min_duration_statement of postgres', '→ 1000')
  await ana.clicks('For 30 min', asking)
  const asked = await stage.channel(arbor).message('waits for approval: set log_statement of postgres')
  expect(asked.plain).toContain('Every statement is written into the log')
  await ben.clicks('Approve', asked)
  await stage.channel(arbor).message('done: set log_statement of postgres')
  expect(value()).toBe('all')
  await stage.later(1_800_000)
  await stage.channel(arbor).message('done: take back: set log_statement of postgres')
  expect(value()).toBeUndefined()
  expect(changesOf(stage)).toEqual(['ModifyDBParameterGroup', 'ResetDBParameterGroup'])

  world.aws.fault('rds:ModifyDBParameterGroup', 'denied')
  await ana.types('/belay db parameter log_connections 1 --for 30m', arbor)
  await ben.clicks('Approve', await stage.channel(arbor).message('waits for approval: set log_connections'))
  await stage.channel(arbor).message('failed: set log_connections', ', if anything came of it')
})

story('a bigger class and more storage, which only grows', async stage => {
  const { ana, ben, world } = stage
  await ana.types('/belay db storage 21', arbor)
  await ana.alone.shows('Storage only grows, by a tenth at least: 22 or more')
  await ana.types('/belay db class huge', arbor)
  await ana.alone.shows('expected a class such as db.t3.large')
  await ana.types('/belay db class db.t3.large', arbor)
  const asked = await stage.channel(arbor).message('waits for approval: have postgres, production run on')
  expect(asked.plain).toContain('db.t3.medium → db.t3.large')
  await ben.clicks('Approve', asked)
  await stage.channel(arbor).message('under way: have postgres, production run on', 'it is modifying')
  await stage.later(takes.modify)
  await stage.channel(arbor).message('done: have postgres, production run on')
  expect(world.aws.rds.get(id)?.class).toBe('db.t3.large')
})

story('its log: the files, the end of one without what is secret in it, and what took long', async stage => {
  const { ana, world } = stage
  world.aws.rds.log({
    instance: id,
    name: 'error/postgresql.log.later',
    writtenAt: Date.now() + 1_000,
    text: 'LOG:  connection from postgres://app:hunter22@db/app\nFATAL:  remaining connection slots are reserved',
  })
  await ana.types('/belay db log-files', arbor)
  await ana.alone.shows(
    '2 log files of postgres, production',
    'error/postgresql.log.later',
    '[Read the latest]',
  )
  await ana.types('/belay db log-file', arbor)
  await ana.alone.shows('error/postgresql.log.later of postgres, production: its last 2 lines', 'FATAL')
  expect(ana.alone.text()).not.toContain('hunter22')
  await ana.types('/belay db log-file nothing.log', arbor)
  await ana.alone.shows('has no log file nothing.log', '[Show log files]')

  await ana.types('/belay db slow-log', arbor)
  await ana.alone.shows(
    '3 statements in the log of postgres, production',
    '3 took more than 1000 ms, which is the threshold.',
    '4.8',
    'SELECT count(*) FROM events',
  )
  world.aws.fault('logs:FilterLogEvents', 'throttled')
  await ana.types('/belay db slow-log', arbor)
  await ana.alone.shows('AWS asks Belay to slow down.')
})

story('staging has production’s database, and a change of it takes what production takes', async stage => {
  const { ana, ben } = stage
  await ana.types('/belay db reboot --system travelbot --environment staging', '#alerts')
  const asked = await stage.channel('#alerts').message('waits for approval: reboot postgres, staging')
  expect(asked.plain).toContain('It serves production as well: what is done reaches production too')
  await ben.clicks('Approve', asked)
  await stage.channel('#alerts').message('under way: reboot postgres, staging', 'it is rebooting')
  await stage.later(takes.reboot)
  await stage.channel('#alerts').message('done: reboot postgres, staging')
  expect(changesOf(stage)).toEqual(['RebootDBInstance'])
})

story(
  'what runs for long, and what is idle for long, is what the system file says',
  async ({ ana, world }) => {
    const learnbot = '#learnbot-alerts'
    await ana.types('/belay db queries postgres', learnbot)
    await ana.alone.shows('for longer than 5 min in postgres, production')
    await ana.types('/belay db end-idle --dry-run', learnbot)
    await ana.alone.shows('idle for 10 min')
    world.aws.cloudwatch.set({ name: 'flight-prod-rds-cpu', state: 'OK', since: 0, begins: 'above 95' })
    await ana.types('/health production', '#flight-alerts')
    await ana.alone.shows(
      '1 set otherwise',
      'flight-prod-rds-cpu begins above 95, and the system file says above 80',
    )
  },
)

story('tables are vacuumed, and their indexes rebuilt, as steps of the runbook ask for it', async stage => {
  const { ana, ben, world } = stage
  const step = (number: number) =>
    ana.types(`/belay runbook step database-operations/database-maintenance ${number}`, flight)
  await step(1)
  await ana.clicks('db vacuum bookings', await ana.alone.message('This changes something.'))
  const asked = await stage.channel(flight).message('waits for approval: vacuum public.bookings')
  expect(asked.plain).toContain('1,824 dead rows of 88,224')
  await ben.clicks('Approve', asked)
  await stage.channel(flight).message('done: vacuum public.bookings of postgres, production')
  await ana.types('/belay db vacuum Bookings, audit_log --dry-run', flight)
  await ana.alone.shows('Would vacuum public.bookings, public.audit_log of postgres, production')
  await ana.types('/belay db tables', flight)
  await ana.alone.shows('public.bookings | 271 MB | 86,400 | 0 | 0 % | today')

  await step(5)
  await ana.clicks(
    'db reindex bookings',
    await ana.alone.message('This changes something.', '[db reindex bookings]'),
  )
  const rebuild = await stage.channel(flight).message('waits for approval: rebuild the indexes')
  expect(rebuild.plain).toContain('public.bookings: 1 index')
  await ben.clicks('Approve', rebuild)
  await stage.channel(flight).message('done: rebuild the indexes of public.bookings')
  const changed = world.postgres.asked.filter(sql => /^(?:VACUUM|REINDEX)/.test(sql))
  expect(changed).toEqual(['VACUUM (ANALYZE) public.bookings', 'REINDEX TABLE CONCURRENTLY public.bookings'])
})
