import { pino } from 'pino'
import { type App, createApp } from './app.ts'
import { readConfiguration } from './config/configuration.ts'
import { ConfigurationError } from './config/fault.ts'
import { redacting, secretsIn } from './config/redaction.ts'
import { OutsideError } from './domain/errors.ts'

/** A stop that takes longer is cut short, in milliseconds: what is in hand is taken over elsewhere. Docker waits 10 s. */
const stopMs = 9_000

try {
  const { config, systems, secrets, findings } = await readConfiguration(process.env)
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env
  const aws = { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN }
  const streamWrite = redacting(secretsIn(config, { ...secrets, ...aws }))
  const log = pino({ level: config.logLevel, hooks: { streamWrite } })
  let app: App | undefined
  let isStopping = false

  function end(why: string): never {
    log.warn(why)
    process.exit(1)
  }

  // What such a fault has left half done, nobody knows: Belay ends, its supervisor starts it anew, and what was in hand
  // is taken over.
  process.on('uncaughtException', (err, origin) => {
    log.fatal({ err, origin }, 'Belay ends: nobody caught this')
    process.exit(1)
  })

  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (isStopping) end('Belay ends at once: it was told to twice')
      isStopping = true
      log.info({ signal }, 'Belay goes down')
      if (!app) process.exit(0)
      setTimeout(() => end('Belay ends: its stop took too long'), stopMs).unref()
      void app.stop().then(() => process.exit(0))
    })

  app = await createApp({ config, systems, secrets, findings, log })
  await app.start()
} catch (error) {
  process.stderr.write(`${inWords(error)}\n`)
  process.exit(1)
}

/** What whoever starts it can mend is a sentence; a fault of Belay's own is where it was. */
function inWords(error: unknown): string {
  const isTheirs = error instanceof ConfigurationError || error instanceof OutsideError
  const { message, stack, code } = error as NodeJS.ErrnoException
  return isTheirs || code === 'EADDRINUSE' || code === 'EACCES' ? message : String(stack)
}
