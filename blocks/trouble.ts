import { limits } from './limits.ts'
import type { Message } from './message.ts'
import { richText, words } from './rich.ts'
import { clipMrkdwn, mrkdwn } from './text.ts'

/** Something that Belay itself could not do, told in a channel. */
export const trouble = (text: string): Message => ({
  text: clipMrkdwn(`⚠️ ${mrkdwn(text)}`, limits.text),
  blocks: [richText([{ words: words(`⚠️ ${text}`) }])],
})
