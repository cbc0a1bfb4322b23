import { OutsideError, UserError } from '../../domain/errors.ts'
import { isNeverSent } from '../never-sent.ts'
import type { AwsCall, TimeLimit } from './call.ts'
import { codeOf, diagnose, notFound } from './diagnosis.ts'

/** Makes one call in its time; what goes wrong is an `OutsideError` whose message says what would mend it. */
export async function ask<T>(
  call: AwsCall,
  limit: TimeLimit,
  send: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { ended, forget } = ending(limit.signal)
  try {
    // The SDK's search for credentials heeds no signal.
    return await Promise.race([ended, send(limit.signal)])
  } catch (error) {
    if (!(error instanceof Error) || error instanceof OutsideError) throw error
    // Of an answer that is too long the call has had its effect, but for one that only reads.
    if (error instanceof UserError && !call.changes) throw error
    const [fault, message] = diagnose(error, call, limit)
    const effect = call.changes && fault === 'away' && !isNeverSent(codeOf(error)) ? 'unknown' : 'none'
    const cause = call.carriesSecret ? {} : { cause: error }
    throw new OutsideError(message, { service: 'aws', fault, effect, code: error.name }, cause)
  } finally {
    forget()
  }
}

function ending(signal: AbortSignal) {
  let end = () => {}
  const ended = new Promise<never>((_, reject) => {
    end = () => reject(signal.reason)
    if (signal.aborted) end()
    else signal.addEventListener('abort', end)
  })
  return { ended, forget: () => signal.removeEventListener('abort', end) }
}

/** Whether what was asked about does not exist. */
export const isMissing = (error: unknown): boolean =>
  error instanceof OutsideError && notFound.test(error.fault.code ?? '')

/** What AWS does not have is undefined. */
export async function orNone<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}
