import { jobMs } from '../../sandbox/kubernetes/world.ts'
import { connect } from '../../src/store/connect.ts'
import { createSharedClock } from '../../src/store/shared-clock.ts'
import { eventually } from '../eventually.ts'
import { runbookOf } from './runbook-of.ts'
import { expect, hours, minutes, type Stage, story } from './stage.ts'

const alerts = '#flight-alerts'
const travellr = '#travellr-alerts'

/** When the world is at this moment, by the reader's clock. */
const until = async ({ world, later }: Stage, at: number): Promise<void> => later(at - world.clock().now())

/** The next weekday at 09:00 in New York, and a day on which nothing else comes. */
function nextMorning({ world }: Stage): number {
  const day = new Date(world.clock().now())
  day.setUTCHours(14, 0, 0, 0)
  do day.setUTCDate(day.getUTCDate() + 1)
  while (![2, 4].includes(day.getUTCDay()) || day.getUTCDate() === 1)
  return day.getTime()
}

story('the list before maintenance: two tick at once, each item has a name and a time', async stage => {
  const { ana, ben } = stage
  await ana.types('/belay checklist before-maintenance', travellr)
  await ana.alone.shows('Before Maintenance Window: 5 to see to. It is in the channel in a moment.')
  const place = stage.channel(travellr)
  const list = await place.message('🟡 Before Maintenance Window: 0 of 5 done · Travellr production')
  expect(list.plain).toContain('☐ Notify users')

  await Promise.all([
    stage.slack.select('Ana', list.ts, 'Notify users', 'Notify users'),
    stage.slack.select('Ben', list.ts, 'Create backup', 'Create backup'),
  ])
  const two = await place.message('2 of 5 done')
  expect(two.plain).toContain('☑ Notify users\n✓ Ana ticked it at ')
  expect(two.plain).toContain('☑ Create backup\n✓ Ben ticked it at ')

  // Ben takes his back; what Ana has seen to nobody else has.
  await stage.slack.select('Ben', list.ts, 'Create backup', 'Create backup')
  await place.message('1 of 5 done', '☐ Create backup')
  await ben.types(`/belay checklist tick ${idIn(list.blocks)} 1`, travellr)
  await ben.alone.shows('Ana has seen to it already.')
  const titles = ['Create backup', 'Prepare rollback plan', 'Test in staging', 'Schedule outside peak hours']
  for (const title of titles) await stage.slack.select('Ana', list.ts, title, title)
  await place.message('🟢 Before Maintenance Window: done · Travellr production')
  await stage.threadOf(list).shows('Before Maintenance Window is done: 5 of 5, by Ana')
  expect(place.count('Before Maintenance Window')).toBe(1)
})

const idIn = (blocks: unknown): string => /checklist tick (\w+)/.exec(JSON.stringify(blocks))![1]!

story('what only looks runs at a click: its answer is in the thread, and its item is ticked', async stage => {
  const { ana, dan } = stage
  await ana.types('/belay checklist initial-response-checklist', '#arbor-alerts')
  const place = stage.channel('#arbor-alerts')
  const list = await place.message('Initial Response Checklist: 0 of 4 done')
  await dan.clicks('Run', list)
  await dan.alone.shows("Only Arbor Energy's responders")
  await ana.clicks('Run', await place.message('☐ Check ECS service status'))
  await stage.threadOf(list).shows('Check')
  await place.message('1 of 4 done', '✓ Ana ran it at ')
})

story(
  'a task of the list runs in its thread, and its item is ticked once that has succeeded',
  async stage => {
    const { ana, world } = stage
    await ana.types('/belay checklist morning', travellr)
    const place = stage.channel(travellr)
    const list = await place.message('Morning Checklist: 0 of 5 done')
    const thread = stage.threadOf(list)
    await ana.clicks('Run', await place.message('☐ Check service health'))
    await thread.shows('under way: run health-check of backend')
    await eventually(() => world.kubernetes.jobs.size === 1)
    expect((await place.message('Morning Checklist')).plain).toContain('0 of 5 done')
    await stage.later(jobMs)
    await thread.shows('done: run health-check of backend')
    await place.message('Morning Checklist: 1 of 5 done', '☑ Check service health\n✓ Ana ran it at ')
  },
)

story(
  'a change of the list is asked for in its thread; its item is ticked for whoever asked',
  async stage => {
    const { ana, world } = stage
    await ana.types('/belay checklist database-maintenance', travellr)
    const place = stage.channel(travellr)
    const list = await place.message('Database Maintenance: 0 of')
    await ana.clicks('Ask for it', await place.message('☐ Create daily backup'))
    await ana.clicks('exec backend backup:create', await ana.alone.message('This changes something'))
    await stage.threadOf(list).shows('under way: run backup:create of backend')
    await eventually(() => world.kubernetes.jobs.size === 1)
    await stage.later(jobMs)
    await place.message('☑ Create daily backup\n✓ Ana ran it at ')
  },
)

story(
  'a list comes by itself at its time, once, with the part of its day; none of the days before',
  async stage => {
    const morning = nextMorning(stage)
    await until(stage, morning - minutes)
    expect(stage.channel(travellr).count('Morning Checklist')).toBe(0)
    await until(stage, morning)
    const list = await stage.channel(travellr).message('🟡 Morning Checklist: 0 of 5 done', 'Due at ')
    expect(list.plain).not.toContain('late')
    await stage.looked()
    expect(stage.channel(travellr).count('Morning Checklist')).toBe(1)

    await stage.ana.types('/belay checklist weekly', travellr)
    await stage.channel(travellr).message('Weekly Tasks')
    await stage.ana.types('/belay schedules', travellr)
    await stage.ana.alone.shows(
      'morning · Travellr · next ',
      '(Monday to Friday at 09:00, America/New_York)',
      'last ',
      '0 of 5 done',
    )
  },
)

story('what there is to choose from is a menu once it is much, with when each comes next', async stage => {
  const { ana } = stage
  await ana.types('/belay checklist', travellr)
  const all = await ana.alone.message('8 checklists of Travellr', 'Morning Checklist', 'next ')
  expect(all.plain).not.toMatch(/\bat (?:today|tomorrow|\d{4}-)/)
  await ana.chooses('Database Maintenance', 'Begin one', all)
  await stage.channel(travellr).message('Database Maintenance: 0 of')
})

story('a runbook without checklists has other things', async ({ ana }) => {
  await ana.types('/belay checklist', '#learnbot-alerts')
  await ana.clicks('What it has', await ana.alone.message('The runbook of LearnBot has no checklists.'))
  await ana.alone.message('What the runbook of LearnBot has', 'Issue: High API latency')
})

story('while Belay was away three mornings went by: the last comes late, and says so', async stage => {
  const { world } = stage
  const morning = nextMorning(stage)
  await until(stage, morning)
  await stage.channel(alerts).message('Morning Checklist: 0 of 3 done')
  await world.sleep()
  // Time goes by without it.
  const redis = await connect(world.redis.url)
  const clock = await createSharedClock(redis)
  const mornings = [24, 48, 72].map(ahead => morning + ahead * hours)
  const last = mornings.findLast(at => ![0, 6].includes(new Date(at).getUTCDay()))!
  await clock.advance(last + 2 * hours - clock.now())
  clock.stop()
  redis.disconnect()
  await world.belay()
  await stage.channel(alerts).message('Morning Checklist: 0 of 3 done', 'posted 2 h late')
  await stage.looked()
  expect(stage.channel(alerts).count('Morning Checklist: 0 of 3 done')).toBe(2)
})

const byDay =
  '# LearnBot\n\n## Weekly Tasks\n\n### Monday\n\n- [ ] Look at costs\n\n### Friday\n\n- [ ] Close tickets\n'
story(
  'a day that has a heading of its own is a list of its own',
  async stage => {
    await stage.ana.types('/belay checklist monday --system learnbot')
    const list = await stage.channel('#learnbot-alerts').message('Weekly Tasks: Monday: 0 of 1 done')
    expect(list.plain).toContain('☐ Look at costs')
    expect(list.plain).not.toContain('Close tickets')
  },
  { folder: runbookOf(byDay) },
)
