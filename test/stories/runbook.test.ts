import { readFileSync } from 'node:fs'
import { stepsOf } from '../../src/domain/runbook/runbook.ts'
import { readOnce } from './read-once.ts'
import { expect, type Stage, story } from './stage.ts'

const region = ({ world }: Stage) => world.aws.asked.map(({ name }) => name)

story(
  'a thread opens with the procedure of its alert; what is done of it, by click or by hand, stands in the timeline',
  async stage => {
    const { ana, ben } = stage
    stage.fire('HighP99Latency on api-gateway')
    const card = await stage.card('HighP99Latency on api-gateway')
    await ana.clicks('Acknowledge', card)
    const thread = stage.threadOf(card)
    const opening = await thread.message(
      'Runbook: Issue: High API latency · it says that it is for HighP99Latency',
      '[Runbook]',
    )
    await ana.clicks('Runbook', opening)
    const found = await thread.message('Issue: High API latency', 'learnbot.md, line ')
    expect(found.plain).toContain('aws logs filter-log-events')

    const box = '2. Check database query performance'
    expect(found.plain).toContain(`☐ ${box}`)
    await ana.chooses(box, box, found)
    const noted = 'Done by hand: Check database query performance (step 2 of Issue: High API latency)'
    await thread.shows('Ana noted', noted)
    await ben.chooses(box, box, found)
    await ben.alone.message('Ana noted in INC-', 'already that it is done.')
    await ben.clicks('Runbook', opening)
    await thread.message(`☑ ${box}`, '✓ Ana noted it')
    await ben.says('@Belay runbook show common-issues-resolutions/issue-high-api-latency', card)
    await thread.showsTimes(2, '✓ Ana noted it')
    expect(thread.count(noted)).toBe(1)

    const incident = /INC-\d+/.exec(card.plain)![0]
    await ana.types(
      `/belay runbook step rollback-procedures/manual-rollback-via-cli 1 --system learnbot --incident ${incident}`,
    )
    await ana.alone.shows(`What it answered stands in the thread of ${incident}`)
    const answer = await thread.message('Get previous task definition revision', 'COMPLETED')
    expect(answer.plain).toContain('PRIMARY')
    expect(region(stage)).toContain('ecs:DescribeServices')
    await thread.shows('Ran a step of the runbook: Get previous task definition revision')
  },
)

story(
  'a step with blanks asks for them; one that changes something is asked for like any change',
  async stage => {
    const { ana, world } = stage
    await ana.types('/belay runbook show scaling-operations/manual-scaling --system learnbot')
    const scaling = await ana.alone.message('Manual Scaling', 'Scale up API gateway')
    await ana.clicks('Ask for it', scaling)
    await ana.clicks('scale api-gateway', await ana.alone.message('This changes something.'))
    expect((await ana.form()).title).toBe('Confirm')
    await ana.submits({ confirm: 'deploy' })
    const asked = await stage.channel().message('waits for approval: scale api-gateway, production')
    expect(asked.plain).toContain('5 tasks')
    expect(world.aws.asked.filter(({ action }) => action === 'UpdateService')).toEqual([])

    await ana.types('/belay runbook show incident-response/checking-logs --system learnbot')
    await ana.clicks('Run …', await ana.alone.message('Checking Logs', 'specific request ID'))
    const form = await ana.form()
    expect([form.title, form.plain]).toEqual(['Run a step', expect.stringContaining('specific request ID')])
  },
)

story('what the runbook says of a step besides stands with it, before anybody runs it', async ({ ana }) => {
  await ana.types('/belay runbook show rollback-procedures/manual-rollback-via-cli --system learnbot')
  const card = await ana.alone.message(
    '3. Roll back to previous revision\nReplace with actual previous revision',
  )
  expect(card.buttons).toEqual(['Run', 'Set FAMILY', 'Set PREV_REV …', 'Ask for it', 'Run'])
  await ana.clicks('Set PREV_REV …', card)
  expect((await ana.form()).title).toBe('Set what steps take')
  await ana.types('/belay runbook show deployment-procedures/production-deployment-manual --system learnbot')
  await ana.alone.shows('Trigger production deployment via GitHub Actions', ' · Click "Run workflow" · ')
})

story('a step that fails says why to whoever ran it, and stands in the timeline as failed', async stage => {
  const { ana, world } = stage
  stage.fire('HighP99Latency on api-gateway')
  const card = await stage.card('HighP99Latency on api-gateway')
  const thread = stage.threadOf(card)
  await ana.clicks('Acknowledge', card)
  await thread.message('[Runbook]')
  await ana.says('@Belay runbook Rollback via CLI', card)
  const procedure = await thread.message('Manual Rollback via CLI', 'Get previous task definition revision')
  world.aws.fault('ecs:DescribeServices', 'denied')
  await ana.clicks('Run', procedure)
  const refused = await ana.alone.message(
    'AWS refused ecs:DescribeServices',
    'Trying again will not help until that has been mended',
  )
  await thread.shows(
    'Ana',
    'A step of the runbook failed: Get previous task definition revision: AWS refused ecs:DescribeServices',
  )
  world.aws.mend()
  await ana.clicks('It is mended: try again', refused)
  await thread.shows('Ran a step of the runbook: Get previous task definition revision')
})

story('what the runbook has can all be opened, from the thread of an incident too', async stage => {
  const { ana } = stage
  const { procedures } = readOnce('travelbot.md', readFileSync('systems/travelbot.md', 'utf8'))
  const titles = procedures.filter(one => stepsOf(one).length > 0).map(({ path }) => path.at(-1))
  expect(titles.length).toBeGreaterThan(20)
  stage.fire('Xylophones are out of tune', { service: 'PTRAVEL1' })
  const card = await stage.card('Xylophones are out of tune', '#alerts')
  const thread = stage.threadOf(card)
  await ana.says('@Belay runbook', card)
  const all = await thread.message('What the runbook of TravelBot has', 'There are more: choose below')
  expect(all.menus['Open …']).toEqual(titles)
  await ana.chooses('Service Recovery', 'Open …', all)
  await thread.message('Service Recovery', 'Emergency Procedures · travelbot.md, line')
  await ana.types('/belay runbook show manual-rollback-via-cli --system learnbot')
  await ana.alone.message('Manual Rollback via CLI', 'Rollback Procedures · learnbot.md, line')
})

story('a full name is enough; what is not there is said: no such words, a rewritten step', async stage => {
  const { ana, dan } = stage
  await ana.types('/belay runbook xylophone --system learnbot')
  const nothing = await ana.alone.message('The runbook of LearnBot says nothing of "xylophone"')
  expect(nothing.plain).toMatch(/ · 1 step\n/)
  expect(nothing.buttons).toEqual([])
  expect(nothing.menus['Open …']).toContain('Manual Rollback via CLI')
  await ana.chooses('Manual Rollback via CLI', 'Open …', nothing)
  await ana.alone.shows('Rollback Procedures', 'learnbot.md, line')
  await ana.types('/belay runbook high xylophone --system learnbot')
  await ana.alone.shows('The runbook of LearnBot on "high xylophone": nothing in it says "xylophone"')
  await ana.types('/belay runbook p1 incident response --system learnbot')
  await ana.alone.shows('P1 Incident Response', 'Incident Response · learnbot.md, line', 'Or one of these')
  await ana.types('/belay runbook step scaling-operations/manual-scaling 2 --mark 00000000 --system learnbot')
  await ana.alone.shows('The runbook has changed since: this step is another one now.', '[Look again]')
  await ana.types('/belay runbook show no-such-thing --system learnbot')
  await ana.alone.shows('has no procedure "no-such-thing".', '[Look through it]')
  await ana.types('/belay runbook step manual-scalign 2 --system learnbot')
  const meant = await ana.alone.message('has no procedure "manual-scalign". Did you mean manual-scaling?')
  await ana.clicks('manual-scaling', meant)
  await ana.alone.shows('Scaling Operations · learnbot.md, line')
  await dan.types('/belay runbook database --system learnbot')
  await dan.alone.shows("Only LearnBot's responders")
})
