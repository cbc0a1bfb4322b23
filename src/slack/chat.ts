import { performance } from 'node:perf_hooks'
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { OutsideError } from '../domain/errors.ts'
import type { Chat } from '../ports/chat.ts'
import type { Lanes } from '../ports/lanes.ts'
import { channelLane, createCall, given, tier3 } from './call.ts'
import { eventType, findPosts } from './find.ts'
import { createIdentity } from './identity.ts'
import { createUpload } from './upload.ts'
import { createWebClient } from './web-client.ts'

export interface ChatDeps {
  token: string
  apiUrl?: string | undefined
  lanes: Lanes
  /** Real milliseconds that one call may take, where the caller sets no other. */
  timeoutMs: number
  log: Logger
}

const inThread = (thread: string | undefined, broadcast = false) =>
  thread === undefined ? {} : { thread_ts: thread, ...(broadcast && { reply_broadcast: true as const }) }

/** Slack as Belay writes to it: one attempt per call, in lanes, and every failure says whether it may have worked. */
export function createChat({ token, apiUrl, lanes, timeoutMs, log }: ChatDeps): Chat {
  const clientFor = (limitMs: number) => createWebClient({ token, apiUrl, timeoutMs: limitMs, log })
  const client = clientFor(timeoutMs)
  const call = createCall({ lanes, log })
  const identity = createIdentity(client)
  const directs = new Map<string, string>()
  /** Channels whose turn was taken for a message that Slack refused: the next one, in plain text perhaps, has it. */
  const unused = new Set<string>()

  /** A client for what is left of a call's time when its turn has come: a process may have stood still meanwhile. */
  function clientWithin(limitMs: number): () => WebClient {
    const until = performance.now() + limitMs
    return () => {
      const leftMs = Math.floor(until - performance.now())
      if (leftMs <= 0) throw tooLate()
      return clientFor(leftMs)
    }
  }

  return {
    async post(
      { channel, thread },
      { text, blocks },
      { mark, broadcast, urgent = false, timeoutMs: limitMs = timeoutMs },
    ) {
      const within = clientWithin(limitMs)
      const rank = urgent ? 'page' : thread === undefined ? 'card' : 'thread'
      const lane = { ...channelLane(channel, rank, mark), taken: unused.delete(channel) }
      try {
        const sent = await call('chat.postMessage', lane, () =>
          within().chat.postMessage({
            channel,
            text,
            blocks,
            ...inThread(thread, broadcast),
            metadata: { event_type: eventType, event_payload: { mark } },
            unfurl_links: false,
            unfurl_media: false,
          }),
        )
        return { ts: given(sent.ts, 'chat.postMessage') }
      } catch (error) {
        if (error instanceof OutsideError && error.fault.fault === 'refused') unused.add(channel)
        throw error
      }
    },

    async update(channel, ts, { text, blocks }, rank = 'thread') {
      // Unlike the other methods, this one would turn names in plain text into links and mentions.
      const asWritten = { parse: 'none', link_names: false } as const
      const lane = tier3('chat.update', `${channel}:${ts}`, rank)
      const within = clientWithin(timeoutMs)
      await call('chat.update', lane, () => within().chat.update({ channel, ts, text, blocks, ...asWritten }))
    },

    async remove(channel, ts) {
      const within = clientWithin(timeoutMs)
      try {
        await call('chat.delete', tier3('chat.delete', `${channel}:${ts}`), () =>
          within().chat.delete({ channel, ts }),
        )
      } catch (error) {
        if (error instanceof OutsideError && error.fault.code === 'message_not_found') return
        throw error
      }
    },

    async find(place, mark, since) {
      return findPosts({ client, call, lanes, own: await identity() }, place, mark, since)
    },

    async ephemeral({ channel, thread }, user, { text, blocks }) {
      await call('chat.postEphemeral', undefined, () =>
        client.chat.postEphemeral({ channel, user, text, blocks, ...inThread(thread) }),
      )
    },

    async direct(user) {
      const known = directs.get(user)
      if (known !== undefined) return known
      const opened = await call('conversations.open', undefined, () =>
        client.conversations.open({ users: user }),
      )
      const channel = given(opened.channel?.id, 'conversations.open')
      directs.set(user, channel)
      return channel
    },

    async openModal(triggerId, view) {
      await call('views.open', undefined, () => client.views.open({ trigger_id: triggerId, view }))
    },

    upload: createUpload(client, call, timeoutMs),

    async permalink(channel, ts) {
      const answer = await call('chat.getPermalink', undefined, () =>
        client.chat.getPermalink({ channel, message_ts: ts }),
      )
      return given(answer.permalink, 'chat.getPermalink')
    },
  }
}

const tooLate = () =>
  new OutsideError('No time was left to send.', { service: 'slack', fault: 'away', effect: 'none' })
