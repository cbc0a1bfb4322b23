import type { ChecklistSettings } from '../../domain/checklist/settings.ts'
import type { Recurrence } from '../../domain/recurrence.ts'
import { mainEnvironment } from '../../domain/routing.ts'
import { type Procedure, stepsOf } from '../../domain/runbook/runbook.ts'
import type { System } from '../../domain/system.ts'
import type { Volume } from '../../runbook/library.ts'
import { procedureOf } from '../../runbook/procedure.ts'

/** A list that can be gone through. */
export interface KnownList {
  name: string
  title: string
  procedure: Procedure
  part?: string
  environment: string
  when?: Recurrence
}

/** The lists that a system's file names, and those of its runbook whose headings say that they are some. */
export function listsIn(system: System, volume: Volume): KnownList[] {
  const settings = system.checklists ?? {}
  const named = Object.entries(settings).flatMap(([name, one]) => {
    const procedure = procedureOf(volume, one.procedure)
    return procedure ? [listOf(name, one, procedure, system)] : []
  })
  const taken = new Set(Object.values(settings).map(({ procedure }) => procedure))
  const environment = mainEnvironment(system)
  const others = volume.runbook.procedures
    .filter(one => !taken.has(one.id) && saysSo(one))
    .map(
      (procedure): KnownList => ({
        name: nameOf(procedure),
        title: titleOf(procedure),
        procedure,
        environment,
      }),
    )
  return [...named, ...others.filter(({ name }) => !Object.hasOwn(settings, name))]
}

/** One by its name, or by the beginning of it where nothing else begins so. */
export function listNamed(lists: KnownList[], asked: string): KnownList | undefined {
  const wanted = asked.toLowerCase().trim().replace(/\s+/g, '-')
  const beginning = lists.filter(({ name }) => name.startsWith(wanted))
  return lists.find(({ name }) => name === wanted) ?? (beginning.length === 1 ? beginning[0] : undefined)
}

function listOf(name: string, settings: ChecklistSettings, procedure: Procedure, system: System): KnownList {
  const { part, environment = mainEnvironment(system), at, zone } = settings
  return {
    name,
    title: part === undefined ? titleOf(procedure) : `${titleOf(procedure)}: ${part}`,
    procedure,
    environment,
    ...(part !== undefined && { part }),
    ...(at !== undefined && zone !== undefined && { when: { at, zone } }),
  }
}

const saysSo = (procedure: Procedure): boolean =>
  stepsOf(procedure).length > 0 &&
  /check-?list|\b(?:daily|weekly|monthly|quarterly)\b|\bmaintenance\b/i.test(titleOf(procedure))

const isDay = (heading: string): boolean => /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/i.test(heading)

/** Its heading; of a day that of the list that it is a day of, too. */
const titleOf = ({ path }: Procedure): string =>
  path.slice(isDay(path.at(-1) ?? '') ? -2 : -1).join(': ') || 'Checklist'

const nameOf = ({ id }: Procedure): string => id.split('/').at(-1)!
