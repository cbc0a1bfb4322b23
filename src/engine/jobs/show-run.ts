import { runMessage } from '../../../blocks/run.ts'
import { alreadyAnswered, glassBroken } from '../../../blocks/run-direct.ts'
import type { Run } from '../../domain/run/run.ts'
import type { System } from '../../domain/system.ts'
import type { Chat } from '../../ports/chat.ts'
import type { Directory, Member } from '../../ports/directory.ts'
import type { Posts } from '../../ports/posts.ts'
import type { Store } from '../../ports/store.ts'
import { type Edit, shownIn } from '../edit.ts'
import type { Hold, Performer } from '../performer.ts'
import type { PostOnce } from '../post-once.ts'
import { channelOf } from './cards.ts'

export interface ShowRunDeps {
  store: Store
  posts: Posts
  chat: Chat
  directory: Directory
  postOnce: PostOnce
  edit: Edit
  system(name: string): System | undefined
}

/**
 * Makes a run's messages show its saved state: one where it was asked for, posted once and then edited in place, and one
 * to each of those who may approve it, until it needs nobody any more.
 */
export function showRun(deps: ShowRunDeps): Performer<'show-run'> {
  const { store, posts, chat, directory, postOnce, edit } = deps

  /** Those who may say yes: not whoever asked. */
  async function approvers(run: Run): Promise<Member[]> {
    const named = deps.system(run.system)?.people.approvers ?? []
    const members = (await Promise.all(named.map(person => directory.people(person)))).flat()
    return [
      ...new Map(members.filter(({ id }) => id !== run.requestedBy.id).map(one => [one.id, one])).values(),
    ]
  }

  async function inPlace(hold: Hold, run: Run, names: string[]): Promise<void> {
    const message = runMessage(run, { approvers: names })
    const place = { ...run.place, channel: await channelOf(directory, run.place.channel) }
    const intent = { incident: run.id, intent: 'card', place, message, shown: shownIn(message) }
    // Somebody has just asked for it, or is to say yes: it does not wait behind other cards.
    const posted = await postOnce(hold, { ...intent, urgent: run.state === 'proposed' })
    if (posted && posted.shown !== shownIn(message)) await edit(hold, run.id, 'card', posted, message)
  }

  /** Asks each of them in person; once it needs nobody any more, their messages say so and lose their buttons. */
  async function inPerson(hold: Hold, run: Run, people: Member[]): Promise<void> {
    const known = await posts.all(hold.system, run.id)
    const isAsking = run.state === 'proposed'
    for (const [intent, post] of Object.entries(known)) {
      if (isAsking || !intent.startsWith('ask:') || post.state !== 'posted') continue
      const over = alreadyAnswered(run)
      if (post.shown !== shownIn(over)) await edit(hold, run.id, intent, post, over)
    }
    const tells = isAsking
      ? { intent: 'ask', message: runMessage(run, { approvers: people.map(({ name }) => name) }) }
      : run.breakGlass && { intent: 'glass', message: glassBroken(run) }
    if (!tells) return
    for (const { id } of people) {
      const { intent, message } = tells
      const place = { channel: await chat.direct(id) }
      await postOnce(hold, { incident: run.id, intent: `${intent}:${id}`, place, message, urgent: true })
    }
  }

  return async inHand => {
    const { system, job } = inHand
    const run = (await store.run(system, job.run))?.value
    if (!run) return
    const people = run.state === 'proposed' || run.breakGlass ? await approvers(run) : []
    await inPlace(
      inHand,
      run,
      people.map(({ name }) => name),
    )
    await inPerson(inHand, run, people)
  }
}
