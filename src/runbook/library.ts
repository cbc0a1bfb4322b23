import type { Runbook } from '../domain/runbook/runbook.ts'
import type { Action } from '../domain/runbook/verdict.ts'
import type { System } from '../domain/system.ts'
import type { AwsShapes } from '../ports/aws-shapes.ts'
import type { RunbookTexts } from '../ports/runbooks.ts'
import { holesIn, holesInAll } from './action.ts'
import type { Known } from './families/family.ts'
import { knownOf } from './known.ts'
import { readRunbook } from './read.ts'
import { asCommand } from './run/as-command.ts'
import { filledAll, type Values } from './run/fill.ts'
import { misplaced } from './run/misplaced.ts'
import { createSearch, type Search } from './search.ts'

/** A runbook that has been read. */
export interface Volume {
  runbook: Runbook
  search: Search
  /** What its commands are judged by; looked up when it is first wanted. */
  known(): Promise<Known>
}

/** The runbooks of all systems: each is read when it is first wanted, and again when its file has changed. */
export interface Library {
  of(system: System): Promise<Volume | undefined>
}

export function createLibrary(texts: RunbookTexts, shapes: AwsShapes, read = readRunbook): Library {
  const volumes = new Map<string, { version: string; volume: Volume }>()
  return {
    async of(system) {
      const found = await texts.of(system.system)
      if (!found) return undefined
      const before = volumes.get(system.system)
      if (before?.version === found.version) return before.volume
      const runbook = read(found.file, found.text)
      let known: Promise<Known> | undefined
      const volume: Volume = {
        runbook,
        search: createSearch(runbook),
        known: () => (known ??= knownOf([runbook], shapes, ownOf(system))),
      }
      volumes.set(system.system, { version: found.version, volume })
      return volume
    },
  }
}

/** What of a system's file says which commands of its runbook Belay carries out. */
export const ownOf = (system: System): Omit<Known, 'aws'> => ({
  hosts: hostsOf(system),
  regions: Object.values(system.environments).flatMap(({ region }) => region ?? []),
  names: action => holesIn(action).length > 0 || isNamedIn(system, action),
  lacks: action => lackIn(system, action),
  tasks: Object.values(system.environments).flatMap(({ services }) =>
    Object.values(services).flatMap(({ tasks = {} }) => Object.values(tasks).map(({ command }) => command)),
  ),
})

/** What all environments lack of the place that an action names, as far as it is known before it is carried out. */
function lackIn(system: System, action: Action): string | undefined {
  if (holesInAll(action.on ?? {}).length > 0) return undefined
  const all = Object.keys(system.environments).map(environment => {
    const lack = misplaced(action, empty, { system, environment })
    return lack && `${environment} ${lack}`
  })
  return all.includes(undefined) ? undefined : all[0]
}

/** Whether an environment has what a command of the team's own is. */
const isNamedIn = (system: System, { operation, input, on = {} }: Action): boolean =>
  Object.keys(system.environments).some(environment =>
    asCommand(operation, filledAll(input, empty), filledAll(on, empty), { system, environment }),
  )
const empty: Values = { given: new Map(), secrets: new Map(), now: 0 }

/** The hosts that a system's file names. */
export function hostsOf({ alertmanager, environments }: System): ReadonlySet<string> {
  const urls = [
    ...(alertmanager ? [alertmanager.url] : []),
    ...Object.values(environments).flatMap(({ services, requests = {} }) => [
      ...Object.values(services).flatMap(({ health }) => health ?? []),
      ...Object.values(requests).map(({ url }) => url),
    ]),
  ]
  return new Set(urls.map(url => new URL(url).host))
}
