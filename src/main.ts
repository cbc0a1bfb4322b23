import { pino } from 'pino'
import { createApp } from './app.ts'
import { readConfiguration } from './config/configuration.ts'
import { ConfigurationError } from './config/fault.ts'

/** A stop that takes longer than this is cut short, in milliseconds: what is in hand is taken over elsewhere. */
const stopMs = 15_000

try {
  const { config, systems, secrets } = await readConfiguration(process.env)
  const log = pino({ level: config.logLevel })
  const app = await createApp({ config, systems, secrets, log })
  await app.start()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(1), stopMs).unref()
      void app.stop().then(() => process.exit(0))
    })
  }
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigurationError ? error.message : String((error as Error).stack)}\n`,
  )
  process.exit(1)
}
