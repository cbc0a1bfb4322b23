import { trouble as troubleMessage } from '../../../blocks/trouble.ts'
import { OutsideError } from '../../domain/errors.ts'
import type { System } from '../../domain/system.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Directory } from '../../ports/directory.ts'
import type { Posts } from '../../ports/posts.ts'
import type { Hold, Performer } from '../performer.ts'
import type { PostOnce } from '../post-once.ts'
import { channelOf } from './cards.ts'

const owner = 'trouble'
/** So long it is remembered what was told. */
const keptMs = 3 * 24 * 3_600_000

export interface TroubleDeps {
  posts: Posts
  clock: Clock
  directory: Directory
  postOnce: PostOnce
  system(name: string): System | undefined
}

/** Tells of a trouble in the first of a system's channels that takes it, last in the one where it arose. */
export function trouble(deps: TroubleDeps): Performer<'trouble'> {
  const { posts, clock, directory, postOnce, system } = deps

  async function forgetOld({ system, claim }: Hold): Promise<void> {
    for (const [intent, { at = 0 }] of Object.entries(await posts.all(system, owner)))
      if (at < clock.now() - keptMs * clock.rate()) await posts.forget(system, owner, intent, claim)
  }

  return async inHand => {
    const { about, hour, text, but } = inHand.job
    const named = Object.values(system(inHand.system)?.environments ?? {}).map(({ channel }) => channel)
    const channels = [...new Set(named)].sort((a, b) => Number(a === but) - Number(b === but))
    let refusal: unknown
    for (const name of channels) {
      try {
        const place = { channel: await channelOf(directory, name) }
        const intent = `${about}@${hour}`
        await postOnce(inHand, { incident: owner, intent, place, message: troubleMessage(text) })
        return forgetOld(inHand)
      } catch (error) {
        // What one channel refuses may well be taken in the next.
        if (!(error instanceof OutsideError && error.fault.fault === 'refused')) throw error
        refusal = error
      }
    }
    throw refusal
  }
}
