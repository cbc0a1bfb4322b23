import type { Message } from '../../blocks/message.ts'
import { plain } from '../../blocks/plain.ts'
import { isUnshowable } from '../ports/chat.ts'

/** Sends a message; where Slack will not show it so, once more in plain sections. */
export const shownSomehow = <T>(send: (message: Message) => Promise<T>, message: Message): Promise<T> =>
  send(message).catch(error => {
    if (!isUnshowable(error)) throw error
    return send(plain(message))
  })
