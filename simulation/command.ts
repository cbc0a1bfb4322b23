import { parseArgs } from 'node:util'
import { faults } from './planted/faults.ts'
import { countsTable, coverageTold, toldOf } from './report.ts'
import { createThreads } from './threads.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '200000' },
    last: { type: 'string', default: '40' },
    planted: { type: 'boolean', default: false },
  },
})
const [seed, steps, last] = [Number(values.seed), Number(values.steps), Number(values.last)]
if (![seed, steps, last].every(Number.isInteger)) {
  console.error('npm run simulate -- [--seed 7] [--steps 200000] [--last 40] [--planted]')
  process.exit(1)
}

const threads = await createThreads()
const { isHeld, text } = await (values.planted ? plantedFaults() : soundEngine()).catch((error: Error) => {
  console.error(error)
  return { isHeld: false, text: `BROKEN: ${error.message} (seed ${seed}).` }
})
await threads.end()
console.log(text)
process.exitCode = isHeld ? 0 : 1

/** The last line of `text` is what came of it. */
interface Verdict {
  isHeld: boolean
  text: string
}

async function soundEngine(): Promise<Verdict> {
  const began = performance.now()
  console.log(`seed ${seed}, ${steps} steps`)
  const all = await threads.simulate(seed, steps)
  const minutes = (performance.now() - began) / 60_000
  console.log(`${all.steps} steps in ${all.episodes} episodes, ${Math.round(all.steps / minutes)} a minute`)
  console.log(coverageTold(all.coverage))
  console.log('Faults:')
  console.log(countsTable(all.faults))
  return {
    isHeld: !all.violation,
    text: all.violation ? toldOf(all.violation, last) : `Held: nothing is broken (seed ${seed}).`,
  }
}

/** Which law each planted fault breaks, from which seed, and after how many steps from the first one. */
async function plantedFaults(): Promise<Verdict> {
  console.log(`from seed ${seed}, ${steps} steps for each`)
  const missed: string[] = []
  for (const { name } of faults) {
    const { steps: taken, violation } = await threads.simulate(seed, steps, name)
    const found = violation ? `${violation.law} | ${violation.seed} | ${taken}` : `not found | | ${taken}`
    console.log(`| ${name} | ${found} |`)
    if (!violation) missed.push(name)
  }
  const isHeld = missed.length === 0
  return {
    isHeld,
    text: isHeld
      ? `Held: all ${faults.length} planted faults were found (from seed ${seed}).`
      : `BROKEN: not found: ${missed.join('; ')} (from seed ${seed}).`,
  }
}
