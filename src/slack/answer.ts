import type { Logger } from 'pino'
import { failedFile, failedPost, formByButton, unopened } from '../../blocks/apology.ts'
import type { FileDraft, Message, View } from '../../blocks/message.ts'
import { plain } from '../../blocks/plain.ts'
import { OutsideError } from '../domain/errors.ts'
import { type Chat, isUnshowable, type Place } from '../ports/chat.ts'
import type { Invocation, Reply } from '../ports/invocation.ts'
import type { Once } from './once.ts'
import { patiently } from './patience.ts'
import { keepPlace } from './payloads/place.ts'
import { respond } from './respond.ts'

export interface AnswerDeps {
  chat: Chat
  /** What has been shared that is shared once. */
  shared: Once
  log: Logger
  timeoutMs: number
}

type Shared = Extract<Reply, { file: FileDraft }>
type Public = Extract<Reply, { to: 'channel'; message: Message }>

export interface Asked {
  invocation: Invocation
  responseUrl?: string | undefined
  /** Which button of which message was pressed, and by whom. */
  press?: string | undefined
  /** It was asked in the thread or in its channel, and nobody knows in which: what is for the person is shown in both. */
  inBoth?: boolean
}

/** What is left of a message that Slack will not show: its words must reach the person. */
const simpler = (message: Message): Message[] => [plain(message), { text: message.text, blocks: [] }]

/** Gives people what their command answered; where Slack refuses one way, it takes the next. */
export function createAnswer({ chat, shared, log, timeoutMs }: AnswerDeps) {
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
    const wherever = async (show: (thread: string | undefined) => Promise<void>) => {
      if (inBoth) await show(undefined)
      await show(thread)
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
    try {
      const placed = { ...view, private_metadata: keepPlace(view.private_metadata ?? '', invocation) }
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

const placeOf = (channel: string, thread: string | undefined): Place => ({
  channel,
  ...(thread === undefined ? {} : { thread }),
})
