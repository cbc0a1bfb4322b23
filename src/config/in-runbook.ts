import { dirname, join } from 'node:path'
import { isOfBusiness } from '../domain/milestone-settings.ts'
import { nearest } from '../domain/nearest.ts'
import { type Procedure, type Runbook, stepsOf, type Trouble } from '../domain/runbook/runbook.ts'
import type { System } from '../domain/system.ts'
import { milestonesUnder } from '../runbook/milestones.ts'
import { readRunbook } from '../runbook/read.ts'
import { otherTimes } from '../runbook/severity-times.ts'
import type { Fault } from './fault.ts'
import { textOf } from './missing.ts'
import type { Path, YamlFile } from './yaml-file.ts'

/**
 * What of a system file does not go with its runbook; nothing where there is no such file, which is a fault of its own.
 * The runbook may change while Belay runs, and so it starts all the same.
 */
export async function besideRunbook(
  file: YamlFile,
  system: System,
): Promise<{ faults: Fault[]; others: Trouble[] }> {
  const { runbook: name } = system
  const text = name === undefined ? undefined : await textOf(join(dirname(file.name), name))
  if (name === undefined || text === undefined) return { faults: [], others: [] }
  const runbook = readRunbook(name, text)
  return { faults: faultsIn(file, system, runbook), others: otherTimes(runbook, system) }
}

/** What a system file names of its runbook and is not there. */
function faultsIn(
  file: YamlFile,
  { checklists = {}, milestones, businessHours }: System,
  { file: runbook, procedures }: Runbook,
): Fault[] {
  const fault = (path: Path, wanted: string, there: string[], said: string) =>
    file.fault(path, `${wanted}${among(there, said)}`)

  const ofLists = Object.entries(checklists).flatMap(([name, { procedure: id, part }]) => {
    const path = ['checklists', name]
    const withSteps = procedures.filter(one => stepsOf(one).length > 0)
    const found = withSteps.find(one => one.id === id)
    if (!found)
      return fault([...path, 'procedure'], `a procedure of ${runbook} with steps`, idsOf(withSteps), id)
    const labels = labelsOf(found)
    return part === undefined || labels.some(label => label.toLowerCase() === part.toLowerCase())
      ? []
      : fault([...path, 'part'], `a part of ${id} with steps`, labels, part)
  })
  if (!milestones || Array.isArray(milestones)) return ofLists
  const found = milestonesUnder(procedures, milestones.procedure)
  const open = businessHours ? undefined : found.find(isOfBusiness)
  if (open) {
    const wanted = `businessHours in this file, since ${runbook} says of "${open.title}" that it takes business time`
    return [...ofLists, file.fault(['milestones', 'procedure'], wanted)]
  }
  if (found.length > 0) return ofLists
  const withTerms = procedures.filter(({ id }) => milestonesUnder(procedures, id).length > 0)
  const wanted = `a procedure of ${runbook} whose items say within how long`
  return [...ofLists, fault(['milestones', 'procedure'], wanted, idsOf(withTerms), milestones.procedure)]
}

const idsOf = (procedures: Procedure[]): string[] => procedures.map(({ id }) => id)

const labelsOf = ({ parts }: Procedure): string[] =>
  parts.filter(({ label, steps }) => label !== '' && steps.length > 0).map(({ label }) => label)

/** So many are listed. */
const most = 12

function among(there: string[], said: string): string {
  const meant = nearest(said, there)
  if (meant !== undefined) return ` (did you mean ${meant}?)`
  if (there.length === 0) return ' (it has none)'
  const more = there.length > most ? `, and ${there.length - most} more` : ''
  return ` (it has ${there.slice(0, most).join(', ')}${more})`
}
