import { buttons, type Offer } from './button.ts'
import { limits } from './limits.ts'
import type { Message } from './message.ts'
import { clipWords, mrkdwnWords, richText, type Word, words } from './rich.ts'
import { clipMrkdwn } from './text.ts'

/** What has been done, for the person who asked, where the line holds times in the reader's zone. */
export function confirmation(line: Word[], offers: Offer[] = []): Message {
  const whole = clipWords(words('✓ ', line), limits.section)
  return {
    text: clipMrkdwn(mrkdwnWords(whole)),
    blocks: [richText([{ words: whole }]), ...buttons(offers)],
  }
}
