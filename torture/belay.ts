// Belay as src/main.ts starts it, but on this machine's own address only, with a Slack whose limits are wider.
import { pino } from 'pino'
import { createApp } from '../src/app.ts'
import { readConfiguration } from '../src/config/configuration.ts'
import type { Lanes } from '../src/ports/lanes.ts'
import type { AwsOptions } from '../src/providers/aws/options.ts'
import { createSharedClock } from '../src/store/shared-clock.ts'

export interface Given {
  environment: Record<string, string>
  aws: AwsOptions
  /** So many times as much as Slack's real limits go through. */
  pace: number
  /** A clock that can be hurried, in place of Redis's own. */
  hurried?: boolean
  /** The file that its log goes to. */
  log: string
}

const { environment, aws, pace, hurried, log } = JSON.parse(process.argv[2]!) as Given
const { config, systems, secrets } = await readConfiguration(environment)
const app = await createApp({
  config,
  systems,
  secrets,
  aws,
  host: '127.0.0.1',
  log: pino({ level: config.logLevel }, pino.destination({ dest: log, append: true, sync: true })),
  lanes: ({ take, close }): Lanes => ({
    take: (lane, everyMs, rank, who) => take(lane, everyMs / pace, rank, who),
    close,
  }),
  ...(hurried && { clock: createSharedClock }),
})
process.once('disconnect', () => process.exit())
process.on('message', () => {
  // The first may leave what is only then known to be free.
  for (let i = 0; i < 2; i++) global.gc?.()
  process.send?.(process.memoryUsage())
})
const { port } = await app.start()
process.send?.({ port })
