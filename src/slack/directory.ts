import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { OutsideError } from '../domain/errors.ts'
import type { Person } from '../domain/person.ts'
import type { Directory, Member } from '../ports/directory.ts'
import { type Age, createCache } from './cache.ts'
import { createChannelLookups } from './channels.ts'
import { createPeopleLookups } from './people.ts'

export interface DirectoryDeps {
  client: WebClient
  now(): number
  log: Logger
}

const ttlMs = 300_000
/** Where somebody's rights depend on it: whoever was just taken out of a group is out. */
const entitled: Age = { freshMs: 10_000, standsMs: 600_000 }
/** Lists have one key only. */
const all = 'all'

/** Who is who in Slack. With Slack away and nothing known from before, it rejects: unknown is not nobody. */
export function createDirectory({ client, now, log }: DirectoryDeps): Directory {
  const persons = createPeopleLookups(client)
  const channels = createChannelLookups(client)
  const cache = <T>(load: (key: string) => Promise<T>) => createCache({ load, ttlMs, now, log })
  const groups = cache(persons.groups)
  const joined = cache(channels.joined)
  const visible = cache(channels.visible)
  const shown = cache(channels.name)
  const member = cache(persons.member)
  const byEmail = cache(persons.byEmail)
  const group = async (handle: string, age?: Age) => (await groups(all, age)).get(handle.replace(/^@/, ''))

  /** Slack has said who is in a group: one whom it does not describe at the moment holds up none of the others. */
  const ofGroup = (id: string): Promise<Member | undefined> =>
    member(id).catch(error => {
      if (!(error instanceof OutsideError)) throw error
      log.warn({ err: error, user: id }, 'somebody of a group is known by id only')
      return { id, name: id }
    })

  async function people(person: Person, age?: Age): Promise<Member[]> {
    if (!person.startsWith('@')) {
      const one = await (person.includes('@') ? byEmail : member)(person, age)
      return one ? [one] : []
    }
    const members = await Promise.all(((await group(person, age))?.users ?? []).map(ofGroup))
    return members.filter((one): one is Member => one !== undefined)
  }

  return {
    people: person => people(person),
    entitled: person => people(person, entitled),
    group: async handle => (await group(handle))?.id,
    member: id => member(id),
    byEmail: email => byEmail(email),
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
