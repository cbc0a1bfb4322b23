import { trouble as troubleMessage } from '../../../blocks/trouble.ts'
import { OutsideError } from '../../domain/errors.ts'
import type { System } from '../../domain/system.ts'
import type { Chat } from '../../ports/chat.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Directory } from '../../ports/directory.ts'
import type { Posts } from '../../ports/posts.ts'
import { lookUp } from '../look-up.ts'
import type { Hold, InHand, Performer } from '../performer.ts'
import type { PostOnce } from '../post-once.ts'
import { channelOf } from './cards.ts'

const owner = 'trouble'
/** So long it is remembered what was told. */
const keptMs = 3 * 24 * 3_600_000

export interface TroubleDeps {
  posts: Posts
  chat: Chat
  clock: Clock
  directory: Directory
  postOnce: PostOnce
  system(name: string): System | undefined
}

/**
 * Tells of a trouble in the first of a system's channels that takes it, last in the one where it arose; where none does,
 * whoever the ladder tells first hears of it in person.
 */
export function trouble(deps: TroubleDeps): Performer<'trouble'> {
  const { posts, chat, clock, directory, postOnce, system } = deps

  async function forgetOld({ system, claim }: Hold): Promise<void> {
    for (const [intent, { at = 0 }] of Object.entries(await posts.all(system, owner)))
      if (at < clock.now() - keptMs * clock.rate()) await posts.forget(system, owner, intent, claim)
  }

  /** Answers what a place refuses: it may well be taken in the next. */
  async function tell(inHand: InHand<'trouble'>, channel: () => Promise<string>, to = '') {
    const { about, hour, text } = inHand.job
    try {
      const place = { channel: await channel() }
      const intent = `${about}@${hour}${to}`
      await postOnce(inHand, { incident: owner, intent, place, message: troubleMessage(text) })
      return undefined
    } catch (error) {
      if (!(error instanceof OutsideError && error.fault.fault === 'refused')) throw error
      return error
    }
  }

  async function isToldInPerson(inHand: InHand<'trouble'>): Promise<boolean> {
    const first = system(inHand.system)?.escalation[0]?.notify ?? []
    const { found } = await lookUp(first, person => directory.people(person))
    const people = new Set(found.flatMap(({ is }) => is.map(({ id }) => id)))
    let isTold = false
    for (const id of people) if (!(await tell(inHand, () => chat.direct(id), `:${id}`))) isTold = true
    return isTold
  }

  return async inHand => {
    const { but } = inHand.job
    const named = Object.values(system(inHand.system)?.environments ?? {}).map(({ channel }) => channel)
    const channels = [...new Set(named)].sort((a, b) => Number(a === but) - Number(b === but))
    let refusal: OutsideError | undefined
    for (const name of channels) {
      refusal = await tell(inHand, () => channelOf(directory, name))
      if (!refusal) return forgetOld(inHand)
    }
    if (!(await isToldInPerson(inHand))) throw refusal
    await forgetOld(inHand)
  }
}
