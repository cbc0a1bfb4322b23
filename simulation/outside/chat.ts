import type { Chat } from '../../src/ports/chat.ts'
import type { Directory } from '../../src/ports/directory.ts'
import type { Call, Caller, Wire } from '../wire.ts'
import type { World } from '../world.ts'

/** How long one call may take, as in the real thing. */
export const callMs = 2_500

/** Slack as a process reaches it. */
export function createChat(
  wire: Wire,
  from: Caller,
  { slack, posted }: Pick<World, 'slack' | 'posted'>,
): Chat & { directory: Directory } {
  const ask = <T>(method: string, given: unknown, effect: Call<T>['effect'], limitMs = callMs) =>
    wire(from, { service: 'slack', method, given, effect, limitMs })
  const look = <T>(method: string, given: unknown, effect: Call<T>['effect']) =>
    wire(from, { service: 'slack', method, given, effect, limitMs: callMs, reads: true })
  const { groups, everybody } = slack
  const people = (person: string) =>
    look(
      'people',
      person,
      () => groups[person] ?? everybody.filter(({ id, email }) => id === person || email === person),
    )
  return {
    post: (place, message, { mark, timeoutMs }) =>
      ask(
        'post',
        mark,
        tookMs => {
          const answer = slack.post(place, message, mark)
          posted(mark, tookMs)
          return answer
        },
        timeoutMs,
      ),
    update: (channel, ts, message) =>
      ask('update', [channel, ts, message.text], () => slack.update(channel, ts, message)),
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
