import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { jobMs } from '../../sandbox/kubernetes/world.ts'
import { eventually, expect, type Stage, story } from './stage.ts'

const travellr = '#travellr-alerts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** A folder with the teams' runbooks, which a story may write into. */
function runbooks(name = 'learnbot') {
  const folder = mkdtempSync(join(tmpdir(), 'belay-runbooks-'))
  cpSync('systems', folder, { recursive: true })
  folders.push(folder)
  const file = join(folder, `${name}.md`)
  return {
    folder,
    rewrite(from: string | RegExp, to: string) {
      const text = readFileSync(file, 'utf8')
      expect(text.replace(from, to)).not.toBe(text)
      writeFileSync(file, text.replace(from, to))
    },
  }
}

const scaled = ({ world }: Stage) =>
  world.aws.asked.filter(({ action }) => action === 'UpdateService').map(({ input }) => input)

/** Ana asks for what the step of the runbook says, and it waits for a yes. */
async function asks({ ana, channel }: Stage) {
  await ana.types('/belay runbook show scaling-operations/manual-scaling --system learnbot')
  await ana.clicks('Ask for it', await ana.alone.message('Manual Scaling', 'Scale up API gateway'))
  await ana.clicks('scale api-gateway', await ana.alone.message('This changes something.'))
  await ana.form()
  await ana.submits({ confirm: 'deploy' })
  return channel().message('waits for approval: scale api-gateway, production')
}

const changed = runbooks()
story(
  'a step is rewritten while its change waits: a yes is void and says what is other, and it is planned anew',
  async stage => {
    const { ana, ben, channel } = stage
    const card = await asks(stage)
    expect(card.plain).toContain('5 tasks')
    expect(card.plain).toMatch(/step \d+ of Manual Scaling/)

    changed.rewrite('--desired-count 5', '--desired-count 8')
    await ben.clicks('Approve', card)
    await ben.alone.shows(
      'Nothing was begun. Step ',
      'of Manual Scaling has changed since in the runbook (learnbot.md, line ',
    )
    const after = await channel().message(
      'it said "--desired-count 5", and says "--desired-count 8" now',
      '[Plan again]',
    )
    expect(after.ts).toBe(card.ts)
    expect(scaled(stage)).toEqual([])

    await ana.clicks('Plan again', after)
    await ana.alone.showsTimes(2, 'This changes something.')
    await ana.clicks('scale api-gateway', await ana.alone.message('This changes something.'))
    await ana.form()
    await ana.submits({ confirm: 'deploy' })
    const anew = await channel().message('waits for approval: scale api-gateway, production', '8 tasks')
    await ben.clicks('Approve', anew)
    await eventually(() => scaled(stage).length === 1)
    expect(scaled(stage)[0]).toMatchObject({ desiredCount: 8 })
  },
  { folder: changed.folder },
)

const moved = runbooks()
story(
  'a step that stands elsewhere since, and says the same, is what was approved',
  async stage => {
    const { ben } = stage
    const card = await asks(stage)
    moved.rewrite('# Scale up API gateway', '# Look first\ndate\n\n# Scale up API gateway')
    await ben.clicks('Approve', card)
    await eventually(() => scaled(stage).length === 1)
    expect(scaled(stage)[0]).toMatchObject({ desiredCount: 5 })
  },
  { folder: moved.folder },
)

const gone = runbooks()
story(
  'a step that is gone, and one that was rewritten before it was asked for, are not asked for',
  async stage => {
    const { ana, ben, channel } = stage
    await ana.types('/belay runbook show scaling-operations/manual-scaling --system learnbot')
    await ana.clicks('Ask for it', await ana.alone.message('Manual Scaling', 'Scale up API gateway'))
    const offered = await ana.alone.message('This changes something.')
    gone.rewrite('--desired-count 5', '--desired-count 7')
    await ana.clicks('scale api-gateway', offered)
    await ana.alone.shows('The runbook has changed since: this step is another one now.', '[Look again]')

    gone.rewrite('--desired-count 7', '--desired-count 5')
    const card = await asks(stage)
    gone.rewrite('### Manual Scaling', '### Scaling by hand')
    await ben.clicks('Approve', card)
    const after = await channel().message('of Manual Scaling is not in the runbook any more', '[Plan again]')
    await ana.clicks('Plan again', after)
    await ana.alone.shows(
      'has no procedure "scaling-operations/manual-scaling" any more',
      '[Look through it]',
    )
    expect(scaled(stage)).toEqual([])
  },
  { folder: gone.folder },
)

const listed = runbooks('travellr')
story(
  'a step of a list that has moved, and is rewritten then, ticks no other item when it is planned again',
  async stage => {
    const { ana, world } = stage
    await ana.types('/belay checklist database-maintenance', travellr)
    const place = stage.channel(travellr)
    const list = await place.message('Database Maintenance: 0 of 3 done')
    await ana.clicks('Ask for it', await place.message('☐ Create daily backup'))
    const offered = await ana.alone.message('This changes something')
    listed.rewrite('# Create daily backup', '# Look first\ndate\n\n# Create daily backup')
    await ana.clicks('exec backend backup:create', offered)
    await stage.threadOf(list).shows('under way: run backup:create of backend')
    await eventually(() => world.kubernetes.jobs.size === 1)
    await stage.later(jobMs)
    await place.message('1 of 3 done', '☑ Create daily backup\n✓ Ana ran it at ')

    listed.rewrite('npm run backup:create', 'npm run cache:warm')
    const card = await stage.threadOf(list).message('run backup:create of backend')
    const [, run] = /run \w+ ([0-9a-f]{16})/.exec(JSON.stringify(card.blocks)) ?? []
    await ana.types(`/belay run again ${run}`, travellr)
    await ana.alone.showsTimes(2, 'This changes something')
    await ana.clicks('exec backend cache:warm', await ana.alone.message('This changes something'))
    await eventually(() => world.kubernetes.jobs.size === 2)
    await stage.later(jobMs)
    await place.message('cache:warm of backend')
    expect((await place.message('Database Maintenance: ')).plain).toContain('1 of 3 done')
  },
  { folder: listed.folder },
)
