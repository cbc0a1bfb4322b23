import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { OutsideError } from '../domain/errors.ts'
import type { Directory, Member } from '../ports/directory.ts'
import { createCache } from './cache.ts'
import { createChannelLookups } from './channels.ts'
import { createPeopleLookups } from './people.ts'

export interface DirectoryDeps {
  client: WebClient
  now(): number
  log: Logger
}

const ttlMs = 300_000
/** Lists have one key only. */
const all = 'all'

/** Who is who in Slack. With Slack away and nothing known from before, it rejects: unknown is not nobody. */
export function createDirectory({ client, now, log }: DirectoryDeps): Directory {
  const people = createPeopleLookups(client)
  const channels = createChannelLookups(client)
  const cache = <T>(load: (key: string) => Promise<T>) => createCache({ load, ttlMs, now, log })
  const groups = cache(people.groups)
  const joined = cache(channels.joined)
  const visible = cache(channels.visible)
  const shown = cache(channels.name)
  const member = cache(people.member)
  const byEmail = cache(people.byEmail)
  const group = async (handle: string) => (await groups(all)).get(handle.replace(/^@/, ''))

  /** Slack has said who is in a group: one whom it does not describe at the moment holds up none of the others. */
  const ofGroup = (id: string): Promise<Member | undefined> =>
    member(id).catch(error => {
      if (!(error instanceof OutsideError)) throw error
      log.warn({ err: error, user: id }, 'somebody of a group is known by id only')
      return { id, name: id }
    })

  return {
    async people(person) {
      if (!person.startsWith('@')) {
        const one = await (person.includes('@') ? byEmail(person) : member(person))
        return one ? [one] : []
      }
      const members = await Promise.all(((await group(person))?.users ?? []).map(ofGroup))
      return members.filter((one): one is Member => one !== undefined)
    },
    group: async handle => (await group(handle))?.id,
    member,
    byEmail,
    async channel(name) {
      if (!name.startsWith('#')) return name
      const plain = name.slice(1)
      return (await joined(all)).get(plain) ?? (await visible(all)).get(plain)
    },
    async channelName(id) {
      const [known] = [...(await joined(all))].find(([, its]) => its === id) ?? []
      const plain = known ?? (await shown(id))
      return plain === undefined ? undefined : `#${plain}`
    },
  }
}
