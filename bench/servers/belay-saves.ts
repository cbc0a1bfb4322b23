// Incidents as Belay saves them: with their timeline, the job of their next deadline and an audit entry, by one script.
import { randomUUID } from 'node:crypto'
import { readSystemFiles } from '../../src/config/system-files.ts'
import { createRedisClock } from '../../src/store/clock.ts'
import { connect } from '../../src/store/connect.ts'
import { createStore } from '../../src/store/store.ts'
import { openIncident, saveOf } from '../incident.ts'
import { given, say } from './parent.ts'
import { type Saves, timed } from './saves.ts'

const { redisUrl } = given<{ redisUrl: string }>()
const redis = await connect(redisUrl)
const clock = await createRedisClock(redis)
const store = createStore(redis, clock)
const { systems } = await readSystemFiles('systems')
let number = 0

async function save(): Promise<void> {
  const now = clock.now()
  const opened = openIncident(systems[0]!, ++number, now)
  const result = await store.save(saveOf(randomUUID(), [opened], now))
  if (result !== 'saved') throw new Error(`an incident is ${result}`)
}

process.on('message', async (asked: Saves) => say(await timed(asked, save)))
say({})
