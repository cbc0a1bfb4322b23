import { counted } from '../domain/counted.ts'
import { OutsideError } from '../domain/errors.ts'
import { mask } from '../domain/mask.ts'
import { shortName } from '../domain/short-name.ts'
import type { Clusters, ServiceTarget, TaskState } from '../ports/clusters.ts'
import { causeIn } from './stop-causes.ts'

/** So many of the last lines are read, and so much of each, in characters. */
const lineCount = 20
const lineLength = 2_000
/** So much of the last of them is shown. */
const shownLength = 300
/** Among so many revisions the one before is looked for. */
const revisionCount = 10
/** From here on an exit code names a signal that ended the program. */
const signalled = 128

/** Why a program that ended by itself may have done so: what it wrote last, and what it is not given any more. */
export async function startFailure(
  clusters: Clusters,
  target: ServiceTarget,
  stopped: TaskState[],
): Promise<string[]> {
  const task = stopped.find(({ exit = 0 }) => exit > 0 && exit < signalled)
  if (!task) return []
  const [wrote, lacks] = await Promise.all([
    lastWritten(clusters, target, task),
    lackedBy(clusters, task.taskDefinition, target),
  ])
  return [...wrote, ...lacks]
}

async function lastWritten(clusters: Clusters, target: ServiceTarget, task: TaskState): Promise<string[]> {
  const { container } = task
  if (container === undefined) return []
  try {
    const wrote = (await clusters.lastLines(target, { ...task, container }, lineCount)) ?? []
    const lines = wrote.map(line => line.trim().slice(0, lineLength)).filter(line => line !== '')
    const last = lines.at(-1)
    const cause = causeIn(lines)
    return [
      ...(cause === undefined ? [] : [cause]),
      ...(last === undefined ? [] : [`It wrote last: ${mask(last).slice(0, shownLength)}`]),
    ]
  } catch (error) {
    // The tasks are told all the same, and that their log is not.
    if (error instanceof OutsideError) return [`What it wrote last cannot be told: ${error.message}`]
    throw error
  }
}

/** The variables and secrets that the revision before was given. */
export async function lackedBy(
  clusters: Clusters,
  taskDefinition: string,
  place: Pick<ServiceTarget, 'region' | 'role'>,
): Promise<string[]> {
  const known = await clusters.revisions(taskDefinition, revisionCount, place)
  const at = known.findIndex(({ name }) => name === shortName(taskDefinition))
  const before = at < 0 ? undefined : known[at + 1]
  if (!before) return []
  const [given, earlier] = await Promise.all([
    namesGiven(clusters, taskDefinition, place),
    namesGiven(clusters, before.id, place),
  ])
  const gone = earlier.filter(name => !given.includes(name))
  return gone.length === 0
    ? []
    : [
        `${counted(gone.length, 'variable')} that ${before.name} was given, ${shortName(taskDefinition)} is not: ${gone.join(', ')}.`,
      ]
}

async function namesGiven(
  clusters: Clusters,
  taskDefinition: string,
  place: Pick<ServiceTarget, 'region' | 'role'>,
): Promise<string[]> {
  const containers = (await clusters.given(taskDefinition, place)) ?? []
  return [
    ...new Set(
      containers.flatMap(({ variables, secrets }) => [...variables, ...secrets.map(({ name }) => name)]),
    ),
  ]
}
