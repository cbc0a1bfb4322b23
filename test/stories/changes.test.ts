import { taskMs } from '../../sandbox/aws/ecs/settled.ts'
import { jobMs } from '../../sandbox/github/runs.ts'
import { eventually } from '../eventually.ts'
import { expect, type Stage, story } from './stage.ts'

const cluster = 'learnbot-production-cluster'
const gateway = 'learnbot-production-api-gateway'
const sha = '0123456789abcdef0123456789abcdef01234567'

const changesOf = ({ world }: Stage) =>
  world.aws.asked.filter(({ action }) => /^(Update|Register|Stop)/.test(action)).map(({ action }) => action)
const running = ({ world }: Stage) => world.aws.ecs.get(cluster, gateway)?.taskDefinition?.split('/').at(-1)

story('an alert, a rollback that Ben approves, and the timeline that tells of it', async stage => {
  const { ana, ben, dan, world } = stage
  stage.fire()
  const card = await stage.card('p99 latency above 3 s')
  await ana.clicks('Acknowledge', card)
  const thread = stage.threadOf(card)
  await thread.shows('Ana acknowledged in Slack')
  await ana.says('@Belay rollback api-gateway previous --confirm deploy --reason "latency"', card)

  const asked = await thread.message('waits for approval: roll back api-gateway, production', '[Approve]')
  expect(asked.plain).toContain('41 a1b2c3d → 40 9f8e7d6')
  expect(asked.plain).toContain(`ecs:UpdateService ${gateway}, task definition ${gateway}:40`)
  expect(asked.plain).toContain('2 of 2 running')
  expect(asked.plain).toContain('besides the image, 40 differs in env DATABASE_POOL')
  expect(asked.plain).toContain('Ben')

  await stage
    .channel()
    .shows(
      '🟡 waits for approval until',
      ': roll back api-gateway, production (41 a1b2c3d → 40 9f8e7d6) · Ana',
    )

  // The card leads to it.
  const address = `/archives/${asked.channel}/p${asked.ts.replace('.', '')}`
  await eventually(async () =>
    JSON.stringify((await stage.card('waits for approval')).blocks).includes(address),
  )

  await ana.clicks('Approve', asked)
  await ana.alone.shows("Your own change needs somebody else's yes.", '[Ask the approvers]')
  await ana.clicks('Decline', asked)
  await ana.alone.shows('It is your own change: cancel it instead.', '[Cancel it]')
  await dan.clicks('Approve', asked)
  await dan.alone.shows("Only LearnBot's approvers (Ben) may approve this.", '[Who is on call]')
  expect(changesOf(stage)).toEqual([])
  // Slack would ask before Belay could say no: whoever may not is told so at once, and the audit keeps it.
  const approving = JSON.stringify(asked.blocks.find(({ type }) => type === 'actions'))
  expect(approving).not.toContain('Begins at once')
  await ana.types('/belay audit')
  const title = 'roll back api-gateway, production (41 a1b2c3d → 40 9f8e7d6)'
  await ana.alone.shows(
    `Dan was not allowed to use run approve: ${title}`,
    `Ana was not allowed to use run approve: ${title}`,
    `Ana asked to ${title} (INC-1) · latency`,
  )

  await ben.clicks('Approve', asked)
  await thread.message('under way: roll back api-gateway, production', '0 of 2')
  await eventually(() => stage.channel().count('waits for approval') === 0)
  await stage.later(taskMs)
  await thread.message('under way', '1 of 2')
  await stage.later(taskMs)
  await thread.message('done: roll back api-gateway, production', 'approved by Ben')
  expect(running(stage)).toBe(`${gateway}:40`)
  expect(changesOf(stage)).toEqual(['UpdateService'])
  await thread.shows(
    'Ana asked to roll back api-gateway, production (41 a1b2c3d → 40 9f8e7d6)',
    'Ben approved after ',
    ': roll back api-gateway, production',
    'Began to roll back',
    'Done in',
    '/health 200',
  )
  expect(world.slack.messages(card.channel).length).toBeGreaterThan(0)
})

story(
  'asked for in an incident’s thread, the form knows the service, and tells what has changed since',
  async stage => {
    const { ana, ben } = stage
    await ana.types('/incident declare "checkout fails" --severity P2 --service api-gateway')
    const card = await stage.card('checkout fails')
    await stage.threadOf(card).shows('Ana declared')
    await ana.types('/belay tasks api-gateway')
    await ana.alone.shows('2 of 2 running')
    await ana.says('@Belay rollback', card)
    await ana.clicks('Open the form', await ana.alone.message('A form asks for the rest', '[Open the form]'))
    const { view, plain } = await ana.form()
    expect(plain).toContain('LearnBot api-gateway, production')
    expect(plain).toContain('40 differs from now in env DATABASE_POOL')
    const revisions = view.blocks.find(({ block_id }) => block_id === 'revision')
    expect(revisions).toMatchObject({
      element: {
        initial_option: {
          text: { text: expect.stringMatching(/^40 {2}9f8e7d6 · was stable · 3 days ago · ci$/) },
        },
        options: [
          { value: '40', description: { text: 'differs from now in env DATABASE_POOL' } },
          { value: '39', description: { text: 'differs from now in env DATABASE_POOL' } },
        ],
      },
    })
    await ana.submits({ confirm: 'deploy' })
    const asked = await stage.threadOf(card).message('waits for approval: roll back api-gateway', '[Approve]')
    expect(asked.plain).toContain('41 a1b2c3d → 40 9f8e7d6')
    await ana.alone.shows('It waits for approval', 'is in this thread.', '[Show it] [Acknowledge INC-1]')
    await ben.clicks('Decline', asked)

    await ana.types('/rollback api-gateway 40 --incident INC-1 --confirm deploy')
    const elsewhere = await ana.alone.message('Its message is in the thread of INC-1.')
    expect(JSON.stringify(elsewhere.blocks)).toMatch(/"url":"https:\/\/[^"]*slack.com\/archives\//)
    await ana.clicks('Acknowledge INC-1', elsewhere)
    await stage.channel().shows('P2 acknowledged', 'Ana has it since')
  },
)

story(
  'a deploy: the word is asked for, the new version registered and rolled out, and it is fine',
  async stage => {
    const { ana, ben, world } = stage
    await ana.types(`/deploy api-gateway ${sha}`)
    expect((await ana.form()).title).toBe('Confirm')
    await ana.submits({ confirm: 'deploy' })
    const asked = await stage.channel().message('waits for approval: deploy api-gateway, production')
    expect(asked.plain).toContain('41 a1b2c3d → 0123456')
    expect(asked.plain).toContain('ecs:RegisterTaskDefinition')
    await ben.clicks('Approve', asked)
    await stage.channel().message('under way: deploy api-gateway, production', '1 of 3 steps done')
    await stage.begun('UpdateService')
    await stage.later(2 * taskMs)
    await stage.channel().message('done: deploy api-gateway, production', '3 of 3 steps done')
    expect(running(stage)).toBe(`${gateway}:42`)
    expect(changesOf(stage)).toEqual(['RegisterTaskDefinition', 'UpdateService'])

    // It is named by its digest, and people go on calling it by its tag, whatever that names by now.
    const [{ image }] = world.aws.asked.find(({ action }) => action === 'RegisterTaskDefinition')!.input
      .containerDefinitions
    expect(image).toMatch(/api-gateway@sha256:[0-9a-f]{64}$/)
    await ana.types(`/deploy api-gateway ${sha} --dry-run`)
    await ana.alone.shows(`runs ${sha} already`)
    world.aws.ecr.move('api-gateway', sha)
    await ana.types(`/deploy api-gateway ${sha} --dry-run`)
    await ana.alone.shows('42 0123456 → 0123456')
    await ana.types('/rollback api-gateway previous --dry-run')
    await ana.alone.shows('42 0123456 → 41 a1b2c3d')

    await ana.types('/belay runs')
    await ana.alone.shows(
      'Nothing is running or waits for approval',
      'Lately',
      'deploy api-gateway, production',
    )
    await ana.types('/belay audit api-gateway')
    await ana.alone.shows(
      'Audit of LearnBot api-gateway',
      'Belay finished a step to deploy api-gateway, production',
      'Ben approved to deploy api-gateway, production',
      'Ana asked to deploy api-gateway, production',
    )

    // An alert soon after it tells of it, and offers what helps.
    stage.fire()
    const card = await stage.card('p99 latency above 3 s')
    expect(card.plain).toMatch(/before it began: deploy of api-gateway \(41 a1b2c3d → 0123456\) · Ana/)
    await ana.clicks('Roll back api-gateway', card)
    expect((await ana.form()).plain).toContain('LearnBot api-gateway, production')
  },
)

story(
  'a version that does not come up: ECS goes back by itself, and the message says why and what next',
  async stage => {
    const { ana, ben, world } = stage
    const image = '123456789012.dkr.ecr.us-east-1.amazonaws.com/api-gateway'
    const bad = world.aws.ecs.define(gateway, [{ name: 'api-gateway', image: `${image}:bad` }], {
      revision: 30,
    })
    expect(bad).toContain(':30')
    await ana.types('/rollback api-gateway 30 --confirm deploy')
    const asked = await stage.channel().message('waits for approval: roll back api-gateway, production')
    await ben.clicks('Approve', asked)
    await stage.channel().message('under way: roll back', 'has started a deployment')
    await stage.later(3 * taskMs)
    const failed = await stage.channel().message('failed: roll back api-gateway, production', '[Plan again]')
    expect(failed.plain).toContain('ECS goes back to')
    expect(failed.plain).toContain('stopped: exit 1')
    expect(running(stage)).toBe(`${gateway}:41`)
  },
)

story('the deploy before this one failed: the way back leads past it, as far as ECS tells', async stage => {
  const { ana, world } = stage
  const image = '123456789012.dkr.ecr.us-east-1.amazonaws.com/api-gateway'
  const define = (tag: string) =>
    world.aws.ecs.define(gateway, [{ name: 'api-gateway', image: `${image}:${tag}` }])
  const [failed, current] = [define('slow'), define('mended')]
  world.aws.ecs.set({
    cluster,
    service: gateway,
    taskDefinition: current,
    rollouts: [
      { taskDefinition: current, status: 'SUCCESSFUL' },
      { taskDefinition: failed, status: 'ROLLBACK_SUCCESSFUL' },
    ],
  })
  // A form shows what is known within a second; the first call to ECS also loads its client.
  await ana.types('/rollback api-gateway 42 --dry-run')
  await ana.alone.shows('43 mended → 42 slow', '42 failed when it was deployed last')
  await ana.types('/rollback api-gateway')
  const [subject, revision] = (await ana.form()).view.blocks
  expect(JSON.stringify(subject)).toMatch(/LearnBot api-gateway, production.*runs 43 mended/)
  expect(JSON.stringify(revision)).toMatch(/"42 {2}slow · failed · .*"41 {2}a1b2c3d · was stable · /)
  expect(JSON.stringify(revision)).toMatch(/"initial_option":\{[^}]*\{[^}]*41 {2}a1b2c3d/)
  await ana.types('/rollback api-gateway previous --dry-run')
  await ana.alone.shows('43 mended → 41 a1b2c3d')

  world.aws.fault('ecs:ListServiceDeployments', 'denied')
  await ana.types('/rollback api-gateway previous --dry-run')
  await ana.alone.shows('43 mended → 42 slow', 'ECS does not tell whether 42 was stable when it ran')
})

story(
  'a version that was rolled back says so wherever it can be chosen, and is not chosen for anybody',
  async stage => {
    const { ana, ben } = stage
    await ana.types('/rollback api-gateway previous --confirm deploy')
    await ben.clicks('Approve', await stage.channel().message('waits for approval: roll back api-gateway'))
    await stage.begun('UpdateService')
    await stage.later(2 * taskMs)
    await stage.channel().message('done: roll back api-gateway')
    await stage.later(300_000)
    await ana.types('/deploy api-gateway')
    const known = (await ana.form()).view.blocks.find(({ block_id }) => block_id === 'known')
    expect(JSON.stringify(known)).toMatch(/"a1b2c3d · ⚠️ rolled back \d min ago by Ana · /)
    expect(JSON.stringify(known)).toMatch(/"initial_option":\{[^}]*\{[^}]*9f8e7d6 · runs now/)
    await ana.submits({ version: '3c1f0e9', confirm: 'deploy' })
    await ben.clicks('Approve', await stage.channel().message('waits for approval: deploy api-gateway'))
    await stage.begun('UpdateService', 2)
    await stage.later(2 * taskMs)
    await stage.channel().message('done: deploy api-gateway')

    // ECS calls it stable, since its tasks had come up.
    expect(running(stage)).toBe(`${gateway}:42`)
    await ana.types('/rollback api-gateway')
    const revision = (await ana.form()).view.blocks.find(({ block_id }) => block_id === 'revision')
    expect(JSON.stringify(revision)).toMatch(/"41 {2}a1b2c3d · ⚠️ rolled back \d+ min ago by Ana · \d/)
    expect(JSON.stringify(revision)).toMatch(/"initial_option":\{[^}]*\{[^}]*40 {2}9f8e7d6/)
  },
)

story(
  'which service, which version: asked for one after the other, and the beginning of a version will do',
  async stage => {
    const { ana, ben } = stage
    await ana.types('/belay tasks api-gateway')
    await ana.alone.shows('api-gateway, production: 2 of 2 running')
    await ana.types('/rollback')
    const which = await ana.form()
    expect([which.title, which.inputs]).toEqual(['Roll back', ['service']])
    await ana.submits({ service: 'api-gateway' })
    expect((await ana.form()).inputs).toEqual(['revision', 'reason', 'confirm'])
    await ana.submits({ revision: '40', confirm: 'deploy' })
    await stage.channel().message('waits for approval: roll back api-gateway', '41 a1b2c3d → 40 9f8e7d6')
    await ana.types('/deploy')
    expect((await ana.form()).inputs).toEqual(['service'])
    await ana.submits({ service: 'resume-parser' })
    const form = await ana.form()
    expect(form.plain).toContain('LearnBot resume-parser, production')
    expect(form.plain).toContain('runs a1b2c3d')
    expect(form.inputs).toEqual(['known', 'version', 'reason', 'confirm'])
    await ana.submits({ reason: 'the leak', confirm: 'deploy' })
    await ana.alone.shows('resume-parser, production runs a1b2c3d', 'already')
    await ana.types('/deploy resume-parser')
    await ana.form()
    // The form stays open, with what was written in it.
    for (const version of ['latest', '9f8', 'g'.repeat(40)])
      expect(await ana.submits({ version, reason: 'the leak', confirm: 'deploy' })).toEqual({
        ok: false,
        errors: { version: expect.stringContaining('it takes all 40 characters of a commit SHA') },
      })
    await ana.submits({ version: '9f8e7d6', reason: 'the leak', confirm: 'deploy' })
    const asked = await stage.channel().message('waits for approval: deploy resume-parser, production')
    expect(asked.plain).toContain('41 a1b2c3d → 9f8e7d6')
    await ben.clicks('Decline', asked)

    await ana.types('/deploy api-gateway 3c1f0e9 --dry-run')
    await ana.alone.shows('Would deploy api-gateway, production', '41 a1b2c3d → 3c1f0e9')
    await ana.types('/deploy all 9f8e7d6 --dry-run')
    await ana.alone.shows('Would deploy all of LearnBot, production', 'frontend 41 a1b2c3d → 9f8e7d6')
    await ana.types('/deploy api-gateway 0123456 --confirm deploy')
    await ana.alone.shows('"0123456" is no version of api-gateway that is known', '[Choose a version]')
    await ana.types('/deploy api-gateway 9F8E7D6C5B4A39281706F5E4D3C2B1A09F8E7D6C --dry-run')
    await ana.alone.shows('Would deploy api-gateway, production', '41 a1b2c3d → 9f8e7d6')
    await ana.types('/deploy staging api-gateway 9f8e7d6')
    await ana.alone.shows('api-gateway has no `deploy` in LearnBot staging', '[Deploy to production]')
    await ana.types(`/deploy api-gateway ${'f'.repeat(40)} --dry-run`)
    await ana.alone.shows('in the registry: has fffffff been built?')
    await ana.types('/deploy everything 9f8e7d6')
    await ana.alone.shows('LearnBot production has no service "everything"')
  },
)

story('a system with one service, of the same name: the version may come right behind', async stage => {
  const { ana } = stage
  for (const line of ['travelbot eeacb3c', 'eeacb3c', 'travelbot travelbot eeacb3c']) {
    await ana.types(`/deploy ${line} --dry-run`, '#alerts')
    await ana.alone.shows('Would deploy travelbot, production', 'eeacb3c, by the workflow of main at')
    await ana.types('/belay runs', '#alerts')
    await ana.alone.shows('Nothing is running')
  }
  await ana.types('/deploy', '#alerts')
  expect((await ana.form()).inputs).toEqual(['branch', 'known', 'reason'])
  await ana.submits({})
  const asked = await stage.channel('#alerts').message('waits for approval: deploy travelbot, production')
  expect(asked.plain).toContain('main at eeacb3c Retry the payment once')
  await ana.types('/deploy travelbt eeacb3c --dry-run', '#alerts')
  await ana.alone.shows('Did you mean travelbot?')
})

story('scaled for a while, within bounds, and back by itself', async stage => {
  const { ana, ben, world } = stage
  await ana.types('/belay scale api-gateway 50 --confirm deploy')
  await ana.alone.shows(
    'runs 2 to 10 tasks, as its system file says: 50 is outside of that',
    '[Scale it to 10]',
  )
  await ana.types('/belay scale api-gateway 4 --for 400d --confirm deploy')
  await ana.alone.shows('a change for a while lasts 24 h at most; make it for good instead, without --for')
  await ana.types('/belay scale api-gateway 4 --for 30m --confirm deploy')
  const asked = await stage.channel().message('waits for approval: scale api-gateway, production')
  await ben.clicks('Approve', asked)
  await eventually(() => world.aws.ecs.get(cluster, gateway)?.desired === 4)
  await stage.later(2 * taskMs)
  await stage.channel().message('done: scale api-gateway, production', '[Extend 30 min]')
  await stage.later(31 * 60_000)
  await eventually(() => world.aws.ecs.get(cluster, gateway)?.desired === 2)
})

story(
  'what is locked, what is not there, what nobody may: a sentence, and nothing is called',
  async stage => {
    const { ana, ben, dan } = stage
    await ana.types('/belay lock api-gateway looking at the leak')
    await stage.channel().shows('Ana has locked api-gateway of LearnBot production: "looking at the leak"')
    await ben.types('/belay unlock api-gateway')
    await ben.alone.shows("Only LearnBot's operators")
    await dan.types('/rollback api-gateway')
    await dan.alone.shows("Only LearnBot's operators")
    await ana.types('/deploy api-gatway 1')
    await ana.alone.shows('LearnBot production has no service "api-gatway". Did you mean api-gateway?')
    await ana.types('/deploy api-gateway 123 --confirm deploy')
    await ana.alone.shows(
      '"123" is no version of api-gateway that is known: it takes all 40 characters of a commit SHA',
    )
    await ana.types('/belay stop-tasks frontend --dry-run')
    await ana.alone.shows('Would stop all tasks of frontend, production', 'Nothing has been changed')
    expect(changesOf(stage)).toEqual([])
  },
)

story(
  'a workflow of GitHub Actions: what it is given, job by job, and the branch that moved after the yes',
  async stage => {
    const { ana, ben, world } = stage
    await ana.types('/deploy travelbot --branch main --force', '#alerts')
    const asked = await stage.channel('#alerts').message('waits for approval: deploy travelbot, production')
    expect(asked.plain).toContain('main at')
    expect(asked.plain).toContain('Retry the payment once')
    expect(asked.plain).toContain('Forced')
    await ben.clicks('Approve', asked)
    await eventually(() => world.github.started().length === 1)
    await stage.later(3 * jobMs)
    await stage
      .channel('#alerts')
      .message('done: deploy travelbot, production', '✓ Security scans', '3 of 3 jobs done')
    expect(world.github.started()).toEqual([
      { workflow: 'production-deployment.yml', ref: 'main', inputs: { force: 'true' } },
    ])

    await ana.types('/deploy travelbot', '#alerts')
    expect(JSON.stringify((await ana.form()).view.blocks)).toMatch(
      /eeacb3c · Retry the payment once · deployed last · \d+ min ago · Ana.*00637da · Show prices [^·]+ · \d+ h/,
    )

    await ana.types('/deploy travelbot --branch main', '#alerts')
    const second = await stage.channel('#alerts').message('waits for approval: deploy travelbot, production')
    world.github.set({
      name: 'travelbot/travelbot',
      branches: { main: [{ sha: 'f'.repeat(40), message: 'Something new', author: 'Dan', at: Date.now() }] },
      workflows: { 'production-deployment.yml': { name: 'Production Deployment', jobs: ['Deploy'] } },
    })
    await ben.clicks('Approve', second)
    await stage.channel('#alerts').message('not begun: deploy travelbot, production', '[Plan again]')
    expect(world.github.started()).toHaveLength(1)
  },
)

story('planned again after it was not approved in time: the word is typed again', async stage => {
  const { ana } = stage
  await ana.types('/belay restart api-gateway --reason "it leaks" --confirm deploy')
  await stage.channel().message('waits for approval: restart api-gateway, production')
  await stage.later(16 * 60_000)
  const late = await stage.channel().message('not approved in time: restart api-gateway', '[Plan again]')
  await ana.clicks('Plan again', late)
  expect((await ana.form()).title).toBe('Confirm')
  expect(stage.channel().count('waits for approval: restart api-gateway')).toBe(0)
  await ana.submits({ confirm: 'deploy' })
  await stage.channel().message('waits for approval: restart api-gateway, production', '"it leaks"')
})

story('belay that: the last that somebody asked for is called off, and theirs only', async stage => {
  const { ana, ben, slack } = stage
  await ana.types('/belay that')
  await ana.alone.shows('Nothing that you have asked for here waits or is under way', '[List runs]')
  for (const service of ['api-gateway', 'frontend']) {
    await ana.types(`/belay restart ${service} --confirm deploy`)
    await stage.channel().message(`waits for approval: restart ${service}, production`)
  }
  await ben.says('@Belay belay that')
  await ben.alone.shows('Nothing that you have asked for here')
  await ana.says('@Belay belay that')
  await stage.channel().message('cancelled: restart frontend, production')
  await ana.types('/belay that')
  await stage.channel().message('cancelled: restart api-gateway, production')
  await ana.types('/belay restart frontend --confirm deploy')
  await stage.channel().message('waits for approval: restart frontend, production')

  await ana.types('/belay runs')
  const list = await ana.alone.message('1 running or waiting', 'Lately')
  expect(list.menus['Show one']).toEqual([
    '1. restart frontend, production',
    expect.stringMatching(/^2\. restart/),
    expect.stringMatching(/^3\. restart/),
  ])
  expect(list.plain).toMatch(/1\. 🟡 waits for approval: restart frontend[\s\S]*2\. ⚪ restart/)

  await ana.says('@Belay deploy', '#learnbot-alerts')
  const offered = await ana.alone.message('A form asks for the rest. Open it with this button.')
  await ana.clicks('Open the form', offered)
  expect((await ana.form()).title).toBe('Deploy')
  expect(slack.views('Ana')).toHaveLength(1)
})
