import type { Logger } from 'pino'
import type { Message } from '../../blocks/message.ts'
import { plain } from '../../blocks/plain.ts'
import { OutsideError } from '../domain/errors.ts'
import type { Chat, Place } from '../ports/chat.ts'
import type { Invocation } from '../ports/invocation.ts'
import { patiently } from './patience.ts'
import { respond } from './respond.ts'

export interface TellDeps {
  chat: Chat
  log: Logger
  /** Real milliseconds that Slack has for taking an answer through its response_url. */
  timeoutMs: number
}

export interface Asked {
  invocation: Invocation
  responseUrl?: string | undefined
  /** Which button of which message was pressed, and by whom. */
  press?: string | undefined
  /** It was asked in the thread or in its channel, and nobody knows in which: what is for the person is shown in both. */
  inBoth?: boolean
}

export const placeOf = (channel: string, thread: string | undefined): Place => ({
  channel,
  ...(thread === undefined ? {} : { thread }),
})

/** What is left of a message that Slack will not show: its words must reach the person. */
const simpler = (message: Message): Message[] => [plain(message), { text: message.text, blocks: [] }]

/** Tells something to the person who asked, and to nobody else; where Slack refuses one way, it takes the next. */
export function createTell({ chat, log, timeoutMs }: TellDeps) {
  async function tell(asked: Asked, message: Message, [next, ...rest] = simpler(message)): Promise<void> {
    const { id } = asked.invocation
    let refused = false
    for (const way of waysTo(asked, message)) {
      try {
        return await way()
      } catch (error) {
        if (!(error instanceof OutsideError)) throw error
        refused ||= error.fault.fault === 'refused'
        log.info({ err: error, invocation: id }, 'an answer has to go another way')
      }
    }
    if (refused && next) return tell(asked, next, rest)
    throw new Error(`No way led to the person who asked for ${id}.`)
  }

  function waysTo({ invocation, responseUrl, inBoth }: Asked, message: Message): (() => Promise<void>)[] {
    const { id, user, channel, thread } = invocation
    /** Where it is still to be shown: what one way has shown, the next does not show again. */
    const left = inBoth ? [undefined, thread] : [thread]
    const wherever = async (show: (thread: string | undefined) => Promise<void>) => {
      while (left.length > 0) {
        await show(left[0])
        left.shift()
      }
    }
    const ways = [
      async () => {
        const direct = await chat.direct(user)
        await patiently(() => chat.post({ channel: direct }, message, { mark: `reply/${id}`, urgent: true }))
      },
    ]
    if (channel)
      ways.unshift(() => wherever(thread => chat.ephemeral(placeOf(channel, thread), user, message)))
    if (responseUrl)
      ways.unshift(() =>
        wherever(thread => respond(responseUrl, message, { seenBy: 'person', thread, timeoutMs })),
      )
    return ways
  }

  return tell
}
