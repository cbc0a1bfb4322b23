import { configMapObject } from '../../sandbox/kubernetes/furnish-others.ts'
import { deadlineMs, jobMs, podMs } from '../../sandbox/kubernetes/world.ts'
import { eventually } from '../eventually.ts'
import { runbookOf } from './runbook-of.ts'
import { expect, minutes, type Stage, story, systemsOf } from './stage.ts'

const channel = '#travellr-alerts'
const web = ({ world }: Stage) => world.kubernetes.get('default', 'travellr-backend')!
const image = (stage: Stage) => web(stage).template.spec.containers[0]!.image
const changes = ({ world }: Stage) =>
  world.kubernetes.asked
    .filter(({ verb }) => !['get', 'list'].includes(verb))
    .map(({ verb, resource }) => `${verb} ${resource}`)

story('a deploy, approved, pod by pod; and back again by the number of a revision', async stage => {
  const { ana, ben } = stage
  await ana.types('/deploy backend v2.0.0', channel)
  const asked = await stage.channel(channel).message('waits for approval: deploy backend, production')
  expect(asked.plain).toContain('3 v1.9.1 → v2.0.0')
  expect(asked.plain).toContain('kubernetes:set image travellr-backend, backend=travellr-backend:v2.0.0')
  expect(asked.plain).toContain('Kubernetes does not go back by itself')
  expect(changes(stage)).toEqual([])
  await ben.clicks('Approve', asked)
  await stage.channel(channel).message('under way: deploy backend', '0 of 2 new pods ready')
  await stage.later(podMs)
  await stage.channel(channel).message('under way: deploy backend', '1 of 2 new pods ready')
  await stage.later(podMs)
  await stage.channel(channel).message('done: deploy backend, production')
  expect(image(stage)).toBe('travellr-backend:v2.0.0')
  // Its system file has it watched for ten minutes.
  stage.world.kubernetes.set('default', 'travellr-backend', {
    lines: [{ at: Date.now(), text: 'ERROR MongoNetworkTimeoutError' }],
  })
  await stage.later(minutes)
  await stage
    .channel(channel)
    .message('backend, production: ', 'Since the deploy of backend. Kept fresh until', '[Stop] [Roll back]')
  await stage.later(10 * minutes)
  await stage.channel(channel).message('backend, production: ', 'Followed until', '[Follow on]')

  await ana.types('/belay rollout backend', channel)
  await ana.alone.shows('🟢 backend, production: rolled out, 2 of 2 running', '4, now', 'set image')
  await ana.types('/rollback backend 2', channel)
  const back = await stage.channel(channel).message('waits for approval: roll back backend, production')
  expect(back.plain).toContain('4 v2.0.0 → 2 v1.9.0')
  expect(back.plain).toContain('Kubernetes does not tell whether 2 was stable when it ran')
  await ben.clicks('Approve', back)
  await eventually(() => image(stage) === 'travellr-backend:v1.9.0')
  await stage.later(2 * podMs)
  await stage.channel(channel).message('done: roll back backend, production')
  expect(changes(stage)).toEqual(['patch deployments', 'patch deployments'])
})

story('a version that nobody has pushed: it is told while it stalls, and is undone', async stage => {
  const { ana, ben } = stage
  await ana.types('/deploy backend v9.9.9-missing --dry-run', channel)
  await ana.alone.shows('is no version of backend that is known')
  await ana.types('/rollback backend 1 --dry-run', channel)
  await ana.alone.shows('3 v1.9.1 → 1 v1.8.2', 'besides the image, 1 differs in env DATABASE_POOL')

  const { kubernetes } = stage.world
  const { template } = web(stage)
  const missing = structuredClone(template)
  missing.spec.containers[0]!.image = 'travellr-backend:missing'
  kubernetes.deploy({ namespace: 'default', name: 'travellr-backend' }, [
    { template: missing, at: Date.now() - 9e6 },
    { template, at: Date.now() - 8e6 },
  ])
  await ana.types('/rollback backend previous', channel)
  const asked = await stage.channel(channel).message('waits for approval: roll back backend, production')
  await ben.clicks('Approve', asked)
  await stage.channel(channel).message('under way: roll back backend', 'ImagePullBackOff')
  await ana.types('/belay pods backend', channel)
  await ana.alone.shows(
    '🟠 backend, production: 2 of 2 running',
    'Its image cannot be pulled',
    'ImagePullBackOff',
  )
  await stage.later(deadlineMs)
  const failed = await stage.channel(channel).message('failed: roll back backend, production')
  expect(failed.plain).toContain(
    '2 of the pods before still serve, and Kubernetes does not go back by itself',
  )
  await ana.types('/health travellr', channel)
  await ana.alone.shows('Travellr production', 'backend', 'roll-out stalled')
  await ana.types('/rollback backend previous', channel)
  const undo = await stage.channel(channel).message('waits for approval: roll back backend, production')
  expect(undo.plain).toContain('Its last roll-out does not get on')
  await ben.clicks('Approve', undo)
  await eventually(() => image(stage) === 'travellr-backend:v1.9.1')
  await stage.later(2 * podMs)
  await stage.channel(channel).message('done: roll back backend, production')
})

story('restarted, and scaled within bounds that an autoscaler has, too', async stage => {
  const { ana, ben, world } = stage
  world.endpoints.set('https://api.travellr.example.com/health', { is: 'slow', afterMs: 210 })
  await ana.types('/health backend', channel)
  await ana.alone.shows('🟠 Travellr production: 1 slow', 'backend slow · /health 200 in ')
  world.endpoints.set('https://api.travellr.example.com/health', { is: 'ok' })
  await ana.types('/belay restart backend', channel)
  const asked = await stage.channel(channel).message('waits for approval: restart backend, production')
  expect(asked.plain).toContain('2 new pods of revision 3, one after the other')
  await ben.clicks('Approve', asked)
  await eventually(() => web(stage).template.metadata.annotations?.['kubectl.kubernetes.io/restartedAt'])
  await stage.later(2 * podMs)
  await stage.channel(channel).message('done: restart backend, production')

  await ana.types('/belay scale backend 9', channel)
  await ana.alone.shows('runs 2 to 5 pods, as its system file says: 9 is outside of that')
  world.kubernetes.set('default', 'travellr-backend', { autoscaler: { name: 'backend', min: 2, max: 3 } })
  await ana.types('/belay scale backend 5 --dry-run', channel)
  await ana.alone.shows('The autoscaler backend keeps it at 2 to 3 pods, and would undo this')
  await ana.types('/belay scale backend 3', channel)
  const scaled = await stage.channel(channel).message('waits for approval: scale backend, production')
  await ben.clicks('Approve', scaled)
  await eventually(() => web(stage).replicas === 3)
  await stage.later(podMs)
  await stage.channel(channel).message('done: scale backend, production')
})

story('pods, events, what is described and what is taken: what stands out is said first', async stage => {
  const { ana, world } = stage
  const { kubernetes } = world
  kubernetes.set('default', 'travellr-backend', {
    troubles: {
      1: { restarts: 4, last: { reason: 'OOMKilled', exitCode: 137, finishedAt: Date.now() - 60_000 } },
    },
    uses: { cpu: '400m', memory: '480Mi' },
  })
  await ana.types('/belay pods backend', channel)
  await ana.alone.shows(
    '🟢 backend, production: 2 of 2 running, 4 restarts',
    'ran out of memory',
    'OOMKilled, exit 137',
  )
  await ana.types('/belay describe backend', channel)
  await ana.alone.shows('Pod travellr-backend-', 'Node:', 'variables  DATABASE_POOL')
  expect(ana.alone.text()).not.toContain('value')

  kubernetes.tell({
    kind: 'Deployment',
    name: 'travellr-backend',
    reason: 'ScalingReplicaSet',
    message: 'Scaled up replica set to 2',
    type: 'Normal',
    at: Date.now() - 5_000,
  })
  kubernetes.tell({ kind: 'Pod', name: 'else-1', reason: 'Killing', message: 'x', type: 'Warning', at: 0 })
  await ana.types('/belay events backend', channel)
  await ana.alone.shows('🟢 backend, production: 1 event, no warnings', 'Scaled up replica set to 2')

  await ana.types('/belay top backend', channel)
  await ana.alone.shows(
    '🟠 backend, production: 4 times above a threshold',
    'takes 80 % of its CPU: 70 % is the threshold',
    'takes 94 % of its memory: 80 % is the threshold',
  )
  kubernetes.measure(false)
  await ana.types('/belay top backend', channel)
  await ana.alone.shows('nothing measures what its pods take', 'This cluster has no metrics-server')

  kubernetes.fault('list pods', 'denied')
  await ana.types('/belay pods backend', channel)
  await ana.alone.shows('Kubernetes refused to list pods', 'Rule to add to its Role', '"verbs":["list"]')
  await ana.types('/belay pods api-gateway')
  await ana.alone.shows(
    'does not run in Kubernetes, as far as its system file says',
    '[Tasks of api-gateway]',
  )
})

story('the logs of its pods, of the one that started anew too', async stage => {
  const { ana, world } = stage
  const at = Date.now() - 120_000
  world.kubernetes.set('default', 'travellr-backend', {
    troubles: { 0: { restarts: 1, last: { reason: 'Error', exitCode: 1, finishedAt: at } } },
    lines: [
      { at, text: 'GET /api/trips 200' },
      { at: at + 1_000, text: 'ERROR MongoNetworkTimeoutError' },
    ],
    before: [{ at: at - 1_000, text: 'ERROR out of connections' }],
  })
  await ana.types('/belay logs backend --errors', channel)
  const told = await ana.alone.message('2 errors in the last', 'MongoNetworkTimeoutError')
  expect(told.plain).toContain('out of connections')
  expect(told.plain).not.toContain('/api/trips')
})

story('a task of the system file, run in a pod of its own', async stage => {
  const { ana, ben, world } = stage
  await ana.types('/belay exec backend cache:stats', channel)
  await eventually(() => world.kubernetes.jobs.size === 1)
  const under = await stage.channel(channel).message('under way: run cache:stats', 'ended well')
  // It has printed nothing yet.
  expect(JSON.stringify(under.blocks)).not.toContain('rich_text_preformatted')
  await stage.later(jobMs)
  await stage.channel(channel).message('done: run cache:stats of backend, production', 'Done.')
  await ana.types('/belay exec backend backup:list', channel)
  await eventually(() => world.kubernetes.jobs.size === 2)
  await stage.later(jobMs)
  const list = await stage.channel(channel).message('done: run backup:list of backend, production')
  expect(list.plain).toMatch(/The latest of 7 backups is .+ old, as it should be\./)
  await ana.clicks('Again', list)
  await stage.channel(channel).message('under way: run backup:list of backend, production')
  await eventually(() => world.kubernetes.jobs.size === 3)
  await stage.later(jobMs)
  // Whoever may only look asks for no change by the button of something that was none.
  const travellr = (await systemsOf()).find(({ system }) => system === 'travellr')!
  const task = travellr.environments.production!.services.backend!.tasks!['backup:list']!
  const { risk } = task
  task.risk = 'change'
  try {
    await stage.channel(channel).showsTimes(2, 'done: run backup:list of backend')
    await ana.clicks('Again', await stage.channel(channel).message('done: run backup:list of backend'))
    await ana.alone.shows('It only looked then, and changes something by now: run backup:list of backend')
  } finally {
    task.risk = risk
  }
  await ana.types('/belay exec backend backup:restore backup-2024-01-01T10-00-00', channel)
  const asked = await stage.channel(channel).message('waits for approval: run backup:restore of backend')
  expect(asked.plain).toContain('npm run backup:restore backup-2024-01-01T10-00-00')
  await ben.clicks('Decline', asked)
  await ana.types('/belay exec backend npm run cache:clear search:* --dry-run', channel)
  await ana.clicks('cache:clear', await ana.alone.message('has no task "npm". Did you mean cache:clear?'))
  // What was only to be shown is only shown.
  await ana.alone.message('Would run cache:clear of backend', 'npm run cache:clear search:*')
  await ana.types('/belay exec backend backup:restore', channel)
  await ana.alone.shows('backup:restore needs backup: something like backup-2024-01-01T10-00-00')
  await ana.types('/belay exec backend backup:restore ../../etc', channel)
  await ana.alone.shows('is no backup that backup:restore takes')
  expect(changes(stage)).toEqual(['create jobs', 'create jobs', 'create jobs'])
})

const looks = [
  'kubectl get svc,configmap',
  `kubectl get deployment travellr-backend -o json | jq -r '.spec.template.spec.containers[0] | .image, (.env[] | "\\(.name)=\\(.value)")'`,
  'kubectl get cm travellr-backend-config -o yaml',
  `kubectl get deployment/travellr-backend -o jsonpath='{.spec.template.spec.containers[0].env[?(@.name=="DB_PASSWORD")].value}'`,
  'kubectl top nodes --sort-by=cpu',
  'kubectl get ingres',
  'kubectl rollout status deployment/<travellr-backend|mongodb>',
]
const fence = '```'

story(
  'steps of a runbook look at whatever a cluster has, whole and through jq, and no secret is in what they show',
  async stage => {
    const { ana, world } = stage
    const before = web(stage)
    const [container] = before.template.spec.containers
    const env = [
      { name: 'DATABASE_POOL', value: '20' },
      { name: 'DB_PASSWORD', value: 'hunter2' },
    ]
    world.kubernetes.set('default', 'travellr-backend', {
      template: { ...before.template, spec: { containers: [{ ...container!, env }] } },
    })
    const named = { namespace: 'default', name: 'travellr-backend', at: Date.now() }
    const config = { ...configMapObject(named), data: { LOG_LEVEL: 'debug', SESSION_TOKEN: 'hunter2' } }
    world.kubernetes.put('configmaps', [config])
    const step = (number: number) =>
      ana.types(`/belay runbook step looks ${number} --system travellr --environment production`, channel)

    await step(1)
    const all = await ana.alone.message(`${looks[0]} (3)`)
    expect(all.plain).toContain('service/travellr-backend | ClusterIP')
    expect(all.plain).toContain('configmap/travellr-backend-config')
    await step(2)
    const piped = await ana.alone.message(
      'kubectl get deployment travellr-backend -o json',
      'without commands',
    )
    expect(piped.plain).toContain(`${container!.image}\nDATABASE_POOL=20\nDB_PASSWORD=[secret]`)
    await step(3)
    const yaml = await ana.alone.message('kubectl get cm travellr-backend-config -o yaml')
    expect(yaml.plain).toContain('LOG_LEVEL: debug')
    await step(4)
    await ana.alone.message('kubectl get deployment/travellr-backend -o jsonpath', '[secret]')
    await step(5)
    await ana.alone.message('kubectl top nodes --sort-by=cpu (3)', 'node-1 | 640m | 16%')
    await step(6)
    await ana.alone.message('there is no ingres: ingress is meant?')
    await step(7)
    await ana.form()
    await ana.submits({ 'given-1': 'mongodb' })
    await ana.alone.message('deployment "mongodb" successfully rolled out')
    expect(ana.alone.text()).not.toContain('hunter2')

    world.kubernetes.fault('list services', 'denied')
    await step(1)
    await ana.alone.shows('Kubernetes refused to list services', '"resources":["services"],"verbs":["list"]')
  },
  {
    folder: runbookOf(
      `# Travellr\n\n## Looks\n\n${fence}bash\n${looks.join('\n')}\n${fence}\n`,
      'travellr.md',
    ),
  },
)
