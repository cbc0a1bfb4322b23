import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { TestContext } from 'vitest'
import { stringify } from 'yaml'
import { startRedis } from '../../sandbox/redis.ts'
import { createWorld } from '../../sandbox/world.ts'
import { readSystemFiles } from '../../src/config/system-files.ts'
import { environmentOf } from './environment.ts'
import { type Process, startProcess } from './process.ts'

export const channel = '#alerts'
export const cluster = 'production'
export const family = 'api'

const system = {
  system: 'shop',
  title: 'Shop',
  people: { responders: ['@oncall'], operators: ['@oncall'], approvers: ['@leads'] },
  severities: { P1: { acknowledge: '1h' } },
  escalation: [{ notify: ['@oncall'] }, { notify: ['@leads'] }],
  environments: {
    production: {
      channel,
      region: 'us-east-1',
      approvals: { required: 1, expire: '4h' },
      services: {
        api: {
          ecs: { cluster, service: family },
          deploy: {
            version: '^[0-9a-f]{40}$',
            ecs: { container: family, image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/api:{version}' },
          },
        },
      },
    },
  },
}

/**
 * A world with one shop and a redis-server that keeps everything, and processes of Belay's in it; `atEnd` sees to it that
 * nothing of that is left, the latest first.
 */
export async function openShop(atEnd: TestContext['onTestFinished'], approvers = system.people.approvers) {
  const folder = await mkdtemp(join(tmpdir(), 'belay-shop-'))
  atEnd(() => rm(folder, { recursive: true, force: true }))
  const [kept, files] = [join(folder, 'redis'), join(folder, 'systems')]
  await Promise.all([kept, files].map(one => mkdir(one)))
  await writeFile(join(files, 'shop.yml'), stringify({ ...system, people: { ...system.people, approvers } }))
  const { systems } = await readSystemFiles(files)
  const redis = await startRedis({ kind: 'redis-server', appendonly: kept })
  atEnd(redis.stop)
  const world = await createWorld({ systems, log: pino({ level: 'silent' }), redisAt: redis })
  atEnd(world.stop)
  const processes: Process[] = []
  atEnd(async () => void (await Promise.all(processes.map(process => process.kill()))))
  return {
    world,
    async start(): Promise<Process> {
      const process = await startProcess({
        ...environmentOf(world, files),
        AWS_ENDPOINT_URL: world.aws.url,
        AWS_ACCESS_KEY_ID: 'sandbox',
        AWS_SECRET_ACCESS_KEY: 'sandbox',
      })
      processes.push(process)
      return process
    },
  }
}
