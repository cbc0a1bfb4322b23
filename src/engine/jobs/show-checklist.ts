import { checklistDone, checklist as message } from '../../../blocks/checklist.ts'
import { isDone } from '../../domain/checklist/checklist.ts'
import type { Directory } from '../../ports/directory.ts'
import type { Store } from '../../ports/store.ts'
import type { Edit } from '../edit.ts'
import type { Performer } from '../performer.ts'
import type { PostOnce } from '../post-once.ts'
import { showInPlace } from '../show-in-place.ts'
import { channelOf } from './cards.ts'

export interface ShowChecklistDeps {
  store: Pick<Store, 'checklist'>
  directory: Directory
  postOnce: PostOnce
  edit: Edit
  title(system: string): string
}

/** Makes a checklist's one message show how it stands, and says below it that it is done. */
export const showChecklist =
  (deps: ShowChecklistDeps): Performer<'show-checklist'> =>
  async inHand => {
    const { store, directory, title } = deps
    const { system, job } = inHand
    const list = (await store.checklist(system, job.checklist))?.value
    if (!list) return
    const card = message(list, { title: title(system) })
    const place = { ...list.place, channel: await channelOf(directory, list.place.channel) }
    const posted = await showInPlace(deps, inHand, {
      incident: list.id,
      intent: 'card',
      place,
      message: card,
    })
    if (!posted || !isDone(list)) return
    const below = { channel: posted.channel, thread: list.place.thread ?? posted.ts }
    await deps.postOnce(inHand, {
      incident: list.id,
      intent: 'done',
      place: below,
      message: checklistDone(list),
    })
  }
