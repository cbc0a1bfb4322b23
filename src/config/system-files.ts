import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pagerdutyServices } from '../domain/routing.ts'
import { resourceOf } from '../domain/run/resource.ts'
import type { System } from '../domain/system.ts'
import { SystemFile } from '../domain/system-file.ts'
import type { Fault } from './fault.ts'
import { isMissing } from './missing.ts'
import { faultsOf } from './schema-fault.ts'
import { type Path, parseYaml, type YamlFile } from './yaml-file.ts'

/** One system file as read; `system` is undefined when it has faults of its own. */
interface Read {
  file: YamlFile
  system?: System
  faults: Fault[]
}

export interface SystemFiles {
  systems: System[]
  faults: Fault[]
  /** Each system with its file. */
  files: { system: System; file: YamlFile }[]
}

/** The systems in a folder's `*.yml`, in the order of their names, and all faults over all files at once. */
export async function readSystemFiles(folder: string): Promise<SystemFiles> {
  const names = await namesIn(folder)
  if (names.length === 0) {
    const expected = 'expected a folder with a file <name>.yml for each system'
    return { systems: [], faults: [{ file: folder, path: '', expected }], files: [] }
  }
  const read = await Promise.all(names.map(name => readSystem(join(folder, name))))
  const faults = [
    ...read.flatMap(({ faults }) => faults),
    ...claimedTwice(read, 'a name', ({ system }) => [[system, ['system']]]),
    ...claimedTwice(read, 'a name', system => placesOfServices(system)),
    ...claimedTwice(read, 'an ECS service', placesIn('ecs')),
    ...claimedTwice(read, 'a Kubernetes deployment', placesIn('kubernetes')),
    ...claimedTwice(read, 'a service of Compose', placesIn('compose')),
  ]
  const files = read.flatMap(({ system, file }) => (system ? [{ system, file }] : []))
  return { systems: files.map(({ system }) => system), faults, files }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const found = await readdir(folder, { withFileTypes: true })
    return found
      .filter(one => !one.isDirectory() && /\.ya?ml$/.test(one.name))
      .map(({ name }) => name)
      .sort()
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

async function readSystem(path: string): Promise<Read> {
  const file = parseYaml(path, await readFile(path, 'utf8'))
  const misnamed: Fault[] = path.endsWith('.yaml')
    ? [{ file: path, path: '', expected: `expected the name ${basename(path, '.yaml')}.yml` }]
    : []
  if (file.value === undefined) return { file, faults: [...misnamed, ...file.faults] }
  // To compile what checks it would take longer than to check it once.
  const parsed = SystemFile.safeParse(file.value, { jitless: true })
  const found = parsed.success ? [] : parsed.error.issues.flatMap(issue => faultsOf(file, SystemFile, issue))
  const faults = [...misnamed, ...file.faults, ...found, ...(await runbookFaults(file))]
  return parsed.success ? { file, system: parsed.data, faults } : { file, faults }
}

/** A runbook is a file beside the system file, or below. */
async function runbookFaults(file: YamlFile): Promise<Fault[]> {
  const runbook = (file.value as { runbook?: unknown } | null)?.runbook
  if (typeof runbook !== 'string' || runbook === '') return []
  return (await isFile(join(dirname(file.name), runbook)))
    ? []
    : [file.fault(['runbook'], 'a file beside this one')]
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

/** What only one system may have, each with its place in the file: a fault where a later file has one again. */
function claimedTwice(
  read: Read[],
  what: string,
  claims: (system: System) => [name: string, path: Path][],
): Fault[] {
  const owners = new Map<string, string>()
  return read.flatMap(({ file, system }) =>
    (system ? claims(system) : []).flatMap(([name, path]) => {
      const owner = owners.get(name)
      if (owner !== undefined && owner !== file.name)
        return [file.fault(path, `${what} of its own: ${name} is ${owner}'s`)]
      owners.set(name, file.name)
      return []
    }),
  )
}

function placesOfServices(system: System): [string, Path][] {
  const isList = Array.isArray(system.pagerduty?.services)
  return pagerdutyServices(system).map((id, i) => [id, ['pagerduty', 'services', isList ? i : id]])
}

/** Locks and rules are a system's own: those of another would not count. */
const placesIn =
  (platform: 'ecs' | 'kubernetes' | 'compose') =>
  (system: System): [string, Path][] =>
    Object.entries(system.environments).flatMap(([environment, { services }]) =>
      Object.entries(services)
        .filter(([, service]) => service[platform])
        .map(([name]) => [
          resourceOf(system, environment, name),
          ['environments', environment, 'services', name, platform],
        ]),
    )
