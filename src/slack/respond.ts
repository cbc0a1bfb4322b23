import { z } from 'zod'
import type { Message } from '../../blocks/message.ts'
import { OutsideError } from '../domain/errors.ts'
import { asking } from './asking.ts'

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
  const { status, said } = await asking('the response_url', async () => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return { status: answer.status, said: await answer.text() }
  })
  const code = refusalIn(said)
  const isPage = code === undefined && said.trimStart().startsWith('<')
  if (status === 200 && code === undefined && !isPage) return
  throw new OutsideError(
    code === undefined ? `Slack answered ${status} to the answer.` : `Slack refused the answer: ${code}.`,
    // A proxy's page stands for an answer that Slack has not given.
    status >= 500 || isPage
      ? { service: 'slack', fault: 'away', effect: 'unknown' }
      : { service: 'slack', fault: 'refused', effect: 'none', ...(code !== undefined && { code }) },
  )
}

const Refusal = z.object({ ok: z.literal(false), error: z.string() })

/** Slack's word for why not: as in its Web API, which may come with a 200, or by itself as from its webhooks. */
function refusalIn(body: string): string | undefined {
  if (/^[a-z_]+$/.test(body)) return body === 'ok' ? undefined : body
  try {
    return Refusal.safeParse(JSON.parse(body)).data?.error
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
