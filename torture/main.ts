import { parseArgs } from 'node:util'
import { bundle } from '../bench/build.ts'
import { hasRedisServer } from '../sandbox/redis.ts'
import { type VariantName, variants } from './redis/variants.ts'
import { faultsOf, table, told } from './report.ts'
import { torture } from './run.ts'

const names = Object.keys(variants) as VariantName[]
const usage = `npm run torture -- [--seed 7] [--webhooks 5000] [--kills 100] [--minutes 8] [--systems 12] [--all | ${names.join(' | ')}] …`
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: `${Math.floor(Math.random() * 1e9)}` },
    webhooks: { type: 'string', default: '5000' },
    kills: { type: 'string', default: '100' },
    minutes: { type: 'string', default: '8' },
    systems: { type: 'string', default: '12' },
    all: { type: 'boolean', default: false },
    told: { type: 'string', default: '5' },
  },
})
const [seed, webhooks, kills, minutes, systems] = (
  ['seed', 'webhooks', 'kills', 'minutes', 'systems'] as const
).map(name => Number(values[name])) as [number, number, number, number, number]
const chosen = values.all ? names : positionals.length > 0 ? positionals : ['steady']
const areNumbers = [seed, webhooks, kills, systems].every(Number.isInteger) && minutes > 0 && systems > 0
if (!areNumbers || !chosen.every(name => Object.hasOwn(variants, name))) giveUp(usage)
if (!hasRedisServer()) giveUp('This takes a redis-server on the PATH.')

const began = performance.now()
const say = (text: string) =>
  console.error(`${((performance.now() - began) / 1_000).toFixed(0).padStart(5)} s  ${text}`)
const faults: string[] = []
bundle(['torture/belay.ts'], 'torture/dist/torture')
for (const variant of chosen as VariantName[]) {
  console.log(
    `\n${variant}: ${variants[variant].what}; --seed ${seed} --webhooks ${webhooks} --kills ${kills} --minutes ${minutes} --systems ${systems}`,
  )
  const found = await faultsIn(variant).catch((error: Error) => {
    console.error(error)
    return [error.message]
  })
  faults.push(...found.map(fault => `${variant}: ${fault}`))
}
console.log(
  faults.length === 0
    ? `\nHeld: nothing lost, nothing doubled, nothing early (${chosen.join(', ')}; seed ${seed}).`
    : `\nBROKEN: ${faults.join('; ')} (seed ${seed}).`,
)
process.exit(faults.length === 0 ? 0 : 1)

/** What is wrong after one night, all of which is told. */
async function faultsIn(variant: VariantName): Promise<string[]> {
  const found = await torture({
    seed,
    webhooks,
    kills,
    systems,
    variant,
    stormMs: minutes * 60_000,
    restMs: (minutes + 10) * 60_000,
    tidied: true,
    acknowledgeMs: 60_000,
    say: text => say(`${variant}: ${text}`),
  })
  console.log(`\n${table(found.counts)}\n\n${told(found).join('\n')}`)
  for (const { what, lost, doubled } of found.counts)
    for (const [word, all] of Object.entries({ lost, doubled }))
      for (const one of all.slice(0, Number(values.told))) console.log(`  ${what}, ${word}: ${one}`)
  const wrong = faultsOf(found, variants[variant])
  if (wrong.length > 0) console.log(`  logs: ${found.logs}`)
  return wrong
}

function giveUp(why: string): never {
  console.error(why)
  process.exit(1)
}
