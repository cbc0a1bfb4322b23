import { parseArgs } from 'node:util'
import { build } from '../../bench/build.ts'
import { aim, byTenths, growthOf } from './growth.ts'
import { soak } from './week.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: `${Math.floor(Math.random() * 1e9)}` },
    minutes: { type: 'string', default: '15' },
    days: { type: 'string', default: '7' },
  },
})
const [seed, minutes, days] = [Number(values.seed), Number(values.minutes), Number(values.days)]
if (!Number.isInteger(seed) || !(minutes > 0) || !(days > 0)) {
  console.error('npm run soak -- [--seed 7] [--minutes 15] [--days 7]')
  process.exit(1)
}

console.log(`--seed ${seed} --minutes ${minutes} --days ${days}`)
const began = performance.now()
const say = (text: string) =>
  console.error(`${((performance.now() - began) / 1_000).toFixed(0).padStart(5)} s  ${text}`)
build('torture')
const { samples, lived, messages } = await soak({
  seed,
  say,
  systems: 3,
  lifeMs: days * 86_400_000,
  realMs: minutes * 60_000,
}).catch((error: Error) => {
  console.error(error)
  console.log(`BROKEN: ${error.message} (seed ${seed}).`)
  process.exit(1)
})
const means = byTenths(samples)
const growth = growthOf(means)
const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(1)
console.log(
  `${lived.alerts} alerts, ${lived.questions} questions, ${lived.deploys} deploys, ${messages} messages in Slack\n`,
)
console.log('| Tenth | Held after a collection | Resident |\n| ----: | ----------------------: | -------: |')
for (const [i, { heap, rss }] of means.entries())
  console.log(
    `| ${`${i + 1}`.padStart(5)} | ${`${mib(heap)} MiB`.padStart(23)} | ${`${mib(rss)} MiB`.padStart(8)} |`,
  )
const isHeld = growth < aim
console.log(
  `\n${isHeld ? 'Held' : 'BROKEN'}: ${(100 * growth).toFixed(1)} % more in the last tenth than in the first; less than ${100 * aim} % is the aim (seed ${seed}).`,
)
process.exit(isHeld ? 0 : 1)
