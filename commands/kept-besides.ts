import { asTyped } from '../src/domain/duration.ts'
import { UserError } from '../src/domain/errors.ts'
import { lineOf } from '../src/engine/line.ts'

/** Of what every change takes, what is not about what is to be done. */
interface Besides {
  reason?: string | undefined
  incident?: string | undefined
  step?: string | undefined
  /** In milliseconds. */
  for?: number | undefined
  'dry-run': boolean
}

/** What was said besides what is to be done: why, what for, for how long. */
export const besides = ({ reason, incident, step, for: boxMs }: Omit<Besides, 'dry-run'>) => ({
  reason,
  incident,
  step,
  ...(boxMs !== undefined && { for: asTyped(boxMs) }),
})

/**
 * Rejects as `asked` does. What a refusal offers of the same operation keeps what was said besides: that it is only to be
 * shown, for how long, what for and why.
 */
export async function keptBesides<T>(operation: string, args: Besides, asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    if (!(error instanceof UserError) || error.constructor !== UserError) throw error
    const all = Object.entries({ ...besides(args), 'dry-run': args['dry-run'] })
    const kept = (command: string) =>
      lineOf(command, Object.fromEntries(all.filter(([name]) => !command.includes(`--${name}`))))
    throw new UserError(
      error.message,
      ...error.offer.map(({ label, command }) => ({
        label,
        command: `${command} `.startsWith(`${operation} `) ? kept(command) : command,
      })),
    )
  }
}
