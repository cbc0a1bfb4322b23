import { OutsideError } from '../../../domain/errors.ts'
import type { AwsClients } from '../clients.ts'
import { createTaskLines, type Printing } from './task-lines.ts'

/** So many lines of the end are read to see how it goes. */
const end = 100

/** Reads the end of what a task's container wrote; nothing where its log cannot be read, which costs no run its end. */
export function createTaskOutput(aws: AwsClients) {
  const linesOf = createTaskLines(aws)

  return async function outputOf(asked: Printing, task: string, limit = end): Promise<{ output?: string }> {
    try {
      const lines = (await linesOf(asked, task, limit)) ?? []
      // What begins with an ellipsis is not all of it.
      if (lines.length === limit) lines.unshift('…')
      return lines.length === 0 ? {} : { output: lines.join('\n') }
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error
      return { output: `(${error.message})` }
    }
  }
}
