import { hasRedisServer } from '../sandbox/redis.ts'
import { acks } from './acks.ts'
import { build } from './build.ts'
import { startOutside } from './child.ts'
import type { Measurement } from './measurement.ts'
import { size } from './size.ts'
import { start } from './start.ts'
import { type Row, table } from './table.ts'
import { timers } from './timers.ts'
import { webhooks } from './webhooks.ts'

const all: Measurement[] = [acks, webhooks, timers, size, start]
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const names = process.argv.slice(2)
const unknown = names.filter(name => !all.some(measurement => measurement.name === name))
if (unknown.length > 0) {
  console.error(
    `There is no ${unknown.join(', ')}: npm run bench -- [${all.map(({ name }) => name).join('|')}] …`,
  )
  process.exit(1)
}

const began = performance.now()
const seconds = () => `${((performance.now() - began) / 1_000).toFixed(0).padStart(4)} s`
const say = (text: string) => console.error(`${seconds()}  ${text}`)

build()
const outside = await startOutside()
const rows: Row[] = []
for (const measurement of all) {
  const { name } = measurement
  if (names.length > 0 && !names.includes(name)) continue
  if (measurement.needsRedis && !hasRedisServer()) {
    say(`${name} is skipped: there is no redis-server on the PATH`)
    continue
  }
  say(name)
  const found = await measurement.run({ outside, rounds, say })
  for (const row of found) say(`  ${row.what}: ${row.belay}, ${row.peer}, ${row.ratio}`)
  rows.push(...found)
}
await outside.stop()
console.log(table(rows))
