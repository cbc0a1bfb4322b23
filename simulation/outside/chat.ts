import type { Logger } from 'pino'
import { OutsideError } from '../../src/domain/errors.ts'
import type { Chat } from '../../src/ports/chat.ts'
import type { Directory } from '../../src/ports/directory.ts'
import type { Lanes } from '../../src/ports/lanes.ts'
import { channelLane, createCall } from '../../src/slack/call.ts'
import type { Call, Caller, Wire } from '../wire.ts'
import type { World } from '../world.ts'

/** How long one call may take, as in the real thing. */
export const callMs = 2_500

/** Slack as a process reaches it. */
export function createChat(
  wire: Wire,
  from: Caller,
  {
    slack,
    limits,
    posted,
    edited,
    scheduler,
  }: Pick<World, 'slack' | 'limits' | 'posted' | 'edited' | 'scheduler'>,
  { lanes, log }: { lanes: Lanes; log: Logger },
): Chat & { directory: Directory } {
  const ask = <T>(method: string, given: unknown, effect: Call<T>['effect'], limitMs = callMs) =>
    wire(from, { service: 'slack', method, given, effect, limitMs })
  const look = <T>(method: string, given: unknown, effect: Call<T>['effect']) =>
    wire(from, { service: 'slack', method, given, effect, limitMs: callMs, reads: true })
  const call = createCall({ lanes, log })
  const { groups, everybody } = slack
  /** As with the real one: whoever has stood still since its turn came sends nothing any more. */
  function within(limitMs: number): () => number {
    const until = scheduler.now() + limitMs
    return () => {
      const leftMs = until - scheduler.now()
      if (leftMs > 0) return leftMs
      throw new OutsideError('no time was left', { service: 'slack', fault: 'away', effect: 'none' })
    }
  }
  const people = (person: string) =>
    look(
      'people',
      person,
      () => groups[person] ?? everybody.filter(({ id, email }) => id === person || email === person),
    )
  return {
    post(place, message, { mark, urgent = false, timeoutMs }) {
      const rank = urgent ? 'page' : place.thread === undefined ? 'card' : 'thread'
      const left = within(timeoutMs ?? callMs)
      return call('post', channelLane(place.channel, rank, mark), () =>
        ask(
          'post',
          mark,
          tookMs => {
            limits.asked(place.channel, tookMs)
            const answer = slack.post(place, message, mark)
            posted(mark, tookMs)
            return answer
          },
          left(),
        ),
      )
    },
    // Its lane is that of the whole workspace: in here time goes by too quickly for it.
    update: (channel, ts, message) =>
      ask('update', [channel, ts, message.text], () => {
        slack.update(channel, ts, message)
        edited(channel, ts)
      }),
    remove: (channel, ts) => ask('remove', [channel, ts], () => slack.remove(channel, ts)),
    find: (place, mark, since) => look('find', mark, () => slack.find(place, mark, since)),
    direct: user => look('direct', user, () => `D-${user}`),
    permalink: (channel, ts) => look('permalink', ts, () => `https://slack.example.com/${channel}/${ts}`),
    async ephemeral() {},
    async openModal() {},
    async upload() {},

    directory: {
      people,
      entitled: people,
      group: handle =>
        look('group', handle, () => (groups[handle] ? `S${handle.slice(1).toUpperCase()}` : undefined)),
      member: id => look('member', id, () => everybody.find(member => member.id === id)),
      byEmail: email => look('byEmail', email, () => everybody.find(member => member.email === email)),
      channel: name => look('channel', name, () => name.replace('#', 'C-')),
      // As long as a process lives, it knows this.
      channelName: async id => id.replace('C-', '#'),
    },
  }
}
