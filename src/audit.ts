import { parseArgs } from 'node:util'
import { readSystemFiles } from './config/system-files.ts'
import { type Link, verifyKept } from './store/audit.ts'
import { createRedisClock } from './store/clock.ts'
import { connect } from './store/connect.ts'
import { keptMs } from './store/retention.ts'
import { createStore } from './store/store.ts'

const usage = 'npm run audit -- verify [<system> …] [--head <a head that was noted>]'

/** The time of an entry, which its id begins with. */
const timeOf = ({ id }: Pick<Link, 'id'>): string => new Date(Number(id.split('-')[0])).toISOString()

interface Found {
  links: Link[]
  /** The head that Redis has beside them. */
  kept: string
  /** What is older need not be there any more. */
  dueBefore: number
}

/** What is found of one system's audit, in a line, and whether it is as it was written. */
function judge(system: string, { links, kept, dueBefore }: Found, noted: string | undefined) {
  const [first, last] = [links[0], links.at(-1)]
  const verdict = verifyKept(links, kept, dueBefore)
  if (!verdict.ok)
    return { ok: false, line: `${system}: broken at ${verdict.id} (${timeOf(verdict)}): ${verdict.why}` }
  if (noted !== undefined && !links.some(({ head, before }) => head === noted || before === noted)) {
    const unless = first?.before ? `, unless that was noted before ${timeOf(first)}` : ''
    return { ok: false, line: `${system}: broken: it does not hold the head ${noted}${unless}` }
  }
  if (!first || !last) return { ok: true, line: `${system}: empty` }
  const since = first.before === '' ? 'whole' : 'whole as far as it is kept'
  const told = noted === undefined ? '' : ', holds the head that was noted'
  const span = `${links.length} entries from ${timeOf(first)} to ${timeOf(last)}`
  return { ok: true, line: `${system}: ${since}, ${span}${told}, head ${last.head}` }
}

async function verify(names: string[], noted: string | undefined): Promise<boolean> {
  const url = process.env.REDIS_URL
  const redis = await connect(url ?? 'redis://localhost:6379', { timeoutMs: 5_000 }).catch((error: Error) => {
    throw url === undefined
      ? new Error(`${error.message}. Set REDIS_URL to the Redis that Belay has.`)
      : error
  })
  const clock = await createRedisClock(redis)
  try {
    const store = createStore(redis, clock)
    let isWhole = true
    for (const name of names) {
      // The head first: what is written while somebody looks is no change.
      const kept = await store.auditHead(name)
      const links = await store.auditChain(name)
      const { ok, line } = judge(name, { links, kept, dueBefore: clock.wall() - keptMs.audit }, noted)
      process[ok ? 'stdout' : 'stderr'].write(`${line}\n`)
      isWhole &&= ok
    }
    return isWhole
  } finally {
    clock.stop()
    redis.disconnect()
  }
}

async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { head: { type: 'string' } },
  })
  const [command, ...named] = positionals
  const { systems, faults } = await readSystemFiles(process.env.BELAY_SYSTEMS?.trim() || 'systems')
  if (faults.length > 0) throw new Error('The system files have faults: npm run check says which.')
  const known = systems.map(({ system }) => system)
  const unknown = named.filter(name => !known.includes(name))
  if (unknown.length > 0) throw new Error(`There is no system ${unknown[0]}; there are ${known.join(', ')}.`)
  if (command !== 'verify' || (values.head !== undefined && named.length !== 1)) throw new Error(usage)
  return verify(named.length > 0 ? named : known, values.head)
}

try {
  process.exitCode = (await main()) ? 0 : 1
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 2
}
