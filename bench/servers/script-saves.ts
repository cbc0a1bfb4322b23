// The same incidents, each kept by a bare script and nothing else.
import { randomUUID } from 'node:crypto'
import { readSystemFiles } from '../../src/config/system-files.ts'
import { connect } from '../../src/store/connect.ts'
import { openIncident } from '../incident.ts'
import { bareScript } from './bare-script.ts'
import { given, say } from './parent.ts'
import { type Saves, timed } from './saves.ts'

const { redisUrl } = given<{ redisUrl: string }>()
const redis = await connect(redisUrl)
const keep = bareScript(redis)
const { systems } = await readSystemFiles('systems')
let number = 0

async function save(): Promise<void> {
  const { incident } = openIncident(systems[0]!, ++number, Date.now())
  await keep(randomUUID(), incident.id, JSON.stringify(incident))
}

process.on('message', async (asked: Saves) => say(await timed(asked, save)))
say({})
