import { pino } from 'pino'
import { ConfigurationError } from '../src/config/fault.ts'
import { readSystemFiles } from '../src/config/system-files.ts'
import { createPanel } from './panel/panel.ts'
import { portOf } from './port.ts'
import { createWorld, type World } from './world.ts'

// A visitor can do nothing about the AWS SDK's plans for this version of Node.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

const folder = process.env.BELAY_SYSTEMS ?? 'systems'
const { systems, faults } = await readSystemFiles(folder)
if (faults.length > 0) giveUp(new ConfigurationError(faults).message)

const port = portOf(process.env.PORT)
if (port === undefined)
  giveUp(`PORT is ${process.env.PORT}: set it to a number, as in: PORT=3100 npm run demo`)

let world: World | undefined
const begun = (): World => {
  if (!world) throw new Error('The sandbox is not up yet.')
  return world
}
world = await createWorld({
  systems,
  folder,
  // What Belay warns of at its start, a visitor can do nothing about either: the world is simulated.
  log: pino({ level: process.env.LOG_LEVEL ?? 'error' }),
  slackPort: port,
  // A visitor's browser shows times in the zone of this machine, mostly; what is drawn for them is to have the same.
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  panel: createPanel(systems, begun),
}).catch((error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error
  return giveUp(
    `Port ${port} ${error.code === 'EACCES' ? 'may not be used' : 'is taken'}: take another one, as in: PORT=${port < 65_000 ? port + 100 : 3100} npm run demo`,
  )
})
await world.belay()
console.log(`Belay's sandbox is at ${world.page} (${world.redis.kind}). Ctrl-C ends it; nothing is kept.`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(
    signal,
    () =>
      void begun()
        .stop()
        .then(() => process.exit(0)),
  )
}

function giveUp(why: string): never {
  console.error(why)
  process.exit(1)
}
