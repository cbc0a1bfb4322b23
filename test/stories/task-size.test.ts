import { taskMs } from '../../sandbox/aws/ecs/settled.ts'
import { expect, story } from './stage.ts'

const cluster = 'learnbot-production-cluster'
const gateway = 'learnbot-production-api-gateway'

story('tasks that need more memory get it for a while, and are then as they were', async stage => {
  const { ana, ben, world } = stage
  await ana.types('/belay tasks size api-gateway')
  await ana.alone.shows('Tasks of api-gateway, production: 512 CPU units, 1024 MB', '[Twice that]')
  await ana.types('/belay tasks size api-gateway --cpu 1024 --memory 2048 --for 1h --confirm deploy')
  const asked = await stage.channel().message('waits for approval: set the CPU and memory of api-gateway')
  expect(asked.plain).toContain('512 CPU units, 1024 MB → 1024 CPU units, 2048 MB')
  expect(asked.plain).toContain('a copy of 41 with 1024 CPU units, 2048 MB')
  await ben.clicks('Approve', asked)
  await stage.channel().message('under way: set the CPU and memory')
  await stage.begun('UpdateService')
  await stage.later(2 * taskMs)
  await stage.channel().message('done: set the CPU and memory of api-gateway, production')
  expect(world.aws.ecs.get(cluster, gateway)?.taskDefinition).toMatch(/:42$/)
  await ana.types('/belay tasks size api-gateway')
  await ana.alone.shows('Tasks of api-gateway, production: 1024 CPU units, 2048 MB')
  await stage.later(3_600_000)
  await stage.channel().message('under way: take back')
  await stage.begun('UpdateService', 2)
  await stage.later(2 * taskMs)
  await stage.channel().message('done: take back')
  expect(world.aws.ecs.get(cluster, gateway)?.taskDefinition).toMatch(/:41$/)
})

story('a size that Fargate has not is told with one that it has; so is what is too little', async stage => {
  const { ana, world } = stage
  await ana.types('/belay tasks size api-gateway --cpu 1024 --dry-run')
  await ana.alone.shows(
    'With 1024 CPU units Fargate gives 2048 to 8192, in steps of 1024, MB of memory, and not 1024.',
    '[1024 CPU units, 2048 MB]',
  )
  await ana.types('/belay tasks size api-gateway --cpu 512 --memory 1024 --dry-run')
  await ana.alone.shows('The tasks of api-gateway, production have 512 CPU units, 1024 MB already.')

  const containers = [{ name: 'api-gateway', image: 'x:1', memory: 1024 }]
  const taskDefinition = world.aws.ecs.define(gateway, containers, { cpu: '512', memory: '2048' })
  world.aws.ecs.set({ cluster, service: gateway, taskDefinition })
  await ana.types('/belay tasks size api-gateway --cpu 256 --memory 512 --dry-run')
  await ana.alone.shows('Its containers may take 1024 MB together, as their own limits say')
  await ana.types('/belay tasks size api-gateway --memory 4096 --dry-run')
  await ana.alone.shows('api-gateway has a limit of its own, 1024 MB, which stays')

  world.aws.ecs.set({ cluster, service: gateway, taskDefinition: world.aws.ecs.define(gateway, containers) })
  await ana.types('/belay tasks size api-gateway')
  await ana.alone.shows('does not say how much CPU and memory a task has')
})
