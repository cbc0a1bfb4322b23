import { type AwsCall, type TimeLimit, within } from './call.ts'
import { ask } from './failure.ts'

/** How long one call may take, in milliseconds. */
export const callMs = 2_500

/** Makes one call in its own time. */
export const once = <T>(
  call: AwsCall,
  send: (signal: AbortSignal) => Promise<T>,
  limit: TimeLimit = within(callMs),
): Promise<T> => ask(call, limit, send)
