import type { Run } from '../src/domain/run/run.ts'
import { limits } from './limits.ts'
import type { Message } from './message.ts'
import { nameOf } from './people.ts'
import { mrkdwnWords, richText, user, type Word, words } from './rich.ts'
import { declinedBy, titleOf } from './run-facts.ts'
import { clipMrkdwn } from './text.ts'

/** How many mentions fit into one section, with room to spare. */
const mentions = 100

/** Asks those who may approve a change to look at its message, which stands above: what pings them for it. */
export const pingMessage = (run: Run, users: string[]): Message =>
  mentioning(users, words(`${nameOf(run.requestedBy)} asks for your yes or no: ${titleOf(run)}`))

/** Tells whoever asked for a change that it was declined, by whom and why. */
export const declinedMessage = (run: Run): Message =>
  mentioning(
    run.requestedBy.id === undefined ? [] : [run.requestedBy.id],
    words(`${titleOf(run)}: `, declinedBy(run)),
  )

/** What a ping becomes once nobody is asked any more. */
export const pingOver = (run: Run): Message => {
  const over = `Nobody is asked any more: ${titleOf(run)}`
  return { text: clipMrkdwn(mrkdwnWords(words(over))), blocks: [richText([{ words: words(over) }])] }
}

function mentioning(users: string[], line: Word[]): Message {
  const whom = users.slice(0, mentions).flatMap((id): (Word | string)[] => [user(id), ' '])
  const text = mrkdwnWords(words(...whom, line))
  return {
    text: clipMrkdwn(text),
    blocks: [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: clipMrkdwn(text, limits.section), verbatim: true },
      },
    ],
  }
}
