import type { Logger } from 'pino'
import {
  failedFile,
  failedPost,
  formByButton,
  formTooLong,
  isTooLong,
  unopened,
} from '../../blocks/apology.ts'
import type { FileDraft, Message, View } from '../../blocks/message.ts'
import { plain } from '../../blocks/plain.ts'
import { OutsideError } from '../domain/errors.ts'
import { type Chat, isUnshowable } from '../ports/chat.ts'
import type { Reply } from '../ports/invocation.ts'
import type { Once } from './once.ts'
import { patiently } from './patience.ts'
import { keepPlace } from './payloads/place.ts'
import { respond } from './respond.ts'
import { type Asked, createTell, placeOf } from './tell.ts'

export interface AnswerDeps {
  chat: Chat
  /** What has been shared that is shared once. */
  shared: Once
  log: Logger
  timeoutMs: number
}

type Shared = Extract<Reply, { file: FileDraft }>
type Public = Extract<Reply, { to: 'channel'; message: Message }>

/** Gives people what their command answered; what cannot be shown to all is told to whoever asked. */
export function createAnswer({ chat, shared, log, timeoutMs }: AnswerDeps) {
  const tell = createTell({ chat, log, timeoutMs })

  async function post(asked: Asked, { message, place: elsewhere, told }: Public): Promise<void> {
    const { invocation, responseUrl } = asked
    const { id } = invocation
    const { channel, thread } = elsewhere ?? invocation
    if (channel === undefined) return tell(asked, message)
    const refused = (error: unknown) => {
      if (!(error instanceof OutsideError)) throw error
      log.warn({ err: error, channel }, 'an answer did not reach its channel')
      return error
    }
    const place = placeOf(channel, thread)
    const send = (what: Message) =>
      patiently(() => chat.post(place, what, { mark: `reply/${id}`, urgent: true }))
    try {
      await send(message).catch(error => {
        if (!isUnshowable(error)) throw error
        log.warn({ err: error, channel }, 'an answer is shown in plain sections')
        return send(plain(message))
      })
    } catch (error) {
      const why = refused(error)
      if (why.fault.effect === 'none' && responseUrl) {
        try {
          return await respond(responseUrl, message, { seenBy: 'channel', thread, timeoutMs })
        } catch (error) {
          refused(error)
        }
      }
      return tell(asked, failedPost(message, why))
    }
    if (told) await tell(asked, told)
  }

  async function open(asked: Asked, view: View): Promise<void> {
    const { invocation } = asked
    const { triggerId, text } = invocation
    if (triggerId === undefined) return tell(asked, formByButton(text))
    const placed = { ...view, private_metadata: keepPlace(view.private_metadata ?? '', invocation) }
    if (isTooLong(placed)) return tell(asked, formTooLong)
    try {
      await chat.openModal(triggerId, placed)
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error
      log.warn({ err: error, invocation: invocation.id }, 'a form was not opened')
      await tell(asked, unopened(text, error))
    }
  }

  async function share(asked: Asked, { file, place, told, once }: Shared): Promise<void> {
    const { channel, thread, user } = asked.invocation
    if (once && !(await shared.isFirst(once.name))) return tell(asked, once.already)
    try {
      await chat.upload(place ?? placeOf(channel ?? (await chat.direct(user)), thread), file)
    } catch (error) {
      if (once) await shared.end(once.name)
      if (!(error instanceof OutsideError)) throw error
      log.warn({ err: error, file: file.name }, 'a file was not uploaded')
      return tell(asked, failedFile(file, error))
    }
    if (told) await tell(asked, told)
  }

  return async function answer(asked: Asked, reply: Reply): Promise<void> {
    if (reply.to === 'nobody') return
    if ('view' in reply) return open(asked, reply.view)
    if ('file' in reply) return share(asked, reply)
    return reply.to === 'person' ? tell(asked, reply.message) : post(asked, reply)
  }
}
export type Answer = ReturnType<typeof createAnswer>
