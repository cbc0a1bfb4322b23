import { limits } from './limits.ts'
import type { Message } from './message.ts'
import { clipWords, mrkdwnWords, richText, words } from './rich.ts'
import { clipMrkdwn } from './text.ts'

/** Something that Belay itself could not do, told in a channel. */
export function trouble(text: string): Message {
  const line = clipWords(words(`⚠️ ${text}`), limits.section)
  return { text: clipMrkdwn(mrkdwnWords(line)), blocks: [richText([{ words: line }])] }
}
