import { alreadyAnswered, type RunHome } from '../../../blocks/run-direct.ts'
import { pingOver } from '../../../blocks/run-ping.ts'
import type { Run } from '../../domain/run/run.ts'
import type { System } from '../../domain/system.ts'
import type { Chat } from '../../ports/chat.ts'
import type { Member } from '../../ports/directory.ts'
import type { Post, Posts } from '../../ports/posts.ts'
import { eachByItself } from '../each-by-itself.ts'
import { type Edit, shownIn } from '../edit.ts'
import type { Hold } from '../performer.ts'
import type { Posted, PostOnce } from '../post-once.ts'
import { unlessGone } from '../unless-gone.ts'
import { type Telling, tellings } from './run-tellings.ts'

export interface TellRunDeps {
  posts: Posts
  chat: Chat
  postOnce: PostOnce
  edit: Edit
  system(name: string): System | undefined
}

/**
 * Tells of a run whom it concerns: those who may approve are asked in person, and pinged where somebody wants that;
 * whoever asked hears of a no. What asks for a yes is edited once nobody is asked any more.
 */
export function createTellRun({ posts, chat, postOnce, edit, system }: TellRunDeps) {
  const linkTo = async (card: Post | undefined): Promise<string | undefined> =>
    card?.state === 'posted' ? chat.permalink(card.channel, card.ts) : undefined

  return async function tell(
    hold: Hold,
    run: Run,
    card: Posted | undefined,
    people: Member[],
  ): Promise<void> {
    const known = await posts.all(hold.system, run.id)
    const owed = tellings(run, card, people, chat).filter(({ intent }) => known[intent]?.state !== 'posted')
    const home = owed.length > 0 ? await homeOf(run, known.card) : undefined
    const post = async ({ place, message, ...telling }: Telling, home: RunHome) =>
      postOnce(hold, {
        ...telling,
        incident: run.id,
        place: await place(),
        message: message(home),
        urgent: true,
      })
    // That one cannot be told keeps nobody else from it.
    await eachByItself([
      ...answered(hold, run, known),
      ...(home ? owed.map(one => () => post(one, home)) : []),
    ])
  }

  /** What asked for a yes, once nobody is asked any more. */
  function answered(hold: Hold, run: Run, known: Record<string, Post>): (() => Promise<unknown>)[] {
    return Object.entries(run.state === 'proposed' ? {} : known).flatMap(([intent, post]) => {
      if (!/^(ask|ping):/.test(intent) || post.state !== 'posted') return []
      const over = intent.startsWith('ask:') ? alreadyAnswered(run) : pingOver(run)
      return post.shown === shownIn(over) ? [] : () => unlessGone(edit(hold, run.id, intent, post, over))
    })
  }

  async function homeOf(run: Run, card: Post | undefined): Promise<RunHome> {
    return {
      title: system(run.system)?.title ?? run.system,
      message: await linkTo(card),
      incident:
        run.incident && (await unlessGone(linkTo(await posts.get(run.system, run.incident.id, 'card')))),
    }
  }
}
