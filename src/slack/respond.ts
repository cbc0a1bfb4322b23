import type { Message } from '../../blocks/message.ts'
import { OutsideError } from '../domain/errors.ts'

/**
 * Answers through an interaction's response_url, which works where Belay is not a member: five times in half an hour.
 * `thread` is where it is shown.
 */
export async function respond(
  url: string,
  { text, blocks }: Message,
  {
    seenBy,
    thread,
    timeoutMs,
  }: { seenBy: 'person' | 'channel'; thread?: string | undefined; timeoutMs: number },
): Promise<void> {
  const body = {
    text,
    blocks,
    response_type: seenBy === 'person' ? 'ephemeral' : 'in_channel',
    replace_original: false,
    ...(thread === undefined ? {} : { thread_ts: thread }),
  }
  let status: number
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    await answer.body?.cancel()
    status = answer.status
  } catch (error) {
    throw new OutsideError(
      'Slack did not take the answer.',
      { service: 'slack', fault: 'away', effect: 'unknown' },
      { cause: error },
    )
  }
  if (status === 200) return
  throw new OutsideError(
    `Slack answered ${status} to the answer.`,
    status >= 500
      ? { service: 'slack', fault: 'away', effect: 'unknown' }
      : { service: 'slack', fault: 'refused', effect: 'none' },
  )
}
