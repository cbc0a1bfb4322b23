import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '../src/store/connect.ts'
import { keysOf } from '../src/store/keys.ts'

const everyMs = 1_000
/** What is owed as long as Belay runs, or at a time that is not yet. */
const standing = ['timer', 'reconcile', 'anchor', 'run-timer', 'lock-nag', 'schedule']

/** How much is still to be done in a system, by kind; what was put aside under `parked`. */
async function leftIn(redis: Connection, system: string, standing: string[]): Promise<Map<string, number>> {
  const base = keysOf(system)
  const left = new Map<string, number>()
  for (const kind of await redis.smembers(`${base}kinds`)) {
    const due = standing.includes(kind) ? 0 : await redis.zcard(`${base}due:${kind}`)
    const held = standing.includes(kind) ? 0 : await redis.zcard(`${base}held:${kind}`)
    if (due + held > 0) left.set(kind, due + held)
  }
  return left
}

/** Waits until nothing is left to be done twice in a row; answers what is left when that takes too long. */
export async function rest(
  redis: Connection,
  systems: string[],
  { restMs, tidied, say }: { restMs: number; tidied: boolean; say: (text: string) => void },
): Promise<Map<string, number>> {
  const until = performance.now() + restMs
  const unheeded = tidied ? standing : [...standing, 'tidy']
  let quiet = 0
  for (let turn = 0; ; turn++) {
    const left = new Map<string, number>()
    for (const system of systems)
      for (const [kind, count] of await leftIn(redis, system, unheeded))
        left.set(kind, (left.get(kind) ?? 0) + count)
    quiet = left.size === 0 ? quiet + 1 : 0
    if (quiet >= 3 || performance.now() > until) return left
    if (turn % 20 === 19) say(`left: ${[...left].map(([kind, count]) => `${count} ${kind}`).join(', ')}`)
    await sleep(everyMs)
  }
}
