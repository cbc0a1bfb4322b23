import { UserError } from '../domain/errors.ts'
import { isIncidentId } from '../domain/incident.ts'
import type { Run } from '../domain/run/run.ts'
import type { Faces } from './command.ts'
import type { Parsed } from './grammar.ts'

/** The run that a line names first, and the line without its id. */
export async function resolveRun(parsed: Parsed, faces: Faces): Promise<{ asked: Run; parsed: Parsed }> {
  const [word, ...others] = parsed.words
  const asked = word && isIncidentId(word.value) ? await faces.runs.find(word.value) : undefined
  if (asked) return { asked, parsed: { ...parsed, words: others } }
  throw new UserError('Which one? Its message has the buttons, and the list shows them all, as in: runs', {
    label: 'List runs',
    command: 'runs',
  })
}
