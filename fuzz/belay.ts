// Belay in a process of its own, in the midst of a simulated world: so that what it holds in memory is its own.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { pino } from 'pino'
import { createApp } from '../src/app.ts'
import type { Config } from '../src/config/environment.ts'
import type { System } from '../src/domain/system.ts'
import { services } from '../src/providers/aws/services.ts'
import { createRedisClock } from '../src/store/clock.ts'
import type { Addresses } from './addresses.ts'
import { rewriting } from './addresses.ts'

/** What the parent gives. */
export interface Given {
  config: Config
  systems: System[]
  addresses: Addresses
}
/** What it is told: how much is in use after a collection, and what was logged as an error since it was asked last. */
export interface Report {
  heapMb: number
  logged: string[]
}

const { config, systems, addresses } = JSON.parse(process.argv[2]!) as Given
const logged: string[] = []
const log = pino({ level: 'error' }, { write: line => void (logged.length < 100 && logged.push(line)) })

/** How far this process's wall clock is ahead: what is remembered for a while is forgotten after that. */
let aheadMs = 0
const app = await createApp({
  config,
  systems,
  log,
  host: '127.0.0.1',
  clock: async connection => {
    const clock = await createRedisClock(connection)
    return { ...clock, wall: () => clock.wall() + aheadMs }
  },
  barrier: async () => 'kept',
  rewrite: rewriting(addresses),
  aws: { endpoint: addresses.aws, credentials: { accessKeyId: 'fuzz', secretAccessKey: 'fuzz' } },
})

// An SDK stays once it was used: what is in memory before and after is not to differ by those.
await Promise.all(Object.values(services).map(load => load()))

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

function heapMb(): number {
  for (let i = 0; i < 2; i++) collect()
  return process.memoryUsage().heapUsed / 1e6
}

process.on('message', (asked: 'report' | { aheadMs: number }) => {
  if (asked !== 'report') aheadMs = asked.aheadMs
  process.send!({ heapMb: heapMb(), logged: logged.splice(0) } satisfies Report)
})
process.on('disconnect', () => process.exit(0))
const { port } = await app.start()
process.send!({ url: `http://127.0.0.1:${port}` })
