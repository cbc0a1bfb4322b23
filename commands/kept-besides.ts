import { asTyped } from '../src/domain/duration.ts'
import { UserError } from '../src/domain/errors.ts'
import { lineOf } from '../src/engine/line.ts'
import type { ChangeArgs } from './request.ts'

/**
 * Rejects as `asked` does. What a refusal offers of the same operation keeps what was said besides: that it is only to be
 * shown, for how long, what for and why.
 */
export async function keptBesides<T>(operation: string, args: ChangeArgs, asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    if (!(error instanceof UserError) || error.constructor !== UserError) throw error
    const { for: boxMs, reason, incident, step } = args
    const besides = Object.entries({
      reason,
      incident,
      step,
      ...(boxMs !== undefined && { for: asTyped(boxMs) }),
      'dry-run': args['dry-run'],
    })
    const kept = (command: string) =>
      lineOf(command, Object.fromEntries(besides.filter(([name]) => !command.includes(`--${name}`))))
    throw new UserError(
      error.message,
      ...error.offer.map(({ label, command }) => ({
        label,
        command: `${command} `.startsWith(`${operation} `) ? kept(command) : command,
      })),
    )
  }
}
