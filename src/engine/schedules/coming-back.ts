import { createHash } from 'node:crypto'
import { canonical } from '../../domain/canonical.ts'
import type { Recurrence } from '../../domain/recurrence.ts'
import { idOf, type ScheduleKind } from '../../domain/schedule/schedule.ts'
import type { ScheduleSettings } from '../../domain/schedule/settings.ts'
import type { System } from '../../domain/system.ts'

/** What this Belay's files do not have so is left for so long to another that runs beside it, in milliseconds. */
export const leftMs = 600_000

/** Something of a system's file that comes back by itself. */
export interface ComingBack {
  id: string
  kind: ScheduleKind
  name: string
  when: Recurrence
  /** Of what the file says: an allowance is for that. */
  digest: string
  /** Of a change: what is to be done. */
  change?: ScheduleSettings
}

export function comingBack({ system, checklists = {}, schedules = {} }: System): ComingBack[] {
  const one = (kind: ScheduleKind, name: string, when: Recurrence, settings: object): ComingBack => ({
    id: idOf(kind, name),
    kind,
    name,
    when,
    digest: createHash('sha256')
      .update(canonical([system, kind, name, settings]))
      .digest('hex'),
  })
  return [
    ...Object.entries(checklists).flatMap(([name, settings]) => {
      const { at, zone } = settings
      return at === undefined || zone === undefined ? [] : [one('checklist', name, { at, zone }, settings)]
    }),
    ...Object.entries(schedules).map(([name, change]) => ({
      ...one('change', name, { at: change.at, zone: change.zone }, change),
      change,
    })),
  ]
}

/** The run of one time that is due: the same for whoever begins it. */
export const idOfOccurrence = (system: string, id: string, dueAt: number): string =>
  createHash('sha256').update(`${system} ${id} ${dueAt}`).digest('hex').slice(0, 16)
