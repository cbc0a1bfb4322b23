import { setTimeout as sleep } from 'node:timers/promises'
import type { Fleet } from './fleet.ts'
import { inTurn } from './in-turn.ts'
import type { Plan } from './plan.ts'

/** Kills Belay's processes as it is planned, and tells of each. Resolves with how many were killed by then. */
export async function kills(
  plan: Plan,
  { kill }: Pick<Fleet, 'kill'>,
  isOver: () => boolean,
  killed: (so: number) => void,
): Promise<number> {
  let so = 0
  for await (const { place } of inTurn(plan.kills, ({ at }) => at)) {
    while (!isOver() && !(await kill(place))) await sleep(100)
    if (isOver()) break
    killed(++so)
  }
  return so
}

/** So long before Redis has its trouble people are told to ask for something, in milliseconds. */
const askMs = 6_000

/** Has Redis its trouble as it is planned; `ask` is told shortly before which one it is, and when it is over. */
export async function troubles(
  plan: Plan,
  trouble: () => Promise<void>,
  ask: (nth: number, over: Promise<void>) => void,
): Promise<void> {
  for await (const [i] of inTurn([...plan.troubles.entries()], ([, at]) => at - askMs)) {
    const over = sleep(askMs).then(trouble)
    ask(i + 1, over)
    await over
  }
}
