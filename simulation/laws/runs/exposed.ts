import { closesBy } from '../../../src/domain/run/exposure.ts'
import { markOf } from '../../../src/engine/post-once.ts'
import type { World } from '../../world.ts'
import { type Broken, runIn, runsIn } from '../law.ts'

const law = 'what is opened is closed in time'

/** By which run of Belay's a rule was made. */
const runOf = (description: string): string => /\[belay ([0-9a-f]+)\//.exec(description)?.[1] ?? ''

/** What stands open longer than it may, and `lateMs` more, in real milliseconds. */
export function checkExposed({ aws, memory }: World, lateMs: number, broken: Broken): void {
  for (const { cidr, description } of aws.rules) {
    const run = runIn(memory, runOf(description))
    const by = run && closesBy(run)
    const late = by === undefined ? undefined : (memory.clock.now() - by) / memory.clock.rate()
    if (late === undefined) broken(law, `${cidr} is let in, and nothing is known of ${description}`)
    else if (late > lateMs) broken(law, `${run!.id}: ${cidr} is let in ${Math.round(late)} ms too long`)
  }
}

/** Once everything has been done, nobody is let in any more, and whoever was told that it is open was told that it is closed. */
export function checkClosed(world: World, aside: Set<string>, broken: Broken): void {
  const { aws, memory, slack } = world
  for (const { cidr, description } of aws.rules) broken(law, `${cidr} is let in still: ${description}`)
  for (const run of runsIn(memory)) {
    if (run.undo?.run === undefined || aside.has(run.undo.run) || !run.plan.exposes) continue
    const [open, closed] = [slack.everMarked(markOf(run.id, 'opened')), closedBy(world, run.id)]
    if (open && !closed) broken('whoever hears of an opening hears of its end', run.id)
  }
}

const closedBy = ({ memory, slack }: World, id: string): boolean =>
  runsIn(memory).some(({ id: back, undoes }) => undoes === id && slack.everMarked(markOf(back, 'closed')))
