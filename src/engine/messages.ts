import type { Logger } from 'pino'
import { OutsideError } from '../domain/errors.ts'
import type { Chat } from '../ports/chat.ts'
import type { Messages } from './faces.ts'

/** The messages in Slack that people point at. */
export function createMessages(chat: Pick<Chat, 'permalink'>, log: Pick<Logger, 'warn'>): Messages {
  return {
    async link({ channel, ts }) {
      try {
        return await chat.permalink(channel, ts)
      } catch (error) {
        if (!(error instanceof OutsideError)) throw error
        log.warn({ err: error, channel, ts }, 'Slack gave no link to a message')
        return undefined
      }
    },
  }
}
