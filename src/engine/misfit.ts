import type { z } from 'zod'
import { UserError } from '../domain/errors.ts'

/** What would be right where zod found something wrong: "expected 1 or more". */
export function expected(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `expected ${alternatives(issue.values.map(String))}`
  if (issue.code === 'too_big' || issue.code === 'too_small') return bound(issue)
  if (issue.code === 'invalid_type')
    return `expected a ${issue.expected === 'int' ? 'whole number' : issue.expected}`
  return issue.message.replace(/\.$/, '')
}

/** What an operation does not take of its input, and what would be right, as in the example of its command. */
export function misfit({ issues }: z.core.$ZodError, input: object): UserError {
  const [issue] = issues
  const given = (input as Record<string, unknown>)[String(issue!.path[0])]
  return new UserError(
    `${excerpt(String(given ?? ''))} does not work here: ${expected(issue!)}. As in: {example}`,
  )
}

/** In the words of the schema where it has its own. */
function bound(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): string {
  if (!issue.message.startsWith('Too ')) return issue.message.replace(/\.$/, '')
  const what = issue.origin === 'string' ? ' characters' : ''
  return issue.code === 'too_big'
    ? `expected at most ${issue.maximum}${what}`
    : `expected ${issue.minimum}${what} or more`
}

const alternatives = (values: string[]) =>
  values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`
export const excerpt = (text: string) => `"${text.length > 60 ? `${text.slice(0, 57)}…` : text}"`
