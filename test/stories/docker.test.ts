import { startMs } from '../../sandbox/docker/world.ts'
import { eventually } from '../eventually.ts'
import { expect, type Stage, story } from './stage.ts'

const channel = '#travellr-alerts'
const staging = '--system travellr --environment staging'
const backend = ({ world }: Stage) =>
  world.docker
    .containers()
    .filter(({ labels }) => labels['com.docker.compose.service'] === 'backend')
    .map(({ name, image, status }) => `${name} ${image} ${status}`)
const changes = ({ world }: Stage) =>
  world.docker.asked
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path.split('?')[0]!.replace(/[0-9a-f]{64}/, ':id')}`)

story('pulled and made anew by the labels of Compose, and back to what ran before', async stage => {
  const { ana } = stage
  await ana.types(`/deploy backend v2.0.0 --dry-run ${staging}`, channel)
  await ana.alone.shows(
    'Would deploy backend, staging',
    '1 v1.9.1 → v2.0.0',
    'docker:pull travellr-backend:v2.0.0',
    'docker:create travellr-backend-1, another one like it of travellr-backend:v2.0.0',
    'docker:stop travellr-backend-1',
    'docker:start',
    'docker:remove',
    'it answers nobody between',
  )
  expect(changes(stage)).toEqual([])
  await ana.types(`/deploy backend v2.0.0 ${staging}`, channel)
  await eventually(() => changes(stage).includes('POST /containers/:id/start'))
  await stage.later(startMs)
  await stage.channel(channel).message('done: deploy backend, staging')
  expect(backend(stage)).toEqual(['travellr-backend-1 travellr-backend:v2.0.0 running'])
  expect(changes(stage)).toEqual([
    'POST /images/create',
    'POST /containers/create',
    'POST /containers/:id/stop',
    'POST /containers/:id/start',
    'DELETE /containers/:id',
    'POST /containers/:id/rename',
  ])

  await ana.types(`/rollback backend previous ${staging}`, channel)
  await eventually(() => changes(stage).filter(one => one === 'POST /containers/:id/start').length === 2)
  await stage.later(startMs)
  const back = await stage.channel(channel).message('done: roll back backend, staging')
  expect(back.plain).toContain('2 v2.0.0 → 1 v1.9.1')
  expect(backend(stage)).toEqual(['travellr-backend-1 travellr-backend:v1.9.1 running'])
})

story('ps, logs, what is taken, a restart; what is not there and what cannot be', async stage => {
  const { ana, world } = stage
  await ana.types(`/belay ps backend ${staging}`, channel)
  await ana.alone.shows('🟢 backend, staging: 1 of 1 running', 'travellr-backend-1', '[Restart backend]')
  await ana.types(`/belay logs backend --errors ${staging}`, channel)
  await ana.alone.shows('1 error in the last', 'MongoNetworkTimeoutError')
  await ana.types(`/belay logs backend ${staging}`, channel)
  await ana.alone.shows(' %, and 1 % is the threshold')
  await ana.types(`/belay top backend ${staging}`, channel)
  await ana.alone.shows('backend, staging:', '372 MiB', '78 %')

  const [mongodb] = world.docker.containers().filter(({ name }) => name === 'travellr-mongodb-1')
  await ana.types(`/belay restart mongodb ${staging}`, channel)
  await stage.channel(channel).message('done: restart mongodb, staging')
  expect(changes(stage)).toEqual(['POST /containers/:id/restart'])

  world.docker.set(mongodb!.id, { status: 'exited', exit: 137, wasKilledForMemory: true })
  await ana.types(`/belay ps mongodb ${staging}`, channel)
  await ana.alone.shows(
    '🔴 mongodb, staging: 0 of 1 running',
    'It ran out of memory',
    'exit 137, out of memory',
  )
  await ana.types(`/health travellr staging`, channel)
  await ana.alone.shows('Travellr staging: 1 down', 'mongodb', 'exited, exit 137 (out of memory)')

  await ana.types(`/belay scale backend 3 ${staging}`, channel)
  await ana.alone.shows('Docker does not set how many containers backend, staging runs')
  await ana.types('/belay ps backend --system travellr --environment production', channel)
  await ana.alone.shows(
    'does not run in Docker Compose, as far as its system file says',
    '[Pods of backend] [Containers in staging]',
  )
  world.docker.image('travellr-backend:v3.0.0', 'gone')
  await ana.types(`/deploy backend v3.0.0 ${staging}`, channel)
  await ana.alone.shows('There is no image travellr-backend:v3.0.0 in its registry')
})

story('a task of the system file, run in a container of its own', async stage => {
  const { ana, world } = stage
  world.docker.outcome('npm run cache:clear search:*', { exit: 0, output: 'cleared 42 keys\n' })
  await ana.types(`/belay exec backend cache:clear search:* ${staging}`, channel)
  await eventually(() => changes(stage).includes('POST /containers/:id/start'))
  await stage.later(startMs)
  await stage.channel(channel).message('done: run cache:clear of backend, staging', 'cleared 42 keys')
})

story(
  'taken down while a backup is restored, kept, and started again; for a while, all of it',
  async stage => {
    const { ana, world } = stage
    await ana.types(`/belay compose down backend --dry-run ${staging}`, channel)
    await ana.alone.shows(
      'Would end backend, staging',
      '1 of backend running → none running',
      'It answers nobody until it is started again: compose up backend',
    )
    await ana.clicks('Ask for it', await ana.alone.message('Would end backend, staging'))
    await stage.channel(channel).message('done: end backend, staging', '[Start again]')
    expect(backend(stage)).toEqual(['travellr-backend-1 travellr-backend:v1.9.1 exited'])
    expect(changes(stage)).toEqual(['POST /containers/:id/stop'])
    await ana.types(`/belay compose down backend ${staging}`, channel)
    await ana.alone.shows('Nothing of backend, staging runs.', '[Start it]')
    await ana.types(`/belay ps backend ${staging}`, channel)
    await ana.alone.shows('🔴 backend, staging: 0 of 1 running', '[Start backend]')
    await ana.types('/health travellr staging', channel)
    await ana.clicks('Start backend', await ana.alone.message('🔴 Travellr staging: 1 down, 2 fine'))
    await eventually(() => changes(stage).includes('POST /containers/:id/restart'))
    await stage.later(startMs)
    await stage.channel(channel).message('done: start backend, staging')
    expect(backend(stage)).toEqual(['travellr-backend-1 travellr-backend:v1.9.1 running'])
    await ana.types(`/belay compose up ${staging} --service backend`, channel)
    await ana.alone.shows('All of backend, staging runs already.')

    await ana.types(`/belay compose down all --for 10m ${staging}`, channel)
    await stage.channel(channel).message('done: end all of Travellr, staging')
    expect(world.docker.containers().filter(({ status }) => status === 'running')).toEqual([])
    await stage.later(600_000)
    await eventually(() => changes(stage).filter(one => one.endsWith('/restart')).length >= 2)
    await stage.later(startMs)
    await stage.channel(channel).message('done: take back: end all of Travellr, staging')
    expect(world.docker.containers().filter(({ status }) => status !== 'running')).toEqual([])
    await ana.types('/belay compose down all --system travellr --environment production', channel)
    await ana.alone.shows('Nothing of Travellr production runs in Docker Compose')
  },
)
