// Belay as src/main.ts starts it, but on this machine's own address only, and without a PagerDuty to ask.
import { pino } from 'pino'
import { createApp } from '../../src/app.ts'
import { readEnvironment } from '../../src/config/environment.ts'
import { readSystemFiles } from '../../src/config/system-files.ts'
import { given, say } from './parent.ts'

const config = readEnvironment({ LOG_LEVEL: 'error', PORT: '0', ...given<NodeJS.ProcessEnv>() })
const { systems } = await readSystemFiles('systems')
const app = await createApp({ config, systems, log: pino({ level: config.logLevel }), host: '127.0.0.1' })
const { port } = await app.start()
say({ url: `http://127.0.0.1:${port}` })
