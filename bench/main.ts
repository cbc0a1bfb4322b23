import { parseArgs } from 'node:util'
import { hasRedisServer } from '../sandbox/redis.ts'
import { acks } from './acks.ts'
import { build } from './build.ts'
import { startOutside } from './child.ts'
import { deploys } from './deploys.ts'
import { endpoints } from './endpoints.ts'
import { machine } from './machine.ts'
import type { Measurement } from './measurement.ts'
import { writeInto } from './page.ts'
import { processes } from './processes.ts'
import { runbooks } from './runbooks.ts'
import { saves } from './saves.ts'
import { size } from './size.ts'
import { start } from './start.ts'
import { type Row, table } from './table.ts'
import { timers } from './timers.ts'
import { verdict } from './verdict.ts'
import { waiting } from './waiting.ts'
import { webhooks } from './webhooks.ts'
import { within } from './within.ts'

const all: Measurement[] = [
  acks,
  webhooks,
  saves,
  processes,
  deploys,
  timers,
  size,
  waiting,
  endpoints,
  start,
  runbooks,
]
const usage = `npm run bench -- [--rounds 5] [--write <page>] [${all.map(({ name }) => name).join('|')}] …`
/** Longer than any part takes, in milliseconds: something hangs. */
const longestMs = 400_000

const { values, positionals: names } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' }, write: { type: 'string' } },
})
const rounds = Number(values.rounds)
const isKnown = names.every(name => all.some(measurement => measurement.name === name))
if (!isKnown || !(rounds >= 1) || (values.write !== undefined && names.length > 0)) {
  console.error(usage)
  process.exit(1)
}

const began = performance.now()
const seconds = () => `${((performance.now() - began) / 1_000).toFixed(0).padStart(4)} s`
const say = (text: string) => console.error(`${seconds()}  ${text}`)

build('bench')
const outside = await startOutside()
const rows: Row[] = []
const skipped: string[] = []
for (const { name, needsRedisServer, run } of all) {
  if (names.length > 0 && !names.includes(name)) continue
  if (needsRedisServer && !hasRedisServer()) {
    skipped.push(name)
    say(`${name} is skipped: it takes a redis-server on the PATH`)
    continue
  }
  const found = await within(longestMs, name, run({ outside, rounds, say: text => say(`${name}: ${text}`) }))
  for (const row of found) say(`${name}: ${row.what}: ${[row.belay, row.peer, row.ratio].join(' | ')}`)
  rows.push(...found)
}
await outside.stop()

const page = `${machine(rounds)}\n\n${table(rows)}`
if (values.write === undefined) console.log(page)
else await writeInto(values.write, page)
const { text, isMet } = verdict(rows, skipped)
say(text)
process.exitCode = isMet ? 0 : 1
