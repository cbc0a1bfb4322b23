import type { WebClient } from '@slack/web-api'
import { OutsideError } from '../domain/errors.ts'
import type { Chat } from '../ports/chat.ts'
import { type Call, given } from './call.ts'

/** Uploads a file in Slack's three steps. It is seen only after the last, so that only the last can be in doubt. */
export function createUpload(client: WebClient, call: Call, timeoutMs: number): Chat['upload'] {
  return async ({ channel, thread }, { name, title, content, comment }) => {
    const bytes = Buffer.from(content)
    const asked = await call('files.getUploadURLExternal', undefined, () =>
      client.files.getUploadURLExternal({ filename: name, length: bytes.length }),
    )
    await put(given(asked.upload_url, 'files.getUploadURLExternal'), bytes, timeoutMs)
    const shared = {
      files: [{ id: given(asked.file_id, 'files.getUploadURLExternal'), title }] as [
        { id: string; title: string },
      ],
    }
    const said = comment === undefined ? {} : { initial_comment: comment }
    await call('files.completeUploadExternal', undefined, () =>
      thread === undefined
        ? client.files.completeUploadExternal({ ...shared, ...said, channel_id: channel })
        : client.files.completeUploadExternal({ ...shared, ...said, channel_id: channel, thread_ts: thread }),
    )
  }
}

async function put(url: string, body: Buffer<ArrayBuffer>, timeoutMs: number): Promise<void> {
  const away = (why: string, cause?: unknown) =>
    new OutsideError(
      `Slack did not take the file: ${why}.`,
      { service: 'slack', fault: 'away', effect: 'none' },
      { cause },
    )
  let status: number
  try {
    const answer = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(timeoutMs) })
    await answer.body?.cancel()
    status = answer.status
  } catch (error) {
    throw away(error instanceof Error ? error.message : String(error), error)
  }
  if (status !== 200) throw away(`${status}`)
}
