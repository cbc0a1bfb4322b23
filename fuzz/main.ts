import { parseArgs } from 'node:util'
import { tryApprovals } from './approvals/approvals.ts'
import { fuzzRequests } from './requests/requests.ts'

const usage = 'npm run fuzz -- [requests|approvals] [--seed 1] [--count 100000]'
/** Of this, in MB, what is in use after a collection may be more at the end than when it was warm. */
const allowedMb = 5

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: '1' }, count: { type: 'string' } },
})
const [which = 'both', ...more] = positionals
const seed = Number(values.seed)
const countOf = (usual: number) => Number(values.count ?? usual)
if (
  !['both', 'requests', 'approvals'].includes(which) ||
  more.length > 0 ||
  ![seed, countOf(1)].every(isCount)
) {
  console.error(usage)
  process.exit(2)
}

const began = performance.now()
const say = (text: string) =>
  console.log(`${((performance.now() - began) / 1_000).toFixed(0).padStart(5)} s  ${text}`)
say(`seed ${seed}`)
const verdicts = await both().catch((error: Error) => {
  console.error(error)
  return [{ isMet: false, text: error.message }]
})
const isHeld = verdicts.every(({ isMet }) => isMet)
console.log(`${isHeld ? 'Held' : 'BROKEN'}: ${verdicts.map(({ text }) => text).join('; ')} (seed ${seed}).`)
process.exitCode = isHeld ? 0 : 1

async function both() {
  return [
    ...(which === 'approvals' ? [] : [await requests()]),
    ...(which === 'requests' ? [] : [await approvals()]),
  ]
}

function isCount(number: number): boolean {
  return Number.isInteger(number) && number > 0
}

async function requests() {
  const count = countOf(100_000)
  const { counts, faults, again, heapMb } = await fuzzRequests(seed, count, say)
  for (const [what, times] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) say(`${what}: ${times}`)
  for (const { what, sent } of faults) say(`FAULT ${what}\n${sent}`)
  const grown = heapMb.after - heapMb.before
  const isMet = faults.length === 0 && grown < allowedMb
  const memory = `${heapMb.before.toFixed(1)} MB in use when warm, ${heapMb.after.toFixed(1)} at the end`
  return {
    isMet,
    text: `${count} requests, ${faults.length} faults, ${again} sent again before they were taken; ${memory}`,
  }
}

async function approvals() {
  const { tried, bodies, kinds, sets, statuses, faults, begun } = await tryApprovals(
    seed,
    countOf(10_000),
    say,
  )
  for (const [status, times] of [...statuses].sort(([a], [b]) => a - b)) say(`answered ${status}: ${times}`)
  for (const fault of faults) say(`FAULT ${fault}`)
  const isMet = faults.length === 0 && bodies === tried && begun.begun === begun.of
  const of = `${kinds.tried} of ${kinds.of} kinds, in ${sets} sets of what was wrong at once`
  return {
    isMet,
    text: `${tried} approvals tried wrongly, with ${bodies} different bodies (${of}), ${faults.length} faults; rightly approved, ${begun.begun} of ${begun.of} began`,
  }
}
