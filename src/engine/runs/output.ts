import { mask } from '../../domain/mask.ts'
import type { Run } from '../../domain/run/run.ts'
import type { MakerSource, Observation } from '../../ports/calls/call.ts'

/** What is kept of the end of an output, in characters: as much as its message shows. */
const kept = 2_500

/** The end of what something printed, without what would let a reader in somewhere. */
function endOf(output: string): string {
  const text = mask(output)
  if (text.length <= kept) return text
  const end = text.slice(-kept)
  return `…${end.slice(end.indexOf('\n'))}`
}

/** What was seen, with as much of its output as is kept. */
export function shortened(seen: Observation): Observation {
  if (seen.is === 'failed') return seen.output === undefined ? seen : { ...seen, output: endOf(seen.output) }
  const { progress } = seen
  if (progress?.output === undefined) return seen
  return { ...seen, progress: { ...progress, output: endOf(progress.output) } }
}

export interface Outputs {
  /** All that a run has printed, masked; undefined when nothing of it is known. */
  of(run: Run): Promise<string | undefined>
}

export const createOutputs = (makers: MakerSource): Outputs => ({
  async of({ id, steps }) {
    const told: string[] = []
    for (const [step, { call, result }] of steps.entries()) {
      if (result === undefined) continue
      const output = await (await makers.get(call.action))?.output?.(call.params, result, { run: id, step })
      if (output !== undefined) told.push(mask(output))
    }
    return told.length > 0 ? told.join('\n') : undefined
  },
})
