import { eventually, expect, hours, minutes, type Stage, story } from './stage.ts'

const alerts = '#flight-alerts'
const seconds = 1_000
const weekly = 'schedule weekly-snapshot'

/** The next Sunday, 04:00 in New York. */
function nextSunday({ world }: Stage): number {
  const day = new Date(world.clock().now())
  day.setUTCHours(9, 0, 0, 0)
  while (day.getUTCDay() !== 0 || day.getTime() <= world.clock().now()) day.setUTCDate(day.getUTCDate() + 1)
  return day.getTime()
}
const until = async ({ world, later }: Stage, at: number): Promise<void> => later(at - world.clock().now())
const made = ({ world }: Stage) =>
  world.aws.asked.filter(({ action }) => action === 'CreateDBSnapshot').length

story(
  'a snapshot each week: asked for once, allowed by an approver, made at its time by the schedule',
  async stage => {
    const { ana, ben } = stage
    const channel = stage.channel(alerts)
    await stage.later(minutes)
    const card = await channel.message(`🟡 ${weekly} waits to be allowed`)
    expect(card.plain).toContain(
      'make a snapshot of postgres, production · Sunday at 04:00, America/New_York',
    )
    expect(card.plain).toContain(
      'Will call rds:CreateDBSnapshot flight-schedule-pro-prod, the snapshot flight-schedule-pro-prod-weekly-20',
    )
    await ana.clicks('Allow', card)
    await ana.alone.shows("Only Flight Schedule Pro's approvers")

    const sunday = nextSunday(stage)
    await ben.clicks('Allow', card)
    await channel.message(`🟢 ${weekly} is allowed`, 'Allowed by Ben')
    await ana.types('/belay schedules', alerts)
    await ana.alone.shows('weekly-snapshot · Flight Schedule Pro · next ', 'allowed by Ben', 'not due yet')
    expect(made(stage)).toBe(0)

    await until(stage, sunday)
    const run = await channel.message(
      'make a snapshot of postgres, production',
      'The schedule weekly-snapshot asked at',
    )
    expect(run.plain).toContain('"allowed by Ben"')
    await eventually(() => made(stage) === 1)
    await until(stage, sunday + 30 * minutes)
    await channel.message('🟢 done: make a snapshot of postgres, production')
    await ana.types('/belay schedules', alerts)
    await ana.alone.shows('weekly-snapshot', 'last ', '🟢 succeeded', '[Stop weekly-snapshot]')
    await ana.types('/belay audit', alerts)
    await ana.alone.shows('schedule begun')

    // Stopped: the next one does not come.
    await ben.types('/belay schedule stop weekly-snapshot', alerts)
    await channel.message(`⚪ ${weekly} is stopped`, 'Ben stopped it')
    await until(stage, sunday + 7 * 24 * hours + minutes)
    await stage.looked()
    expect(made(stage)).toBe(1)
  },
)

story('nobody has allowed it: nothing is made at its time, and that is told', async stage => {
  const sunday = nextSunday(stage)
  await stage.later(minutes)
  await stage.channel(alerts).message(`🟡 ${weekly} waits to be allowed`)
  await until(stage, sunday)
  await stage
    .channel(alerts)
    .message(
      '⚠️ The schedule weekly-snapshot of Flight Schedule Pro was not begun',
      'Nobody has allowed it yet',
    )
  expect(made(stage)).toBe(0)
})

story('what is being changed then is waited for', async stage => {
  const { ana, ben } = stage
  const channel = stage.channel(alerts)
  await stage.later(minutes)
  await ben.clicks('Allow', await channel.message(`🟡 ${weekly} waits to be allowed`))
  await channel.message(`🟢 ${weekly} is allowed`)
  const sunday = nextSunday(stage)
  await until(stage, sunday - 50 * seconds)
  // Somebody's own change holds the database, for a minute.
  await ana.types('/belay db class db.t3.large', alerts)
  await ben.clicks('Approve', await channel.message('waits for approval: have postgres'))
  await channel.message('under way: have postgres')
  await until(stage, sunday)
  await channel.message('done: have postgres')
  await eventually(() => made(stage) === 1, minutes)
  await channel.message('make a snapshot of postgres', 'The schedule weekly-snapshot asked at')
  expect(channel.text()).not.toContain('was not begun')
})
