import { UserError } from '../domain/errors.ts'
import { isIncidentId } from '../domain/incident.ts'
import { isOpenTo } from '../domain/run/answers.ts'
import type { Run } from '../domain/run/run.ts'
import type { Invocation } from '../ports/invocation.ts'
import type { Faces, RunCommand } from './command.ts'
import type { Parsed } from './grammar.ts'
import { distinct, inhabitants } from './place.ts'

const listRuns = { label: 'List runs', command: 'runs' }

/** The run that a line names first, and the line without its id; or the last one that the person asked for. */
export async function resolveRun(
  { elseLast }: RunCommand,
  parsed: Parsed,
  invocation: Invocation,
  faces: Faces,
): Promise<{ asked: Run; parsed: Parsed }> {
  const [word, ...others] = parsed.words
  const asked = word && isIncidentId(word.value) ? await faces.runs.find(word.value) : undefined
  if (asked) return { asked, parsed: { ...parsed, words: others } }
  if (elseLast && !word) return { asked: await lastOf(elseLast, invocation, faces), parsed }
  throw new UserError(
    'Which one? Its message has the buttons, and the list shows them all, as in: runs',
    listRuns,
  )
}

async function lastOf(
  { can, none }: NonNullable<RunCommand['elseLast']>,
  invocation: Invocation,
  faces: Faces,
): Promise<Run> {
  const systems = distinct(await inhabitants(invocation, faces)).map(({ system }) => system)
  const own = (await faces.runs.open(systems)).filter(
    run => run.requestedBy.id === invocation.user && isOpenTo(run, can),
  )
  const [last] = own.sort((a, b) => b.requestedAt - a.requestedAt)
  if (!last) throw new UserError(none, listRuns)
  return last
}
