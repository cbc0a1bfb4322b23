import { checklistDone, checklist as message } from '../../../blocks/checklist.ts'
import { isDone } from '../../domain/checklist/checklist.ts'
import type { Directory } from '../../ports/directory.ts'
import type { Store } from '../../ports/store.ts'
import type { Performer } from '../performer.ts'
import { type ShowInPlaceDeps, showInPlace } from '../show-in-place.ts'
import { channelOf } from './cards.ts'

export interface ShowChecklistDeps extends ShowInPlaceDeps {
  store: Pick<Store, 'checklist'>
  directory: Directory
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
    const place = { ...list.place, channel: await channelOf(directory, list.place.channel) }
    const shown = {
      incident: list.id,
      intent: 'card',
      place,
      message: message(list, { title: title(system) }),
    }
    await showInPlace(deps, inHand, shown, async posted => {
      if (!posted || !isDone(list)) return
      const below = { channel: posted.channel, thread: posted.thread ?? posted.ts }
      const done = { incident: list.id, intent: 'done', place: below, message: checklistDone(list) }
      await deps.postOnce(inHand, done)
    })
  }
