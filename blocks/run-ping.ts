import type { Run } from '../src/domain/run/run.ts'
import { limits } from './limits.ts'
import type { Message } from './message.ts'
import { clipLines, mrkdwnWords, richText, user, type Word, words } from './rich.ts'
import { runActions } from './run-actions.ts'
import { askedBy, callLines, runHeadline, shiftLines } from './run-facts.ts'
import { clipMrkdwn, mrkdwn } from './text.ts'

/** Asks those who may approve a change to look at it: the one message that pings them for it. */
export function pingMessage(run: Run, users: string[]): Message {
  const whom = users.flatMap((id): (Word | string)[] => [user(id), ' '])
  return {
    text: clipMrkdwn(`${mrkdwn(runHeadline(run))} · ${mrkdwnWords(words(...whom))}`),
    blocks: [
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          text: clipMrkdwn(`${mrkdwnWords(words(...whom))}${mrkdwn(runHeadline(run))}`, limits.section / 2),
          verbatim: true,
        },
      },
      richText(
        clipLines([...shiftLines(run), ...callLines(run), { words: askedBy(run) }], limits.messageBody),
      ),
      ...runActions(run),
    ],
  }
}
