import { checklistTransition } from '../../domain/checklist/transition.ts'
import type { Run } from '../../domain/run/run.ts'
import type { Store } from '../../ports/store.ts'
import { shownAgain } from '../checklists/shown-again.ts'
import type { Written } from '../saving.ts'

/** The item of a checklist that a run was asked for by is ticked with it, once it has succeeded. */
export async function seenTo(
  store: Pick<Store, 'checklist'>,
  { system, state, origin, requestedBy: by }: Run,
  at: number,
): Promise<Partial<Written>[]> {
  const item = origin?.item
  if (!item || state !== 'succeeded') return []
  const found = await store.checklist(system, item.checklist)
  const outcome =
    found && checklistTransition(found.value, { type: 'tick', ran: true, step: item.step, by, at })
  if (!outcome?.ok || outcome.list === found?.value) return []
  return [
    {
      changes: [{ expected: found!.version, checklist: outcome.list }],
      owed: [shownAgain(item.checklist, at)],
    },
  ]
}
