import { buttons } from './button.ts'
import { bySeverity, type Crowd, crowdActions, summary, whose, worst } from './crowd.ts'
import type { Message } from './message.ts'
import { bold, dotted, mrkdwnWords, richText, words } from './rich.ts'
import { clipMrkdwn, mrkdwn } from './text.ts'
import { timeNear } from './time.ts'

/** The direct message to one person of a level about all that they have not been told of one by one, and that nobody has. */
export function digest(crowd: Crowd, level: number): Message {
  const heading = summary(crowd, 'more incidents')
  const since = Math.min(...crowd.incidents.map(({ stateAt }) => stateAt))
  const calledAt = Math.max(...crowd.incidents.map(({ levelAt }) => levelAt))
  return {
    text: clipMrkdwn(mrkdwn(heading)),
    blocks: [
      richText([
        { words: [bold(heading)] },
        {
          words: dotted(
            words(bySeverity(crowd.incidents)),
            words('since ', timeNear(since, calledAt)),
            words('nobody has them yet'),
          ),
        },
        { words: words(`You are on level ${level}`) },
        ...worst(crowd),
      ]),
      ...crowdActions(crowd),
    ],
  }
}

/** What it becomes once none of them asks for anybody any more: whose they are is the list's to say. */
export function digestOver(crowd: Crowd): Message {
  const line = words(
    `✓ ${whose(crowd)}: nobody is called any more for these ${crowd.incidents.length} incidents`,
  )
  return {
    text: clipMrkdwn(mrkdwnWords(line)),
    blocks: [
      richText([{ words: line }]),
      ...buttons([{ label: 'Open incidents', command: 'incident list' }]),
    ],
  }
}
